/** One round of writing: how long, and how many rows to make ready before the clock starts. */
export interface WriteOrder {
  readonly seconds: number;
  readonly prepared: number;
}

export interface WriteResult {
  readonly written: number;
  readonly perSecond: number;
}

const MS = 1000;

/**
 * So many writers share the items and each writes one after another until the time is over.
 * @throws Error when there were too few items for the time
 */
export async function writeTogether<T>(
  items: readonly T[],
  writers: number,
  seconds: number,
  write: (item: T) => Promise<void>,
): Promise<WriteResult> {
  const from = performance.now();
  const end = from + seconds * MS;
  let taken = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const item = items[taken];
      taken += 1;
      if (item === undefined) throw new Error(`${items.length} rows were too few for ${seconds} seconds`);
      await write(item);
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  return { written: taken, perSecond: (taken * MS) / (performance.now() - from) };
}
