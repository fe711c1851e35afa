import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import type {
  FieldChecked,
  InspectionReported,
  ReportJudgement,
} from '../../src/domain/emission/emission-facts.js';
import { contentHash } from '../../src/domain/sync/hash-chain.js';
import type { Fact } from '../../src/domain/sync/fact.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import type { Asking, GraphqlAnswer, Askable, TestApi } from './api.js';
import { newKey, valueOf } from './vehicle-requests.js';

export interface ListingAnswer {
  readonly id: string;
  readonly vehicleId: string;
  readonly state: string;
  readonly cycle: number;
  readonly source: string;
  readonly dueOn: string | null;
  readonly dueNote: string | null;
  readonly overdueSince: string | null;
  readonly vin: string | null;
  readonly plateNumber: string | null;
  readonly clearedStation: string | null;
  readonly noticeQueue: string;
  readonly noticeDivision?: string | null;
  readonly endedAt: string | null;
}

export interface LoopAnswer {
  readonly factId?: string;
  readonly listing?: ListingAnswer | null;
  readonly flags?: readonly { readonly code: string }[];
  readonly problems?: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
}

const LISTING = `id vehicleId state cycle source dueOn dueNote overdueSince vin plateNumber clearedStation endedAt
  intakeStation repairStation noticeQueue noticeDivision failure`;
const ANSWER = `... on LoopWritten { factId listing { ${LISTING} } flags { code text } }
  ... on LoopRefused { problems { code field message } }`;

/** The codes and fields of what was refused. */
export const refusals = ({ problems = [] }: LoopAnswer): readonly unknown[] =>
  problems.map(({ code, field }) => [code, field]);

const INPUTS: Readonly<Record<string, readonly [string, string]>> = {
  serveNotice: ['NoticeInput', 'ECOLOGY_BUREAU'],
  lodgeAppeal: ['AppealInput', 'ECOLOGY_BUREAU'],
  decideAppeal: ['AppealDecisionInput', 'ECOLOGY_BUREAU'],
  withdrawListing: ['WithdrawalInput', 'TRAFFIC_POLICE'],
  overrideStation: ['StationOverrideInput', 'ECOLOGY_BUREAU'],
  transferListingOut: ['TransferOutInput', 'TRAFFIC_POLICE'],
};

type StepAsking = Asking & { readonly key?: string };

/** A step of an authority, as the answer came. */
export function askStep(
  api: Askable,
  step: string,
  listing: string,
  input: object,
  { key = newKey(), ...asking }: StepAsking = {},
): Promise<GraphqlAnswer> {
  const [type, as] = INPUTS[step] ?? ['', ''];
  const query = `mutation ($key: String!, $listing: ID!, $input: ${type}!) {
    ${step}(idempotencyKey: $key, listing: $listing, input: $input) { ${ANSWER} } }`;
  return api.ask(query, { as: as as 'ECOLOGY_BUREAU', variables: { key, listing, input }, ...asking });
}

/** The same, for a step that must be answered. */
export const step = async (
  api: Askable,
  name: string,
  listing: string,
  input: object,
  asking: StepAsking = {},
): Promise<LoopAnswer> => valueOf(await askStep(api, name, listing, input, asking), name) as LoopAnswer;

export interface RepairStep {
  readonly stationCode: string;
  readonly vehicle: { readonly vin: string; readonly plateNumber: string };
  readonly input: object;
  readonly failure?: string;
  readonly corrects?: string;
}

/** A step of a repair station, as the answer came. */
export function askRepair(
  api: Askable,
  name: 'startRepair' | 'completeRepair',
  { stationCode, vehicle, input, failure, corrects }: RepairStep,
  { key = newKey(), ...asking }: StepAsking = {},
): Promise<GraphqlAnswer> {
  const type = name === 'startRepair' ? 'RepairStartInput' : 'RepairRecordInput';
  const extra = name === 'startRepair' ? '' : ', corrects: $corrects';
  const query = `mutation ($key: String!, $stationCode: String!, $vehicle: PresentedVehicleInput!, $input: ${type}!,
    $failure: ID${extra === '' ? '' : ', $corrects: ID'}) {
    ${name}(idempotencyKey: $key, stationCode: $stationCode, vehicle: $vehicle, input: $input, failure: $failure${extra}) {
      ${ANSWER} } }`;
  const given = { key, stationCode, vehicle, input, failure: failure ?? null };
  const variables = extra === '' ? given : { ...given, corrects: corrects ?? null };
  return api.ask(query, { as: 'REPAIR_STATION', variables, ...asking });
}

/** The same, for a step that must be answered. */
export const repair = async (
  api: Askable,
  name: 'startRepair' | 'completeRepair',
  given: RepairStep,
  asking: StepAsking = {},
): Promise<LoopAnswer> => valueOf(await askRepair(api, name, given, asking), name) as LoopAnswer;

