import { Random } from '../seeds/demo/random.js';
import { TRUCK_MODELS } from '../seeds/integrity/models.js';
import { makeReport, makeTruck, type Occasion } from '../seeds/integrity/ordinary-test.js';
import type { LoopBook } from '../src/domain/maintenance/loop-book.js';
import type { LoopInput, LoopRules, RepairCompleted } from '../src/domain/maintenance/loop-facts.js';
import type { VehicleRegistered } from '../src/domain/vehicle/vehicle-facts.js';

const SEED = 20_261_123;
const SUBJECT = '0190a000-0000-7000-8000-00000000abcd';
const BEGIN_MS = Date.parse('2015-01-05T01:00:00.000Z');
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A listing comes about so often. */
const CYCLE_DAYS = 200;
const INSPECTION_STATION = '310115-I0001';
const REPAIR_STATION = '310115-M0001';
const REMOTE_SITE = '310115RS1';
const PASSAGES_A_CYCLE = 4;

/** Facts of one stay on the list, with what comes in between. */
export const FACTS_A_CYCLE = 6 + PASSAGES_A_CYCLE;

const RULES: LoopRules = {
  notifyDays: 5,
  repairDays: 30,
  sameStation: true,
  resetOnPass: true,
  noCountsForListing: false,
  remoteMinGapMinutes: 10,
  smokeConfirmations: 1,
  certificateFor: [],
};

/** One set of rules; every station is at work. */
export const LIFE_BOOK: LoopBook = {
  rulesOn: () => RULES,
  stationStatus: () => 'ACTIVE',
  contingencyHolds: () => false,
};

const moment = (ms: number): string => new Date(ms).toISOString();

/** Makes the facts about one truck that is found over the limit again and again, repaired and cleared each time. */
class Life {
  readonly facts: LoopInput[] = [];
  readonly #random = new Random(SEED);
  readonly #truck = makeTruck(this.#random, this.#random.pick(TRUCK_MODELS), 1);

  constructor(cycles: number) {
    this.#say('vehicle.registered', BEGIN_MS, this.#registration());
    for (let cycle = 0; cycle < cycles; cycle += 1) this.#cycle(BEGIN_MS + (cycle + 1) * CYCLE_DAYS * DAY_MS);
  }

  /** In the order of chance, as facts come from four sites. */
  shuffled(): readonly LoopInput[] {
    const left = [...this.facts];
    return this.facts.flatMap(() => left.splice(this.#random.below(left.length), 1));
  }

  #cycle(ms: number): void {
    this.#report(ms - 20 * DAY_MS, 'PASS');
    const failure = this.#report(ms, 'FAIL');
    this.#say('loop.notice-served', ms + DAY_MS, {
      noticeNo: `N${this.facts.length}`,
      channel: 'MESSAGE',
      division: '310115',
    });
    this.#say('loop.repair-started', ms + 3 * DAY_MS, {
      stationCode: REPAIR_STATION,
      failure,
      odometerKm: null,
    });
    this.#say('loop.repair-completed', ms + 4 * DAY_MS, this.#repair(failure, ms + 3 * DAY_MS));
    this.#report(ms + 5 * DAY_MS, 'PASS');
    for (let passage = 1; passage <= PASSAGES_A_CYCLE; passage += 1) {
      this.#passage(ms + (20 + 30 * passage) * DAY_MS, passage === 2 ? 410 : this.#random.between(30, 250));
    }
  }

  #report(startMs: number, result: 'PASS' | 'FAIL'): string {
    const occasion: Occasion = {
      fact: String(this.facts.length),
      stationCode: INSPECTION_STATION,
      lineNo: '1',
      inspector: 'I1',
      startMs,
      seconds: 120,
      timesNo: 1,
      result,
    };
    const { report } = makeReport(this.#random, this.#truck, occasion);
    return this.#say('inspection.reported', startMs, report);
  }

  #passage(ms: number, tenths: number): void {
    this.#say('inspection.remote-sensed', ms, {
      recordNo: `P${this.facts.length}`,
      siteCode: REMOTE_SITE,
      deviceCode: 'D1',
      lane: 1,
      plate: { number: this.#truck.plate, type: '01', color: 'YELLOW' },
      plateConfidencePct: 98,
      readings: [
        { pollutant: 'OPACITY', value: { value: tenths, scale: 1 } },
        { pollutant: 'NO', value: { value: this.#random.between(200, 900), scale: 0 } },
      ],
      speedKmh10: this.#random.between(250, 700),
      valid: true,
      invalidReason: null,
      imageSha256: [],
      calibrationValidTo: null,
      imageVehicleType: 'H11',
    });
  }

  #repair(failure: string, ms: number): RepairCompleted {
    return {
      stationCode: REPAIR_STATION,
      uscc: null,
      failure,
      settlementNo: `S${this.facts.length}`,
      intakeAt: moment(ms),
      completedAt: moment(ms + DAY_MS),
      settledOn: moment(ms + DAY_MS).slice(0, 10),
      odometerKm: null,
      repairType: 'SPECIAL',
      certificateNo: null,
      diagnosis: '喷油器雾化不良',
      parts: [
        { name: '喷油器', code: 'INJ-01', quantity: 4, serial: 'SN1', emissionPart: 'INJECTOR', brand: 'X' },
      ],
      labour: [{ project: '排放系统维修', hours10: 35 }],
      readingsBefore: [],
      readingsAfter: [],
      qualityInspector: 'Q1',
      warrantyKm: 2000,
      warrantyDays: 10,
    };
  }

  #registration(): VehicleRegistered {
    const { vin, plate, model } = this.#truck;
    return {
      vin,
      frameNo: null,
      plate: { number: plate, type: '01', color: 'YELLOW', colorSystem: 'INTERNAL', colorRaw: 'YELLOW' },
      vehicleType: 'H11',
      useNature: 'F',
      fuel: 'B',
      emissionStage: 'G3',
      massKg: 18_000,
      lengthMm: null,
      engineModel: model.engineModel,
      engineNo: null,
      ratedPowerW: model.powerW,
      firstRegisteredOn: '2012-01-01',
      manufacturedOn: null,
      division: '310115',
      ownerKind: 'ORG',
      ownerUscc: null,
      status: 'A',
      retrofit: null,
      warnings: [],
    };
  }

  #say<K extends LoopInput['kind']>(
    kind: K,
    ms: number,
    payload: Extract<LoopInput, { kind: K }>['payload'],
  ): string {
    const at = moment(ms);
    const id = `0190a000-0000-7000-8000-${String(this.facts.length).padStart(12, '0')}`;
    const envelope = { id, site: '310000', version: 1, subjectType: 'vehicle', subject: SUBJECT } as const;
    // The payload is that of the kind, which the compiler does not follow through the union.
    this.facts.push({
      ...envelope,
      kind,
      occurredAt: at,
      recordedAt: moment(ms + HOUR_MS),
      payload,
      supersedes: null,
    } as LoopInput);
    return id;
  }
}

/** The facts about one truck, its registration and so many stays on the list, in no order; the same in every run. */
export const vehicleLife = (cycles: number): readonly LoopInput[] => new Life(cycles).shuffled();
