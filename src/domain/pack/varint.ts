const CONTINUES = 0x80;
const LOW_BITS = 0x7f;
const STEP = 128;
const FIRST_SIZE = 4096;

/** Writes whole numbers from 0 to 2^53 − 1, seven bits a byte, the lowest first. */
export class VarintWriter {
  #bytes = new Uint8Array(FIRST_SIZE);
  #length = 0;

  write(value: number): void {
    let rest = value;
    while (rest >= STEP) {
      this.#push((rest % STEP) | CONTINUES);
      rest = Math.floor(rest / STEP);
    }
    this.#push(rest);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** What was written so far. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/** The bytes end within a number, or hold one that no writer writes. */
export class VarintError extends Error {
  constructor() {
    super('not a sequence of numbers');
    this.name = 'VarintError';
  }
}

export class VarintReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get hasEnded(): boolean {
    return this.#at >= this.bytes.length;
  }

  /** @throws VarintError */
  read(): number {
    let value = 0;
    for (let scale = 1; ; scale *= STEP) {
      const byte = this.bytes[this.#at];
      this.#at += 1;
      if (byte === undefined) throw new VarintError();
      value += (byte & LOW_BITS) * scale;
      if (!Number.isSafeInteger(value)) throw new VarintError();
      if (byte < CONTINUES) return value;
    }
  }
}
