import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectGolden } from './golden.js';

describe('expectGolden', () => {
  let folder = '';
  let file = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'golden-'));
    file = path.join(folder, 'inner', 'schema.graphql');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const commit = (text: string): void => {
    expectGolden(file, text, { UPDATE_GOLDEN: '1' });
  };

  it('passes the text that was committed', () => {
    commit('type Query\n');
    expectGolden(file, 'type Query\n', {});
    expect(readFileSync(file, 'utf8')).toBe('type Query\n');
  });

  it.each([
    ['another word', 'type Mutation\n'],
    ['a missing last line feed', 'type Query'],
    ['one more space', 'type  Query\n'],
    ['nothing', ''],
  ])('refuses %s', (_difference, actual) => {
    commit('type Query\n');
    expect(() => {
      expectGolden(file, actual, {});
    }).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('type Query\n');
  });

  it('refuses a missing file, and does not create it', () => {
    expect(() => {
      expectGolden(file, 'type Query\n', {});
    }).toThrow(/missing/);
    expect(existsSync(file)).toBe(false);
  });

  it.each(['true', '1'])('writes nothing where CI is %s', (ci) => {
    commit('type Query\n');
    expect(() => {
      expectGolden(file, 'type Mutation\n', { UPDATE_GOLDEN: '1', CI: ci });
    }).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('type Query\n');
  });

  it.each(['', '0', 'false'])('takes UPDATE_GOLDEN=%p for not asked', (asked) => {
    commit('type Query\n');
    expect(() => {
      expectGolden(file, 'type Mutation\n', { UPDATE_GOLDEN: asked });
    }).toThrow();
  });

  it('writes the file anew when asked to', () => {
    commit('type Query\n');
    commit('type Mutation\n');
    expect(readFileSync(file, 'utf8')).toBe('type Mutation\n');
  });
});
