import { plateKey } from './plate-key.js';

/** What a pack says of a plate beside its number. */
export interface PlateMark {
  /** 号牌种类 GA/T 16.7. */
  readonly plateType: string;
  /** GB/T 2260 of the registration. */
  readonly division: string;
  /** Codes of key supervision, sorted; at least one. */
  readonly reasons: readonly string[];
}

export interface MarkedPlate extends PlateMark {
  readonly plateNumber: string;
}

/**
 * Plates in order: the n-th has the n-th key and the mark that the n-th index points at. Marks stand in order of
 * frequency, so that the common ones have short numbers; equal sets of plates are equal in every part.
 */
export interface PlateSet {
  readonly keys: Float64Array;
  readonly markOf: Uint32Array;
  readonly marks: readonly PlateMark[];
}

/** One text a mark, different for different marks. */
export const markText = ({ plateType, division, reasons }: PlateMark): string =>
  `${plateType} ${division} ${reasons.join('+')}`;

/** Collects plates in any order. */
export class PlateCollector {
  readonly #keys: number[] = [];
  readonly #markOf: number[] = [];
  readonly #marks: PlateMark[] = [];
  readonly #known = new Map<string, number>();

  /** @returns false, and takes nothing, when the number is no plate number at all. */
  add({ plateNumber, plateType, division, reasons }: MarkedPlate): boolean {
    const key = plateKey(plateNumber);
    if (key === null) return false;
    this.addKey(key, { plateType, division, reasons });
    return true;
  }

  addKey(key: number, { plateType, division, reasons }: PlateMark): void {
    const mark = { plateType, division, reasons: [...reasons].sort() };
    const text = markText(mark);
    let index = this.#known.get(text);
    if (index === undefined) {
      index = this.#marks.push(mark) - 1;
      this.#known.set(text, index);
    }
    this.#keys.push(key);
    this.#markOf.push(index);
  }

  /** All that was collected, sorted; the same plate with the same mark counts once. */
  collected(): PlateSet {
    const once = this.#sortedBy((mark) => mark).filter(
      (plate, at, all) => at === 0 || !this.#same(plate, at, all),
    );
    const place = placesByFrequency(this.#marks, this.#markOf, once);
    const rank = (mark: number): number => place[mark] ?? 0;
    const order = this.#sortedBy(rank, once);
    const marks: PlateMark[] = [];
    for (const [index, mark] of this.#marks.entries()) marks[rank(index)] = mark;
    return {
      keys: Float64Array.from(order, (plate) => this.#key(plate)),
      markOf: Uint32Array.from(order, (plate) => rank(this.#mark(plate))),
      marks,
    };
  }

  #key(plate: number): number {
    return this.#keys[plate] ?? 0;
  }

  #mark(plate: number): number {
    return this.#markOf[plate] ?? 0;
  }

  #same(plate: number, at: number, all: Uint32Array): boolean {
    const before = all[at - 1] ?? 0;
    return this.#key(before) === this.#key(plate) && this.#mark(before) === this.#mark(plate);
  }

  #sortedBy(rank: (mark: number) => number, plates: Iterable<number> = this.#keys.keys()): Uint32Array {
    return Uint32Array.from(plates).sort(
      (a, b) => this.#key(a) - this.#key(b) || rank(this.#mark(a)) - rank(this.#mark(b)),
    );
  }
}

/** For each mark its place when the most frequent come first; by text where they are equally frequent. */
function placesByFrequency(
  marks: readonly PlateMark[],
  markOf: readonly number[],
  plates: Uint32Array,
): Uint32Array {
  const counts = new Uint32Array(marks.length);
  for (const plate of plates) counts[markOf[plate] ?? 0] = (counts[markOf[plate] ?? 0] ?? 0) + 1;
  const ranked = marks
    .map((mark, index) => ({ index, text: markText(mark), count: counts[index] ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  const place = new Uint32Array(marks.length);
  ranked.forEach(({ index }, rank) => (place[index] = rank));
  return place;
}
