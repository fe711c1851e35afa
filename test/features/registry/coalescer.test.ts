import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Coalescer } from '../../../src/features/registry/coalescer.js';

interface Asked {
  readonly questions: readonly number[];
  answer(): void;
  fail(error: Error): void;
}

/** A batcher whose batches wait until the test answers them. */
function held(mostAtOnce = 4) {
  const batches: Asked[] = [];
  const batcher = new Coalescer<number, string>(
    (questions) =>
      new Promise((resolve, reject) => {
        batches.push({ questions, answer: () => resolve(questions.map((one) => `a${one}`)), fail: reject });
      }),
    mostAtOnce,
  );
  return { batcher, batches };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the roadside batcher', () => {
  it('should send a lone question in the same turn of the event loop', async () => {
    const { batcher, batches } = held();
    const answer = batcher.put(1);
    await settle();
    expect(batches.map((batch) => batch.questions)).toEqual([[1]]);
    batches[0]?.answer();
    await expect(answer).resolves.toBe('a1');
  });

  it('should send together what was read in the same turn', async () => {
    const { batcher, batches } = held();
    const answers = [batcher.put(1), Promise.resolve(2).then((later) => batcher.put(later))];
    await settle();
    expect(batches.map((batch) => batch.questions)).toEqual([[1, 2]]);
    batches[0]?.answer();
    await expect(Promise.all(answers)).resolves.toEqual(['a1', 'a2']);
  });

  it('should have one batch in flight and put what arrives meanwhile into the next, up to the largest size', async () => {
    const { batcher, batches } = held(4);
    const first = batcher.put(1);
    await settle();
    const answers = [first, ...[2, 3, 4, 5, 6].map((question) => batcher.put(question))];
    await settle();
    expect(batches.map((batch) => batch.questions)).toEqual([[1]]);
    batches[0]?.answer();
    await settle();
    expect(batches[1]?.questions).toEqual([2, 3, 4, 5]);
    batches[1]?.answer();
    await settle();
    expect(batches[2]?.questions).toEqual([6]);
    batches[2]?.answer();
    await expect(Promise.all(answers)).resolves.toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
  });

  it('should reject every question of a failed batch and answer the next', async () => {
    const { batcher, batches } = held();
    const first = batcher.put(1);
    await settle();
    const failing = [2, 3].map((question) => batcher.put(question));
    const outcomes = Promise.allSettled(failing);
    batches[0]?.answer();
    await first;
    await settle();
    const later = batcher.put(4);
    batches[1]?.fail(new Error('the database went away'));
    await expect(outcomes).resolves.toMatchObject([
      { status: 'rejected', reason: { message: 'the database went away' } },
      { status: 'rejected', reason: { message: 'the database went away' } },
    ]);
    await settle();
    batches[2]?.answer();
    await expect(later).resolves.toBe('a4');
  });

  it('should go on after a batch whose asking throws at once', async () => {
    let calls = 0;
    const batcher = new Coalescer<number, number>(async (questions) => {
      calls += 1;
      if (calls === 1) throw new Error('no connection');
      return Promise.resolve(questions);
    }, 4);
    await expect(batcher.put(1)).rejects.toThrow('no connection');
    await expect(batcher.put(2)).resolves.toBe(2);
  });

  it('should refuse a batch that was not answered question by question', async () => {
    const batcher = new Coalescer<number, number>(() => Promise.resolve([]), 4);
    await expect(batcher.put(1)).rejects.toThrow('question by question');
  });

  it('should give each of many concurrent questions its own answer, never two batches at a time', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 8 }), async (pauses, mostAtOnce) => {
        let inFlight = 0;
        const sizes: number[] = [];
        const batcher = new Coalescer<number, number>(async (questions) => {
          inFlight += 1;
          sizes.push(questions.length);
          expect(inFlight).toBe(1);
          await settle();
          inFlight -= 1;
          return questions.map((question) => question * 10);
        }, mostAtOnce);
        const answers: Promise<number>[] = [];
        for (const [question, pause] of pauses.entries()) {
          answers.push(batcher.put(question));
          if (pause === 0) await settle();
        }
        await expect(Promise.all(answers)).resolves.toEqual(pauses.map((_, question) => question * 10));
        expect(Math.max(...sizes)).toBeLessThanOrEqual(mostAtOnce);
      }),
      { seed: 20261123, numRuns: 50 },
    );
  });
});