/** A repair of the injectors, settled the same day. */
export const repairRecord = (intakeAt: string, completedAt: string, changes: object = {}): object => ({
  settlementNo: 'JS-2026-0001',
  intakeAt,
  completedAt,
  settledOn: completedAt.slice(0, 10),
  odometerKm: 352_003,
  repairType: 'SPECIAL',
  diagnosis: '喷油器雾化不良',
  parts: [{ name: '喷油器', quantity: 6, serial: 'INJ-77', emissionPart: 'INJECTOR' }],
  labour: [{ project: '更换喷油器', hours: '3.5' }],
  readingsBefore: [{ code: 'K_FA', value: '1.62', unit: 'm-1' }],
  readingsAfter: [{ code: 'K_FA', value: '0.81', unit: 'm-1' }],
  ...changes,
});

/** What the gate says to an inspection station. */
export async function gate(
  api: Askable,
  variables: { readonly stationId: string; readonly vin?: string; readonly plate?: object },
  asking: Asking = {},
): Promise<Readonly<Record<string, unknown>>> {
  const query = `query ($stationId: String!, $vin: String, $plate: LoopPlateInput) {
    retestGate(stationId: $stationId, vin: $vin, plate: $plate) {
      decision code text missing nextStep nextStepText station state cycle } }`;
  const answer = await api.ask(query, { as: 'INSPECTION_STATION', variables, ...asking });
  return valueOf(answer, 'retestGate') as Readonly<Record<string, unknown>>;
}

/** The open listings that ecology sees. */
export async function openListings(api: Askable): Promise<readonly ListingAnswer[]> {
  const answer = await api.ask(`{ overLimitListings { edges { node { ${LISTING} } } } }`, {
    as: 'ECOLOGY_BUREAU',
  });
  const { edges } = valueOf(answer, 'overLimitListings') as { edges: { node: ListingAnswer }[] };
  return edges.map(({ node }) => node);
}

const judged = (result: ReportJudgement['result'], value: number): ReportJudgement => ({
  result,
  limitSet: 'A',
  clause: 'GB_3847_2018_FREE_ACCELERATION',
  items: [
    { code: 'K_FA', value: { value, scale: 2 }, limit: { value: 120, scale: 2 }, pass: result === 'PASS' },
  ],
  flags: [],
});

const envelope = (vin: string, at: string, recordedAt: string) => ({
  id: uuidV7(),
  site: '310000' as const,
  version: 1,
  subjectType: 'vehicle' as const,
  subject: vehicleIdOfVin(vin, sha256),
  occurredAt: at,
  recordedAt,
  supersedes: null,
});

/** A report of a statutory free-acceleration test of 20 minutes. */
export function reportFact(
  vin: string,
  endedAt: string,
  said: { readonly station: string; readonly result: 'PASS' | 'FAIL'; readonly recordedAt?: string },
): Fact<'inspection.reported', InspectionReported> {
  const startedAt = new Date(Date.parse(endedAt) - 20 * 60_000).toISOString();
  const payload: InspectionReported = {
    reportNo: `R${Date.parse(endedAt)}-${vin.slice(-6)}`,
    stationCode: said.station,
    lineNo: '1',
    checkType: 'PERIODIC',
    method: 'FREE_ACCEL',
    methodReason: null,
    timesNo: 1,
    vin,
    plate: null,
    engineModel: null,
    ratedPowerW: null,
    odometerKm: 352_000,
    startedAt,
    endedAt,
    ambient: null,
    items: [],
    visibleSmoke: false,
    obd: null,
    stationResult: said.result,
    inspector: 'A01',
    authorisedSigner: 'B01',
    approver: 'C01',
    calibrationValidTo: '2027-01-01',
    seriesSha256: null,
    seriesRows: null,
    rawMessage: null,
    contingency: false,
    judgement: judged(said.result, said.result === 'PASS' ? 81 : 162),
  };
  return { ...envelope(vin, endedAt, said.recordedAt ?? endedAt), kind: 'inspection.reported', payload };
}

/** A failed roadside check of police and ecology. */
export function fieldCheckFact(vin: string, at: string): Fact<'inspection.field-checked', FieldChecked> {
  const payload: FieldChecked = {
    recordNo: `F${Date.parse(at)}-${vin.slice(-6)}`,
    place: 'ROADSIDE',
    location: 'S20 外圈',
    officers: ['P001', 'E001'],
    instrument: 'SM-01',
    instrumentValidTo: '2027-01-01',
    method: 'FREE_ACCEL',
    items: [],
    visibleSmoke: true,
    disposal: null,
    judgement: judged('FAIL', 180),
  };
  return { ...envelope(vin, at, at), kind: 'inspection.field-checked', payload };
}

/** Puts evidence in as it would be after it came in: appended, with all rows of its vehicle. */
export async function putEvidence({ parts }: TestApi, facts: readonly Fact[]): Promise<void> {
  const projection = new VehicleProjection(VEHICLE_EXTENSIONS);
  for (const fact of facts) {
    await parts.database.transaction(async (tx) => {
      await parts.facts.lock(tx, [`vehicle:${fact.subject}`]);
      const known = (await parts.facts.load(tx, 'vehicle', [fact.subject])).get(fact.subject) ?? [];
      const ready = { fact, payload: JSON.stringify(fact.payload), contentHash: contentHash(fact, sha256) };
      await parts.facts.appendReady(tx, [ready]);
      await projection.project(tx, new Map([[fact.subject, [...known, fact]]]));
    });
  }
}
