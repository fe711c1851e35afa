import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lockGaps } from './lockfile.js';
import type { Lockfile } from './lockfile.js';
import { ROOT } from './static-checks.js';

describe('package-lock.json', () => {
  it('names the optional packages of every platform', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as Lockfile;
    expect(lockGaps(lock)).toEqual([]);
  });
});

describe('a lock file with a planted gap', () => {
  const builder = { optionalDependencies: { 'builder-linux': '1.0.0', 'builder-darwin': '1.0.0' } };

  it('is found', () => {
    const packages = { '': {}, 'node_modules/builder': builder, 'node_modules/builder-linux': {} };
    expect(lockGaps({ packages })).toEqual(['node_modules/builder → builder-darwin']);
  });

  it.each([
    ['beside', 'node_modules/builder-darwin'],
    ['inside', 'node_modules/@scope/tool/node_modules/builder/node_modules/builder-darwin'],
    ['half way up', 'node_modules/@scope/tool/node_modules/builder-darwin'],
  ])('is none when the package lies %s', (_where, place) => {
    const packages = {
      'node_modules/@scope/tool/node_modules/builder': builder,
      'node_modules/builder-linux': {},
      [place]: {},
    };
    expect(lockGaps({ packages })).toEqual([]);
  });

  it('is found when the package lies inside a stranger', () => {
    const packages = {
      'node_modules/builder': builder,
      'node_modules/builder-linux': {},
      'node_modules/other/node_modules/builder-darwin': {},
    };
    expect(lockGaps({ packages })).toEqual(['node_modules/builder → builder-darwin']);
  });
});
