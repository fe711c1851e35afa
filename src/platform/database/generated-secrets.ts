import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../config/secret.js';

/** Secrets that the service makes for itself when it brings its own database. */
export interface GeneratedSecrets {
  readonly ownerPassword: Secret;
  readonly servicePassword: Secret;
  readonly tokenKey: Secret;
}

interface SecretsFile {
  ownerPassword: string;
  servicePassword: string;
  tokenKey: string;
}

const random = (): string => randomBytes(32).toString('base64url');

/** Reads `secrets.json` in the data folder, made on the first start and readable by its owner only. */
export function generatedSecrets(dataDir: string): GeneratedSecrets {
  const path = join(dataDir, 'secrets.json');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const made: SecretsFile = { ownerPassword: random(), servicePassword: random(), tokenKey: random() };
    // `wx`: of two first starts at once only one writes, the other reads what it wrote.
    try {
      writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (Reflect.get(error as object, 'code') !== 'EEXIST') throw error;
    }
  }
  const read = JSON.parse(readFileSync(path, 'utf8')) as SecretsFile;
  return {
    ownerPassword: new Secret(read.ownerPassword),
    servicePassword: new Secret(read.servicePassword),
    tokenKey: new Secret(read.tokenKey),
  };
}
