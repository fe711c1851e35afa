import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../config/secret.js';

/** Secrets that the service makes for itself when it brings its own database. */
export interface GeneratedSecrets {
  readonly ownerPassword: Secret;
  readonly servicePassword: Secret;
  readonly tokenKey: Secret;
  /** `name:base64`, as the setting PERSONAL_DATA_KEYS. */
  readonly personalDataKeys: Secret;
  /** Base64, as the setting SITE_SIGNING_KEY. */
  readonly signingKey: Secret;
}

type SecretsFile = Readonly<Record<keyof GeneratedSecrets, string>>;

const random = (): string => randomBytes(32).toString('base64url');

const makeAll = (): SecretsFile => ({
  ownerPassword: random(),
  servicePassword: random(),
  tokenKey: random(),
  personalDataKeys: `k1:${random()}`,
  signingKey: random(),
});

/** `wx`: of two first starts at once only one writes, the other reads what it wrote. */
function writeFirst(path: string, secrets: SecretsFile): void {
  try {
    writeFileSync(path, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (Reflect.get(error as object, 'code') !== 'EEXIST') throw error;
  }
}

function read(path: string): SecretsFile {
  const known = JSON.parse(readFileSync(path, 'utf8')) as Partial<SecretsFile>;
  const all = { ...makeAll(), ...known };
  if (Object.keys(known).length === Object.keys(all).length) return all;
  // Made by an earlier version, which knew fewer secrets: the missing ones are added, none is replaced.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(all), { mode: 0o600 });
  renameSync(draft, path);
  return all;
}

/** Reads `secrets.json` in the data folder, made on the first start and readable by its owner only. */
export function generatedSecrets(dataDir: string): GeneratedSecrets {
  const path = join(dataDir, 'secrets.json');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    writeFirst(path, makeAll());
  }
  const secrets = read(path);
  return {
    ownerPassword: new Secret(secrets.ownerPassword),
    servicePassword: new Secret(secrets.servicePassword),
    tokenKey: new Secret(secrets.tokenKey),
    personalDataKeys: new Secret(secrets.personalDataKeys),
    signingKey: new Secret(secrets.signingKey),
  };
}
