import type { InspectionReported, ReportedItem, Scaled } from '../../src/domain/emission/emission-facts.js';
import type { ReportRow, SeriesChannel } from '../../src/domain/integrity/integrity-types.js';
import { vinCheckCharacter } from '../../src/domain/shared/vin.js';
import type { Random } from '../demo/random.js';
import type { TruckModel } from './models.js';

const SECOND_MS = 1000;
const THOUSANDTHS = 3;

/** A truck of the generated traffic. */
export interface Truck {
  readonly vin: string;
  readonly plate: string;
  readonly model: TruckModel;
  readonly odometerKm: number;
  /** All-wheel drive: it cannot be lug-downed. */
  readonly freeAcceleration: boolean;
  readonly hasObd: boolean;
}

/** Where, when and how a test is done. */
export interface Occasion {
  readonly fact: string;
  readonly stationCode: string;
  readonly lineNo: string;
  readonly inspector: string;
  readonly startMs: number;
  readonly seconds: number;
  readonly timesNo: number;
  readonly result: 'PASS' | 'FAIL' | 'ABORT';
}

export function makeTruck(random: Random, model: TruckModel, serial: number): Truck {
  const tail = `C${'NPRS'.charAt(serial % 4)}${String(100_000 + serial).slice(-6)}`;
  const check = vinCheckCharacter(`${model.vinHead}0${tail}`);
  return {
    vin: `${model.vinHead}${check}${tail}`,
    plate: `苏A${String(10_000 + serial).slice(-5)}`,
    model,
    odometerKm: random.between(40_000, 520_000),
    freeAcceleration: random.chance(100),
    hasObd: random.chance(700),
  };
}

const thousandths = (value: number): Scaled => ({ value, scale: THOUSANDTHS });

function itemsOf(random: Random, truck: Truck, result: Occasion['result']): readonly ReportedItem[] {
  const limit: Scaled = { value: 12, scale: 1 };
  const smoke = result === 'FAIL' ? random.between(1250, 2600) : smokeOfPass(random);
  const k = (code: string, value: number, readings: readonly Scaled[] = []): ReportedItem => ({
    code,
    value: thousandths(value),
    unit: 'm-1',
    limit,
    passed: value <= 1200,
    readings,
  });
  if (truck.freeAcceleration) {
    const runs = [smoke - random.between(1, 9), smoke, smoke + random.between(1, 9)];
    return [
      k(
        'K_FA',
        smoke,
        runs.map((run) => thousandths(Math.max(run, 0))),
      ),
    ];
  }
  const nox = random.between(300, 1400);
  return [
    k('K100', smoke),
    k('K80', Math.min(smoke + random.between(0, 60), result === 'FAIL' ? 3000 : 1200)),
    {
      code: 'NOX80',
      value: { value: nox, scale: 0 },
      unit: '1e-6',
      limit: { value: 1500, scale: 0 },
      passed: true,
      readings: [],
    },
    {
      code: 'CO2',
      value: { value: random.between(620, 1150), scale: 2 },
      unit: '%',
      limit: null,
      passed: null,
      readings: [],
    },
  ];
}

/** A truck with a particle filter shows almost nothing, now and then nothing at all. */
function smokeOfPass(random: Random): number {
  return random.chance(120) ? random.between(0, 60) : random.between(120, 1150);
}

/** Second-by-second process data of a lug-down: a common course, and a vehicle's own unrest upon it. */
function seriesOf(random: Random, seconds: number, power: number): readonly SeriesChannel[] {
  const phase = random.between(0, 40);
  const own = Array.from({ length: 4 }, () => random.between(4, 12));
  const channel = (
    name: string,
    middle: number,
    slope: number,
    unrest: number,
    index: number,
  ): SeriesChannel => ({
    name,
    values: Array.from({ length: seconds }, (_, second) => {
      const course = (slope * second) / seconds;
      const wave = Math.sin((second + phase) / (own[index] ?? 1)) * unrest;
      return Math.round(middle + course + wave + random.between(-unrest, unrest));
    }),
  });
  return [
    channel('SPEED', 700, -140, 8, 0),
    channel('POWER', power / 2000, 40, 20, 1),
    channel('SMOKE', 500, 80, 60, 2),
    channel('NOX', 900, -150, 70, 3),
  ];
}

const at = (ms: number): string => new Date(ms).toISOString();

/** An ordinary report of a truck, as an honest station uploads it. */
export function makeReport(random: Random, truck: Truck, occasion: Occasion): ReportRow {
  const { startMs, seconds, result } = occasion;
  const endMs = startMs + seconds * SECOND_MS;
  const series = truck.freeAcceleration ? [] : seriesOf(random, seconds, truck.model.powerW);
  const items = result === 'ABORT' ? [] : itemsOf(random, truck, result);
  return {
    fact: occasion.fact,
    report: reportOf(random, truck, occasion, items),
    receivedAt: at(endMs + random.between(5, 60) * SECOND_MS),
    vehicleModel: truck.model.vehicleModel,
    series,
    curveKey: null,
    photosTakenAt: [at(startMs + 5 * SECOND_MS), at(endMs - 5 * SECOND_MS)],
    videoPlate: truck.plate,
    dailyChecked: true,
  };
}

function reportOf(
  random: Random,
  truck: Truck,
  { fact, stationCode, lineNo, inspector, startMs, seconds, timesNo, result }: Occasion,
  items: readonly ReportedItem[],
): InspectionReported {
  const judged = items.flatMap(({ code, value, limit, passed }) =>
    limit === null ? [] : [{ code, value, limit, pass: passed === true }],
  );
  return {
    reportNo: `R-${fact}`,
    stationCode,
    lineNo,
    checkType: 'PERIODIC',
    method: truck.freeAcceleration ? 'FREE_ACCEL' : 'LUGDOWN',
    methodReason: truck.freeAcceleration ? '全时四驱' : null,
    timesNo,
    vin: truck.vin,
    plate: { number: truck.plate, type: '01', color: 'YELLOW' },
    engineModel: truck.model.engineModel,
    ratedPowerW: truck.model.powerW,
    odometerKm: truck.odometerKm + timesNo - 1,
    startedAt: at(startMs),
    endedAt: at(startMs + seconds * SECOND_MS),
    ambient: {
      temperatureC10: random.between(80, 260),
      pressurePa: random.between(100_900, 101_900),
      humidityPct10: random.between(350, 850),
    },
    items,
    visibleSmoke: false,
    obd: truck.hasObd ? obdOf(random, truck) : null,
    stationResult: result,
    inspector,
    authorisedSigner: `${stationCode}-S`,
    approver: `${stationCode}-A`,
    calibrationValidTo: '2026-12-31',
    seriesSha256: null,
    seriesRows: truck.freeAcceleration ? null : seconds + random.between(-1, 1),
    rawMessage: null,
    contingency: false,
    judgement: {
      result: result === 'ABORT' ? 'VOID' : result,
      limitSet: 'A',
      clause: 'GB3847_LUGDOWN',
      items: judged,
      flags: [],
    },
  };
}

function obdOf(random: Random, { vin, model }: Truck): InspectionReported['obd'] {
  return {
    communicates: true,
    milOn: false,
    dtc: [],
    readinessIncomplete: random.chance(950) ? 0 : random.between(1, 3),
    calIds: [model.calId],
    cvns: [model.cvn],
    vin,
    kmSinceClear: random.between(300, 30_000),
  };
}
