import { StartupError } from '../../platform/config/config.js';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be opened by this user',
  EADDRNOTAVAIL: 'is no address of this machine',
};

/** A port that cannot be opened, in one line that names the setting. Other errors stay as they are. */
export function listenRefusal(setting: string, host: string, port: number, error: unknown): unknown {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
  const reason = typeof code === 'string' ? REASONS[code] : undefined;
  if (reason === undefined) return error;
  return new StartupError([`${setting}: ${host}:${port} ${reason}; set ${setting} to a free one`], {
    cause: error,
  });
}
