import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { FileFeed } from '../../../src/features/releases/file-feed.js';
import type { FileMeta, StoredFile } from '../../../src/platform/files/stored-file.js';

const META: FileMeta = {
  name: 'rows.csv',
  mediaType: 'text/csv',
  purpose: 'RELEASE',
  readAction: 'release.read-public',
  onlyAccount: null,
  expiresAt: null,
};
const NOW = '2026-11-23T04:00:00.000Z';

describe('a file of a release', () => {
  it('should be given up before the store has begun to read, without an error that nobody meets', async () => {
    const unmet: unknown[] = [];
    const meet = (error: unknown): unknown => unmet.push(error);
    process.on('uncaughtException', meet);
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let pieces = 0;
    const store = {
      write: async (_meta: FileMeta, source: AsyncIterable<Uint8Array>): Promise<StoredFile> => {
        await begun;
        for await (const piece of source) pieces += piece.length;
        throw new Error('what was given up came to an end');
      },
      remove: (): Promise<void> => Promise.reject(new Error('nothing was stored')),
    };
    const feed = new FileFeed(store, META, NOW);
    await feed.write('a row\n', 1);
    const abandoned = feed.abandon(store);
    await setImmediate();
    begin();
    await expect(abandoned).resolves.toBeUndefined();
    process.off('uncaughtException', meet);
    expect([unmet, pieces]).toEqual([[], 0]);
  });
});
