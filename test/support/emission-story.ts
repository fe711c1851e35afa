import { expect } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { integrityProcessors } from '../../src/features/integrity/integrity.worker.module.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { loopProcessors } from '../../src/features/maintenance/maintenance.worker.module.js';
import type { TestApi } from './api.js';
import {
  decideFlag,
  decideStationFlag,
  flags,
  octoberTests,
  setThresholds,
  stationFlags,
} from './integrity-requests.js';
import { openListings, repair, repairRecord, step, type LoopAnswer } from './loop-requests.js';
import { vinOf } from './registry-fixture.js';
import { correctReport, idOf, lugdownItems, reportInput, submit } from './report-requests.js';
import {
  capture,
  fieldCheck,
  passage,
  review,
  sendCheck,
  sendRemote,
  sendSmoke,
  setLoopRules,
} from './sensing-requests.js';
import {
  fileStation,
  inspectionStation,
  issueCode,
  repairStation,
  setLimits,
  setStatus,
} from './station-requests.js';
import { registered, truck } from './vehicle-requests.js';

const BASIS = '沪环规〔2026〕1号';
/** Six trucks of their own numbers, each for another end of the loop. */
const REPAIRED = 11;
const APPEALING = 12;
const CLONED = 13;
const LEAVING = 14;
const LATE = 15;
const SMOKING = 16;
const SEEN_IN_OCTOBER = 51;

const vehicleOf = (n: number): { vin: string; plateNumber: string } => ({
  vin: vinOf(n),
  plateNumber: `沪A${String(n).padStart(5, '0')}`,
});

/** What was refused of answers of whatever kind. */
const problemsOf = (answers: readonly { readonly problems?: readonly unknown[] | undefined }[]): unknown[] =>
  answers.flatMap(({ problems = [] }) => [...problems]);

async function stationStory(api: TestApi): Promise<void> {
  const said = [
    await fileStation(api, inspectionStation(1)),
    await fileStation(api, inspectionStation(2)),
    await fileStation(api, repairStation(1)),
    await setStatus(api, {
      code: '310115-I0002',
      status: 'SUSPENDED',
      basis: BASIS,
      from: '2026-11-23T03:00:00.000Z',
    }),
    await issueCode(api, {
      code: '310115-I0001',
      from: '2026-11-23T00:00:00.000Z',
      until: '2026-11-24T00:00:00.000Z',
      basis: '专线中断',
    }),
    await setLimits(api, { division: '310000', limitSet: 'A', from: '2026-01-01', basis: BASIS }),
  ];
  expect(problemsOf(said)).toEqual([]);
  await setLoopRules(api, {
    division: '310000',
    from: '2026-01-01',
    basis: BASIS,
    repairDays: 10,
    notifyDays: 3,
  });
}

async function evidenceStory(api: TestApi): Promise<void> {
  const said = [];
  for (const n of [REPAIRED, APPEALING, CLONED, LEAVING, LATE]) {
    said.push(await sendCheck(api, fieldCheck(n, '2026-11-22T02:00:00.000Z')));
  }
  const remote = await sendRemote(api, [passage(SMOKING, '2026-11-22T02:00:00.000Z')]);
  const smoke = await sendSmoke(api, [capture(SMOKING, '2026-11-22T03:00:00.000Z')]);
  said.push(...remote.rows, ...smoke.rows);
  said.push(await review(api, { capture: smoke.rows[0]?.captureId ?? '' }));
  const failing = reportInput(SMOKING, { items: lugdownItems({ K100: '2.90' }), stationResult: 'FAIL' });
  const report = await submit(api, failing);
  said.push(report, await correctReport(api, { report: idOf(report), input: { ...failing, lineNo: '2' } }));
  expect(problemsOf(said)).toEqual([]);
}

