import { readDivision } from '../shared/division.js';
import type { ReleaseEdition } from './release-list.js';
import { textOf, type ReleaseRow } from './release-row.js';

/** Rows by value of one property. */
export type Tally = Readonly<Record<string, number>>;

/** How many rows a list has, by what its edition shows of them. */
export interface ReleaseCounts {
  readonly total: number;
  /** GB/T 2260, six digits; absent in the public edition, which does not say where a vehicle is registered. */
  readonly byProvince?: Tally;
  /** Of the city; a division whose city is not certain is counted under its province. */
  readonly byCity?: Tally;
  readonly byStage?: Tally;
  readonly byVehicleType?: Tally;
}

const byCode = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

class Counter {
  readonly #counts = new Map<string, number>();

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  get tally(): Tally {
    return Object.fromEntries([...this.#counts].sort(byCode));
  }
}

/** Counts the rows of a release as they pass. */
export class RowCounter {
  #total = 0;
  readonly #divisions = new Counter();
  readonly #stages = new Counter();
  readonly #types = new Counter();

  constructor(private readonly edition: ReleaseEdition) {}

  add(row: ReleaseRow): void {
    this.#total += 1;
    if (this.edition === 'PARTNER') {
      this.#divisions.add(textOf(row.division));
      this.#stages.add(textOf(row.stage));
    }
    this.#types.add(textOf(row.vehicleType));
  }

  get counts(): ReleaseCounts {
    const byVehicleType = this.#types.tally;
    if (this.edition === 'PUBLIC') return { total: this.#total, byVehicleType };
    const divisions = Object.entries(this.#divisions.tally);
    const byProvince = regrouped(divisions, provinceOf);
    const byCity = regrouped(divisions, cityOrProvinceOf);
    return { total: this.#total, byProvince, byCity, byStage: this.#stages.tally, byVehicleType };
  }
}

const provinceOf = (division: string): string => `${division.slice(0, 2)}0000`;

function cityOrProvinceOf(division: string): string {
  const reading = readDivision(division);
  return (reading.ok ? reading.value.city : null) ?? provinceOf(division);
}

function regrouped(entries: readonly (readonly [string, number])[], group: (code: string) => string): Tally {
  const sums = new Map<string, number>();
  for (const [code, count] of entries) sums.set(group(code), (sums.get(group(code)) ?? 0) + count);
  return Object.fromEntries([...sums].sort(byCode));
}
