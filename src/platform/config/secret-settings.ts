import type { EnvironmentReader } from './environment-reader.js';
import { Secret } from './secret.js';

const MASTER_KEY_BYTES = 32;
const MIN_TOKEN_KEY_LENGTH = 32;
const NAMED_KEY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_=-]+)$/;

/** The secrets that a service with a database of its own must be given; null where the service makes them itself. */
export interface SecretSettings {
  readonly tokenKey: Secret | null;
  /** `name:base64` of 32 bytes each, by comma, the one that seals first. */
  readonly personalDataKeys: Secret | null;
  /** Base64 of the 32-byte seed of an Ed25519 key. */
  readonly signingKey: Secret | null;
}

const isKey = (base64: string): boolean => Buffer.from(base64, 'base64').length === MASTER_KEY_BYTES;

const isKeyList = (text: string): boolean => {
  const keys = text.split(',').map((one) => NAMED_KEY.exec(one.trim()));
  const names = keys.map((match) => match?.[1]);
  return keys.every((match) => isKey(match?.[2] ?? '')) && new Set(names).size === names.length;
};

interface Rule {
  readonly setting: string;
  readonly use: string;
  readonly form: string;
  readonly isFit: (text: string) => boolean;
}

const TOKEN_KEY: Rule = {
  setting: 'TOKEN_KEY',
  use: 'the key that signs tokens',
  form: `must have at least ${MIN_TOKEN_KEY_LENGTH} characters`,
  isFit: (text) => text.length >= MIN_TOKEN_KEY_LENGTH,
};
const PERSONAL_DATA_KEYS: Rule = {
  setting: 'PERSONAL_DATA_KEYS',
  use: 'the keys that seal personal data',
  form: 'must be name:base64 of 32 bytes, several by comma, each name once',
  isFit: isKeyList,
};
const SITE_SIGNING_KEY: Rule = {
  setting: 'SITE_SIGNING_KEY',
  use: 'the key that signs releases',
  form: 'must be base64 of 32 bytes',
  isFit: isKey,
};

function readSecret(read: EnvironmentReader, rule: Rule, isRequired: boolean): Secret | null {
  const text = read.text(rule.setting);
  if (text === null) {
    if (isRequired) {
      read.problems.push(`${rule.setting} is missing: with DATABASE_URL ${rule.use} must be given`);
    }
    return null;
  }
  if (!rule.isFit(text)) read.problems.push(`${rule.setting} ${rule.form}`);
  return new Secret(text);
}

/** Reads the secrets; with a database of one's own each of them is required. Problems never repeat a value. */
export function readSecrets(read: EnvironmentReader, isOwnDatabase: boolean): SecretSettings {
  return {
    tokenKey: readSecret(read, TOKEN_KEY, isOwnDatabase),
    personalDataKeys: readSecret(read, PERSONAL_DATA_KEYS, isOwnDatabase),
    signingKey: readSecret(read, SITE_SIGNING_KEY, isOwnDatabase),
  };
}
