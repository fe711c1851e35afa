import { pino, type DestinationStream, type Logger } from 'pino';
import type { AppConfig } from '../config/config.js';

const SECRET_NAMES = ['authorization', 'cookie', 'password', 'passwordHash', 'token', 'tokenKey', 'secret'];
const PLACES = ['', '*.', '*.*.'];

/** Paths that are never written, however deep a careless line puts them (three levels). */
const REDACTED = SECRET_NAMES.flatMap((name) => PLACES.map((place) => `${place}${name}`));

/**
 * The structured log of the process: one JSON object a line, times as ISO 8601.
 * @param destination where lines go; standard output unless a test reads them
 */
export function createLogger(level: AppConfig['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[secret]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
