import type { Secret } from '../config/secret.js';
import { Keyring } from './keyring.js';
import { SiteSigner } from './site-signer.js';

/** The keyring of a checked setting, `name:base64` by comma. */
export function keyringOf(setting: Secret): Keyring {
  const keys = setting
    .reveal()
    .split(',')
    .map((one) => {
      const [id = '', base64 = ''] = one.trim().split(':');
      return { id, bytes: Buffer.from(base64, 'base64') };
    });
  return new Keyring(keys);
}

/** The signer of a checked setting, base64 of a seed. */
export const signerOf = (setting: Secret): SiteSigner =>
  new SiteSigner(Buffer.from(setting.reveal(), 'base64'));
