import type { Askable } from './api.js';
import { repair, repairRecord } from './loop-requests.js';
import { vinOf } from './registry-fixture.js';
import { lugdownItems, reportInput, submit } from './report-requests.js';
import { fieldCheck, sendCheck } from './sensing-requests.js';

/** The steps of one loop in the order in which they happen: police find, a station fails, another repairs, the first passes. */
export const STEPS = ['find', 'fail', 'takeIn', 'repair', 'pass'] as const;
export type Step = (typeof STEPS)[number];

const HOUR = 3_600_000;
const MINUTE = 60_000;
const STATION_OF_REPAIR = '310115-M0001';

interface Answer {
  readonly problems?: readonly unknown[];
}

/** One loop of the n-th truck, which happened within the twelve hours before the play began. */
export class LoopPlay {
  readonly #begin = Date.now() - 12 * HOUR;

  constructor(
    private readonly api: Askable,
    readonly n: number,
  ) {}

  get plateNumber(): string {
    return `沪A${String(this.n).padStart(5, '0')}`;
  }

  /** Takes a step, by the role whose it is. The same key makes it the same request. */
  async take(step: Step, key = `${step}-of-truck-${this.n}`): Promise<Answer> {
    const answer = await this.#ask(step, key);
    if ((answer.problems ?? []).length > 0) throw new Error(`${step}: ${JSON.stringify(answer.problems)}`);
    return answer;
  }

  #ask(step: Step, key: string): Promise<Answer> {
    const vehicle = { vin: vinOf(this.n), plateNumber: this.plateNumber };
    const given = { stationCode: STATION_OF_REPAIR, vehicle };
    switch (step) {
      case 'find':
        return sendCheck(this.api, this.#check(), { key });
      case 'fail':
        return submit(this.api, this.#report('FAIL', 1), { key });
      case 'takeIn':
        return repair(
          this.api,
          'startRepair',
          { ...given, input: { at: this.#at(2), odometerKm: 352_001 } },
          { key },
        );
      case 'repair':
        return repair(this.api, 'completeRepair', { ...given, input: this.#record() }, { key });
      case 'pass':
        return submit(this.api, this.#report('PASS', 6), { key });
    }
  }

  #at(hours: number, minutes = 0): string {
    return new Date(this.#begin + hours * HOUR + minutes * MINUTE).toISOString();
  }

  #check(): object {
    return fieldCheck(this.n, this.#at(0), { instrumentValidTo: this.#nextYear() });
  }

  #report(stationResult: 'PASS' | 'FAIL', hours: number): object {
    return reportInput(this.n, {
      reportNo: `R-${stationResult}-${this.n}`,
      startedAt: this.#at(hours),
      endedAt: this.#at(hours, 3),
      odometerKm: 352_000 + hours,
      items: stationResult === 'PASS' ? lugdownItems() : lugdownItems({ K100: '2.90' }),
      calibrationValidTo: this.#nextYear(),
      stationResult,
    });
  }

  #record(): object {
    return repairRecord(this.#at(2), this.#at(4), {
      settlementNo: `JS-${this.n}`,
      parts: [{ name: '喷油器', quantity: 6, serial: `INJ-${this.n}`, emissionPart: 'INJECTOR' }],
      odometerKm: 352_002,
    });
  }

  #nextYear(): string {
    return new Date(this.#begin + 8_760 * HOUR).toISOString().slice(0, 10);
  }
}
