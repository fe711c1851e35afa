import type { InspectionReported } from '../../src/domain/emission/emission-facts.js';
import type { LoopBook } from '../../src/domain/maintenance/loop-book.js';
import type { LoopInput, LoopRules, RepairCompleted } from '../../src/domain/maintenance/loop-facts.js';
import { SUBJECT } from './vehicle-fact-builder.js';

export const FAILED_AT = '310115001';
export const ELSEWHERE = '310115002';
const SHOP = '310115M01';

/** Nothing is configured. */
const NO_RULES: LoopRules = {
  notifyDays: null,
  repairDays: null,
  sameStation: null,
  resetOnPass: null,
  noCountsForListing: null,
  remoteMinGapMinutes: null,
  smokeConfirmations: null,
  certificateFor: [],
};

/** A book of one set of rules, in which every station is at work. */
export const bookOf = (rules: Partial<LoopRules> = {}): LoopBook => ({
  rulesOn: () => ({ ...NO_RULES, ...rules }),
  stationStatus: () => 'ACTIVE',
  contingencyHolds: () => false,
});

/** The n-th hour of the tests' time: they are far enough apart for every rule. */
export const hour = (n: number): string =>
  new Date(Date.parse('2026-01-01T00:00:00.000Z') + n * 3_600_000).toISOString();

const envelope = (id: string, at: string) => ({
  id,
  site: '310000' as const,
  version: 1,
  subjectType: 'vehicle' as const,
  subject: SUBJECT,
  occurredAt: at,
  recordedAt: at,
  supersedes: null,
});

/** A test that begins at an hour and takes half of one. */
export function tested(
  id: string,
  at: number,
  result: 'PASS' | 'FAIL',
  given: Partial<InspectionReported> = {},
): LoopInput {
  return {
    ...envelope(id, hour(at)),
    kind: 'inspection.reported',
    payload: {
      reportNo: id,
      stationCode: FAILED_AT,
      lineNo: null,
      checkType: 'PERIODIC',
      method: 'LUGDOWN',
      methodReason: null,
      timesNo: null,
      vin: null,
      plate: null,
      engineModel: null,
      ratedPowerW: null,
      odometerKm: null,
      startedAt: hour(at),
      endedAt: hour(at + 0.5),
      ambient: null,
      items: [],
      visibleSmoke: null,
      obd: null,
      stationResult: result,
      inspector: null,
      authorisedSigner: null,
      approver: null,
      calibrationValidTo: null,
      seriesSha256: null,
      seriesRows: null,
      rawMessage: null,
      contingency: false,
      judgement: { result, limitSet: 'A', clause: '', items: [], flags: [] },
      ...given,
    },
  };
}

/** A repair that answers a failure. */
export function repaired(
  id: string,
  at: number,
  failure: string,
  given: Partial<RepairCompleted> = {},
): LoopInput {
  return {
    ...envelope(id, hour(at)),
    kind: 'loop.repair-completed',
    payload: {
      stationCode: SHOP,
      uscc: null,
      failure,
      settlementNo: id,
      intakeAt: hour(at),
      completedAt: hour(at),
      settledOn: '2026-01-01',
      odometerKm: null,
      repairType: 'SPECIAL',
      certificateNo: null,
      diagnosis: '',
      parts: [],
      labour: [{ project: 'injectors', hours10: 15 }],
      readingsBefore: [],
      readingsAfter: [],
      qualityInspector: null,
      warrantyKm: null,
      warrantyDays: null,
      ...given,
    },
  };
}

export function noticed(id: string, at: number): LoopInput {
  const payload = { noticeNo: id, channel: 'LETTER' as const, division: '310115' };
  return { ...envelope(id, hour(at)), kind: 'loop.notice-served', payload };
}

export function takenIn(id: string, at: number, failure: string): LoopInput {
  const payload = { stationCode: SHOP, failure, odometerKm: null };
  return { ...envelope(id, hour(at)), kind: 'loop.repair-started', payload };
}

export function remote(id: string, at: number, tenths: number): LoopInput {
  return {
    ...envelope(id, hour(at)),
    kind: 'inspection.remote-sensed',
    payload: {
      recordNo: id,
      siteCode: '310115RS1',
      deviceCode: 'D1',
      lane: null,
      plate: { number: '沪A12345', type: '01', color: 'YELLOW' },
      plateConfidencePct: null,
      readings: [{ pollutant: 'OPACITY', value: { value: tenths, scale: 1 } }],
      speedKmh10: null,
      valid: true,
      invalidReason: null,
      imageSha256: [],
      calibrationValidTo: null,
      imageVehicleType: null,
    },
  };
}

export function appealed(id: string, at: number, about: string): LoopInput {
  return { ...envelope(id, hour(at)), kind: 'loop.appeal-lodged', payload: { about, basis: 'B' } };
}

export function appealDecided(
  id: string,
  at: number,
  appeal: string,
  decision: 'UPHELD' | 'REJECTED',
): LoopInput {
  return {
    ...envelope(id, hour(at)),
    kind: 'loop.appeal-decided',
    payload: { appeal, decision, basis: 'B' },
  };
}

export function withdrawn(id: string, at: number, about: string): LoopInput {
  const payload = { about, reason: 'MISREAD_PLATE' as const, basis: 'B' };
  return { ...envelope(id, hour(at)), kind: 'loop.withdrawn', payload };
}

export function scrapped(id: string, at: number): LoopInput {
  const moment = hour(at);
  const on = new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);
  const payload = { status: 'M' as const, certificateNo: null, on };
  return { ...envelope(id, moment), kind: 'vehicle.scrapped', payload };
}

export function flagged(id: string, at: number, about: string): LoopInput {
  const payload = { about, rule: 'A2', severity: 'HIGH' as const, hold: true, evidence: [] };
  return { ...envelope(id, hour(at)), kind: 'inspection.flagged', payload };
}
