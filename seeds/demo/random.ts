/** Chance that repeats itself: xoshiro128** with its state spread from one number by splitmix32. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    let spread = seed | 0;
    const word = (): number => {
      spread = (spread + 0x9e3779b9) | 0;
      let mixed = Math.imul(spread ^ (spread >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return (mixed ^ (mixed >>> 16)) >>> 0;
    };
    this.#a = word();
    this.#b = word();
    this.#c = word();
    this.#d = word();
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    const scrambled = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return scrambled;
  }

  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number {
    return Math.floor((this.word() / 0x1_0000_0000) * limit);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a thousand cases. */
  chance(perThousand: number): boolean {
    return this.below(1000) < perThousand;
  }

  /** One of the items, each as likely as the next. */
  pick<T>(items: ArrayLike<T>): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

/** Items of which some come more often than others. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #bounds: readonly number[];
  readonly #total: number;

  /** @param weights positive; only their proportion matters. */
  constructor(weights: readonly (readonly [item: T, weight: number])[]) {
    let total = 0;
    this.#items = weights.map(([item]) => item);
    this.#bounds = weights.map(([, weight]) => (total += weight));
    this.#total = total;
  }

  pick(random: Random): T {
    const at = (random.word() / 0x1_0000_0000) * this.#total;
    const item = this.#items[this.#bounds.findIndex((bound) => at < bound)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
