import type {
  EmissionFact,
  FlagDecided,
  InspectionReported,
  Pollutant,
  RemoteReading,
  RemoteSensed,
  ReportFlagged,
  Scaled,
  SmokeReviewed,
} from '../../src/domain/emission/emission-facts.js';
import { factId, SUBJECT } from './vehicle-fact-builder.js';
import type { Envelope } from './vehicle-fact-builder.js';

const PLATE = { number: '苏A12345', type: '01', color: 'YELLOW' } as const;

function envelope(n: number, at: string, given: Envelope) {
  return {
    id: factId(n),
    site: '320000' as const,
    version: 1,
    subjectType: 'vehicle' as const,
    subject: SUBJECT,
    occurredAt: new Date(at).toISOString(),
    recordedAt: new Date(at).toISOString(),
    supersedes: null,
    ...given,
  };
}

/** `12.5` as 125 tenths: the fewest digits after the point that the text has. */
export function scaled(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.');
  return { value: Number(whole + fraction), scale: fraction.length };
}

export const reading = (pollutant: Pollutant, text: string): RemoteReading => ({
  pollutant,
  value: scaled(text),
});

export const remoteSensed = (
  n: number,
  at: string,
  readings: readonly RemoteReading[],
  given: Partial<RemoteSensed> = {},
  more: Envelope = {},
): EmissionFact => ({
  ...envelope(n, at, more),
  kind: 'inspection.remote-sensed',
  payload: {
    recordNo: `RS-${n}`,
    siteCode: 'S1',
    deviceCode: 'D1',
    lane: 1,
    plate: PLATE,
    plateConfidencePct: 99,
    readings,
    speedKmh10: 450,
    valid: true,
    invalidReason: null,
    imageSha256: [],
    calibrationValidTo: null,
    imageVehicleType: null,
    ...given,
  },
});

export const smokeCaptured = (n: number, at: string, ringelmann: number): EmissionFact => ({
  ...envelope(n, at, {}),
  kind: 'inspection.smoke-captured',
  payload: {
    recordNo: `BS-${n}`,
    siteCode: 'S1',
    lane: 1,
    plate: PLATE,
    ringelmann,
    imageSha256: [],
    videoSha256: null,
  },
});

export const smokeReviewed = (
  n: number,
  at: string,
  capture: number,
  decision: SmokeReviewed['decision'],
  reviewer = 'E001',
): EmissionFact => ({
  ...envelope(n, at, {}),
  kind: 'inspection.smoke-reviewed',
  payload: { capture: factId(capture), reviewer, decision, basis: '复核' },
});

/** A passed lug-down of a heavy truck, an ordinary one in every respect. */
export const REPORT: InspectionReported = {
  reportNo: '32010001-2026-0001',
  stationCode: '320100001',
  lineNo: '1',
  checkType: 'PERIODIC',
  method: 'LUGDOWN',
  methodReason: null,
  timesNo: 1,
  vin: 'LZZ5ELNB6CN123456',
  plate: PLATE,
  engineModel: 'WD615.50',
  ratedPowerW: 206_000,
  odometerKm: 352_000,
  startedAt: '2026-03-01T01:00:00.000Z',
  endedAt: '2026-03-01T01:03:00.000Z',
  ambient: { temperatureC10: 182, pressurePa: 101_320, humidityPct10: 553 },
  items: [
    { code: 'K100', value: scaled('0.62'), unit: 'm-1', limit: scaled('1.2'), passed: true, readings: [] },
    { code: 'K80', value: scaled('0.71'), unit: 'm-1', limit: scaled('1.2'), passed: true, readings: [] },
    { code: 'NOX80', value: scaled('812'), unit: '1e-6', limit: scaled('1500'), passed: true, readings: [] },
  ],
  visibleSmoke: false,
  obd: null,
  stationResult: 'PASS',
  inspector: 'I07',
  authorisedSigner: 'I02',
  approver: 'I01',
  calibrationValidTo: null,
  seriesSha256: null,
  seriesRows: null,
  rawMessage: null,
  contingency: false,
  judgement: { result: 'PASS', limitSet: 'A', clause: 'GB3847_2018', items: [], flags: [] },
};

export const reported = (
  n: number,
  given: Partial<InspectionReported> = {},
  more: Envelope = {},
): EmissionFact => {
  const payload = { ...REPORT, ...given };
  return { ...envelope(n, payload.startedAt, more), kind: 'inspection.reported', payload };
};

export const flagged = (n: number, at: string, given: Partial<ReportFlagged>): EmissionFact => ({
  ...envelope(n, at, {}),
  kind: 'inspection.flagged',
  payload: { about: factId(0), rule: 'A2', severity: 'HIGH', hold: true, evidence: [], ...given },
});

export const flagDecided = (
  n: number,
  at: string,
  flag: number,
  decision: FlagDecided['decision'],
): EmissionFact => ({
  ...envelope(n, at, {}),
  kind: 'inspection.flag-decided',
  payload: { flag: factId(flag), decision, basis: '复核' },
});