/** The control unit has another VIN than the report; an officer looked and found that it was replaced. */
async function flagStory(api: TestApi): Promise<void> {
  await setThresholds(api, { division: '310000', from: '2026-01-01', basis: BASIS, values: [] });
  const reported = await submit(api, reportInput(REPAIRED, { obd: { vin: vinOf(LATE) } }));
  const [flag] = await flags(api);
  const decided = await decideFlag(api, flag?.id ?? '', 'DISMISSED');
  expect(problemsOf([reported, decided])).toEqual([]);
}

/** One of two stations passed all in October; an officer looked and found nothing in it. */
async function stationFlagStory(api: TestApi): Promise<void> {
  const values = [
    { name: 'PASS_RATE_TESTS', method: null, value: 2 },
    { name: 'PASS_RATE_Z_100', method: null, value: 100 },
  ];
  await setThresholds(api, { division: '310000', from: '2026-02-01', basis: BASIS, values });
  const all = await octoberTests(api, '310115-I0001', ['PASS', 'PASS'], SEEN_IN_OCTOBER);
  const half = await octoberTests(api, '310115-I0002', ['PASS', 'FAIL'], SEEN_IN_OCTOBER + 2);
  const services = await openServices(api.parts, [MaintenanceModule]);
  const [sweep] = integrityProcessors(services, api.parts);
  await sweep?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
  await services.close();
  const [flag] = await stationFlags(api);
  const decided = await decideStationFlag(api, flag?.id ?? '', 'DISMISSED');
  expect(problemsOf([...all, ...half, decided])).toEqual([]);
}

async function fallOverdue(api: TestApi): Promise<void> {
  const services = await openServices(api.parts, [MaintenanceModule]);
  const { database, facts, clock } = api.parts;
  const now = clock.now();
  api.clock.at = '2026-12-03T16:10:00.000Z';
  const job = loopProcessors(services, { database, facts, clock }).find(
    ({ name }) => name === 'loops.overdue',
  );
  await job?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
  api.clock.at = now;
  await services.close();
}

async function loopStory(api: TestApi): Promise<void> {
  const listings = await openListings(api);
  const listingOf = (n: number): string =>
    listings.find(({ vin }) => vin === vinOf(n))?.id ?? `truck ${n} is not listed`;
  const take = (name: string, n: number, input: object): Promise<LoopAnswer> =>
    step(api, name, listingOf(n), input);
  const stationCode = '310115-M0001';
  const vehicle = vehicleOf(REPAIRED);
  const intake = '2026-11-23T01:00:00.000Z';
  const said = [
    await take('serveNotice', LATE, { noticeNo: 'N-1', channel: 'LETTER', at: '2026-11-23T02:00:00.000Z' }),
    await take('lodgeAppeal', APPEALING, { basis: '申诉书' }),
    await take('decideAppeal', APPEALING, { decision: 'REJECTED', basis: '复核' }),
    await take('withdrawListing', CLONED, { reason: 'CLONED_PLATE', basis: '交警认定书' }),
    await take('transferListingOut', LEAVING, { division: '370100', basis: '迁出' }),
    await take('overrideStation', REPAIRED, {
      stationCode: '310115-I0001',
      reason: 'OUT_OF_AREA',
      basis: BASIS,
    }),
    await repair(api, 'startRepair', { stationCode, vehicle, input: { at: intake, odometerKm: 352_001 } }),
    await repair(api, 'completeRepair', {
      stationCode,
      vehicle,
      input: repairRecord(intake, '2026-11-23T03:00:00.000Z'),
    }),
  ];
  expect(problemsOf(said)).toEqual([]);
  await fallOverdue(api);
}

/** Leaves facts of every kind of stations, their rules, evidence and the loop, from requests alone. */
export async function emissionStory(api: TestApi): Promise<void> {
  for (const n of [REPAIRED, APPEALING, CLONED, LEAVING, LATE, SMOKING]) await registered(api, truck(n));
  await stationStory(api);
  await evidenceStory(api);
  await loopStory(api);
  await flagStory(api);
  await stationFlagStory(api);
}
