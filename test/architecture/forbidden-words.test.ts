import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { forbiddenWords } from './forbidden-words.js';
import { ROOT } from './static-checks.js';

/** The planted words are put together from pieces, because this file is searched as well. */
const glue = (...pieces: string[]): string => pieces.join('');

it('holds nothing that belongs to one machine or one network', () => {
  expect(forbiddenWords(ROOT)).toEqual([]);
});

describe('a planted word', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'words-'));
    execFileSync('git', ['init', '--quiet', root]);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const track = (text: string): void => {
    writeFileSync(path.join(root, 'planted.txt'), `first line\n${text}\n`);
    execFileSync('git', ['add', 'planted.txt'], { cwd: root });
  };

  it.each([
    [glue('see /wo', 'rk/main'), 'a path of one machine'],
    [glue('see file:///ho', 'me/someone'), 'a path of one machine'],
    [glue('"/ro', 'ot/.npmrc"'), 'a path of one machine'],
    [glue('/Us', 'ers/someone'), 'a path of one machine'],
    [glue('C:\\Us', 'ers\\someone'), 'a path of one machine'],
    [glue('https://regis', 'try.npm', 'js.org/pg'), 'the address of a package registry'],
    [glue('https://regis', 'try.npm', 'mirror.com/pg'), 'the address of a package registry'],
    [glue('"resol', 'ved": "https://packages.example/pg.tgz"'), 'the address of a package'],
    [glue('//packages.example/:_auth', 'Token=secret'), 'a registry credential'],
  ])('%s is found', (text, name) => {
    track(text);
    expect(forbiddenWords(root)).toContain(`planted.txt:2: ${name}`);
  });

  it.each([
    ['import { Clock } from "../context/clock.js";'],
    ['the worker at src/apps/worker/main.ts'],
    ['GET /api/home?next=1'],
    ['"resolved": true'],
  ])('%s is not one', (text) => {
    track(text);
    expect(forbiddenWords(root)).toEqual([]);
  });

  it('is looked for in tracked files only, and never in none', () => {
    expect(() => forbiddenWords(root)).toThrow(/tracks no file/);
  });
});
