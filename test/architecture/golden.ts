import { expect } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './static-checks.js';

type Environment = Readonly<Record<string, string | undefined>>;

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false'].includes(value);

/**
 * Expects a text to equal a committed file, byte by byte.
 * UPDATE_GOLDEN=1 writes the file anew for review; with CI set nothing is ever written, so a gate can not update itself.
 * `file` is relative to the root of the checkout, or absolute. Throws when the file differs or is missing.
 */
export function expectGolden(file: string, actual: string, environment: Environment = process.env): void {
  const target = path.resolve(ROOT, file);
  if (isOn(environment['UPDATE_GOLDEN']) && !isOn(environment['CI'])) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, actual);
    return;
  }
  if (!existsSync(target)) {
    throw new Error(`${file} is missing: write it with UPDATE_GOLDEN=1, review it and commit it`);
  }
  expect(actual).toBe(readFileSync(target, 'utf8'));
}
