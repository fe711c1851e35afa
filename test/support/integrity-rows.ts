import type { InspectionReported, ObdReading } from '../../src/domain/emission/emission-facts.js';
import type { ReportSurroundings } from '../../src/domain/integrity/integrity-rules.js';
import type {
  RepairRow,
  ReportRow,
  RuleOutcome,
  SeriesChannel,
} from '../../src/domain/integrity/integrity-types.js';
import type { RepairCompleted } from '../../src/domain/maintenance/loop-facts.js';
import { REPORT } from './emission-fact-builder.js';

/** A test about which nothing else is known. */
export const ALONE: ReportSurroundings = {
  ofStation: [],
  ofVehicle: [],
  ofModel: [],
  publishedPowerW: null,
  repairs: [],
  lawfulCalibrations: [],
};

/** An ordinary test; nothing of it gives a flag. */
export function testRow(
  fact: string,
  report: Partial<InspectionReported> = {},
  more: Partial<ReportRow> = {},
): ReportRow {
  const merged = { ...REPORT, ...report };
  return {
    fact,
    report: merged,
    receivedAt: new Date(Date.parse(merged.endedAt) + 60_000).toISOString(),
    vehicleModel: 'ZZ4180',
    series: [],
    curveKey: null,
    photosTakenAt: [],
    videoPlate: null,
    dailyChecked: null,
    ...more,
  };
}

/** What a control unit says when all is well. */
export const obd = (more: Partial<ObdReading> = {}): ObdReading => ({
  communicates: true,
  milOn: false,
  dtc: [],
  readinessIncomplete: 0,
  calIds: ['CAL1'],
  cvns: ['A1B2C3D4'],
  vin: null,
  kmSinceClear: 5000,
  ...more,
});

const REPAIR: RepairCompleted = {
  stationCode: '320100901',
  uscc: '91320102MA20M0N15H',
  failure: 'failed',
  settlementNo: 'S1',
  intakeAt: '2026-03-02T01:00:00.000Z',
  completedAt: '2026-03-02T05:00:00.000Z',
  settledOn: '2026-03-02',
  odometerKm: 352_010,
  repairType: 'SPECIAL',
  certificateNo: null,
  diagnosis: '喷油器雾化不良',
  parts: [
    { name: '喷油器', code: 'INJ-01', quantity: 4, serial: 'SN1', emissionPart: 'INJECTOR', brand: null },
  ],
  labour: [{ project: '更换喷油器', hours10: 25 }],
  readingsBefore: [],
  readingsAfter: [],
  qualityInspector: 'Q1',
  warrantyKm: 2000,
  warrantyDays: 10,
};

/** An ordinary repair; nothing of it gives a flag. */
export const repairRow = (
  fact: string,
  repair: Partial<RepairCompleted> = {},
  more: Partial<RepairRow> = {},
): RepairRow => ({
  fact,
  vin: 'LZZ5ELNB6CN123456',
  phone: '025-87002001',
  repair: { ...REPAIR, ...repair },
  ...more,
});

/** `code about` of each flag, sorted, each once. */
export const flagsOf = ({ flags }: RuleOutcome): readonly string[] =>
  [...new Set(flags.map(({ code, about }) => `${code} ${about.id}`))].sort();

/** A course of four channels that a vehicle leaves; another unrest, another vehicle. */
export const course = (unrest: number, seconds = 100): readonly SeriesChannel[] =>
  ['SPEED', 'POWER', 'SMOKE', 'NOX'].map((name, index) => ({
    name,
    values: Array.from({ length: seconds }, (_, second) =>
      Math.round(
        500 + 200 * Math.sin((second * (index + 2)) / 17) + 90 * Math.sin(second * (unrest + index) * 0.37),
      ),
    ),
  }));
