/** The middle value, or the mean of the two in the middle. @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('no values to take the median of');
  return (lower + upper) / 2;
}

const BUCKET_MS = 0.01;
const LONGEST_MS = 2_000;

/** Counts durations in steps of 10 µs, up to two seconds. */
export class DurationHistogram {
  readonly #counts = new Uint32Array(LONGEST_MS / BUCKET_MS + 1);
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** @param ms milliseconds; what is longer than two seconds counts as two seconds */
  add(ms: number): void {
    const bucket = Math.min(Math.floor(ms / BUCKET_MS), this.#counts.length - 1);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  /** Upper bound in milliseconds of the share (0 to 1) of the durations. */
  quantile(share: number): number {
    let seen = 0;
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= share * this.#total) return (bucket + 1) * BUCKET_MS;
    }
    return LONGEST_MS;
  }
}
