import type { RepairRow, ReportRow, StationIdentity } from '../../src/domain/integrity/integrity-types.js';
import type { RepairPart } from '../../src/domain/maintenance/loop-facts.js';
import { Random } from '../demo/random.js';
import { PARTS, TRUCK_MODELS } from './models.js';
import { makeReport, makeTruck } from './ordinary-test.js';
import type { Occasion, Truck } from './ordinary-test.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.parse('2026-03-02T08:00:00+08:00');
const TESTS_A_LINE_AND_DAY = 30;
const DAYS = 5;
const LINES = ['1', '2'];
const REPAIR_STATIONS = 6;
/** Of a thousand. */
const FAILING = 150;
const ABORTED = 20;

/** Tests and repairs of the stations of one city. */
export interface Traffic {
  readonly reports: ReportRow[];
  readonly repairs: RepairRow[];
  readonly stations: readonly StationIdentity[];
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** Makes the traffic of a city of so many inspection stations, honest throughout; the same for the same seed. */
export class TrafficGenerator {
  readonly #random: Random;
  readonly #reports: ReportRow[] = [];
  readonly #repairs: RepairRow[] = [];
  #serial = 0;
  #facts = 0;

  constructor(
    seed: number,
    private readonly stationCount: number,
  ) {
    this.#random = new Random(seed);
  }

  make(): Traffic {
    const stations = Array.from({ length: this.stationCount }, (_, index) => ({
      code: `3201000${twoDigits(index + 1)}`,
      uscc: `91320102MA20M${twoDigits(index)}N15H`,
      phone: `025-8600${String(1000 + index)}`,
    }));
    for (const { code } of stations) {
      for (let day = 0; day < DAYS; day += 1) {
        for (const line of LINES) this.#lineDay(code, line, day);
      }
    }
    return { reports: this.#reports, repairs: this.#repairs, stations };
  }

  /** One line's tests of one day, one after the other; the retests of a repaired truck are on another day, last. */
  #lineDay(stationCode: string, lineNo: string, day: number): void {
    let clock = FIRST_DAY_MS + day * DAY_MS + this.#random.between(0, 20) * MINUTE_MS;
    for (let test = 0; test < TESTS_A_LINE_AND_DAY; test += 1) {
      const truck = makeTruck(this.#random, this.#random.pick(TRUCK_MODELS), (this.#serial += 1));
      const seconds = this.#random.between(95, 150);
      const place = { stationCode, lineNo, inspector: `${stationCode}-I${lineNo}`, timesNo: 1 };
      if (this.#random.chance(ABORTED)) {
        this.#test(truck, { ...place, startMs: clock, seconds: 30, result: 'ABORT' });
        clock += 5 * MINUTE_MS;
      }
      const failed = this.#random.chance(FAILING);
      this.#test(truck, { ...place, startMs: clock, seconds, result: failed ? 'FAIL' : 'PASS' });
      if (failed) this.#repairAndRetest(truck, place, clock);
      clock += (seconds / 60 + this.#random.between(3, 14)) * MINUTE_MS;
      clock = Math.round(clock / 1000) * 1000;
    }
  }

  /** The truck is repaired the next days and retested two weeks on, when the line has nothing else to do. */
  #repairAndRetest(
    truck: Truck,
    place: Omit<Occasion, 'fact' | 'startMs' | 'seconds' | 'result'>,
    failedMs: number,
  ): void {
    const intakeMs = failedMs + this.#random.between(2, 30) * 60 * MINUTE_MS;
    const completedMs = intakeMs + this.#random.between(45, 900) * MINUTE_MS;
    this.#repairs.push(this.#repair(truck, intakeMs, completedMs));
    const startMs = failedMs + 14 * DAY_MS;
    const result = this.#random.chance(850) ? 'PASS' : 'FAIL';
    this.#test(truck, { ...place, startMs, seconds: 100, timesNo: 2, result });
  }

  #test(truck: Truck, occasion: Omit<Occasion, 'fact'>): void {
    this.#facts += 1;
    this.#reports.push(
      makeReport(this.#random, truck, { fact: `t${String(this.#facts).padStart(6, '0')}`, ...occasion }),
    );
  }

  #repair({ vin, odometerKm }: Truck, intakeMs: number, completedMs: number): RepairRow {
    this.#facts += 1;
    const station = this.#random.below(REPAIR_STATIONS);
    return {
      fact: `r${String(this.#facts).padStart(6, '0')}`,
      vin,
      phone: `025-8700${String(2000 + station)}`,
      repair: {
        stationCode: `3201009${twoDigits(station)}`,
        uscc: `91320102MA30K${twoDigits(station)}X2C`,
        failure: 'failure',
        settlementNo: `S${this.#facts}`,
        intakeAt: new Date(intakeMs).toISOString(),
        completedAt: new Date(completedMs).toISOString(),
        settledOn: '2026-03-20',
        odometerKm,
        repairType: 'SPECIAL',
        certificateNo: null,
        diagnosis: '排气烟度高',
        parts: this.#parts(),
        labour: [{ project: '排放系统维修', hours10: this.#random.between(10, 80) }],
        readingsBefore: [],
        readingsAfter: [],
        qualityInspector: 'Q1',
        warrantyKm: 2000,
        warrantyDays: 10,
      },
    };
  }

  #parts(): readonly RepairPart[] {
    const chosen = new Set(
      Array.from({ length: this.#random.between(1, 4) }, () => this.#random.pick(PARTS)),
    );
    return [...chosen].map((part) => ({
      ...part,
      quantity: part.emissionPart === 'INJECTOR' ? this.#random.pick([1, 2, 4, 6]) : 1,
      serial: part.emissionPart === null ? null : `SN${this.#random.word().toString(36).toUpperCase()}`,
    }));
  }
}
