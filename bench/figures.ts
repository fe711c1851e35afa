import type { Part } from './options.js';

/** One measured figure. */
export interface Figure {
  readonly part: Part;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Where the issue sets a bar: what it is, and whether it was reached. */
  readonly bar?: { readonly text: string; readonly reached: boolean };
}

/** Collects the figures of one part. */
export class Figures {
  readonly #all: Figure[] = [];

  constructor(private readonly part: Part) {}

  get all(): readonly Figure[] {
    return this.#all;
  }

  add(name: string, value: number, unit: string): void {
    this.#all.push({ part: this.part, name, value, unit });
  }

  /** A figure that has to be as good as `text` says. */
  judge(name: string, value: number, unit: string, text: string, reached: boolean): void {
    this.#all.push({ part: this.part, name, value, unit, bar: { text, reached } });
  }
}
