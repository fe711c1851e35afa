import { randomUUID } from 'node:crypto';
import type { Asking, GraphqlAnswer, Askable } from './api.js';
import { vinOf } from './registry-fixture.js';

export interface PlateAnswer {
  readonly number: string;
  readonly type: string;
  readonly color: string;
  readonly from: string;
  readonly to: string | null;
}

export interface CodedAnswer {
  readonly code: string;
  readonly text: string;
}

export interface VehicleAnswer {
  readonly id: string;
  readonly vin: string | null;
  readonly plate: PlateAnswer;
  readonly plates: readonly PlateAnswer[] | null;
  readonly stage: string;
  readonly stageSource: string | null;
  readonly stageEvidence: readonly { readonly source: string; readonly stage: string }[] | null;
  readonly flags: readonly CodedAnswer[];
  readonly reasons: readonly { readonly code: string; readonly since: string }[];
  readonly review: readonly { readonly code: string }[];
  readonly registrationFact: string;
  readonly ownerUscc: string | null;
  readonly hiddenFields: readonly string[];
}

export interface WriteAnswer {
  readonly vehicle: VehicleAnswer | null;
  readonly existingVehicleId: string | null;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
  readonly warnings: readonly CodedAnswer[];
}

export interface RoadsideReasonAnswer {
  readonly code: string;
  readonly text: string;
  readonly verdict: string;
  readonly since: string | null;
  readonly evidenceAgeDays: number | null;
  readonly nextStep: string;
  readonly clause: { readonly document: string; readonly article: string } | null;
  readonly province: string | null;
}

export interface RoadsideVehicleAnswer {
  readonly id: string;
  readonly match: string;
  readonly plate: PlateAnswer;
  readonly vin: string | null;
}

export interface RoadsideResult {
  readonly verdict: string;
  readonly verdictText: string;
  readonly ambiguous: boolean;
  readonly reasons: readonly RoadsideReasonAnswer[];
  readonly vehicle: RoadsideVehicleAnswer | null;
  readonly vehicles: readonly RoadsideVehicleAnswer[];
  readonly sources: readonly {
    readonly province: string;
    readonly status: string;
    readonly asOf: string | null;
  }[];
  readonly plateNumber: string;
  readonly warnings: readonly CodedAnswer[];
}

const PLATE = 'plate { number type color from to }';
const VEHICLE = `id vin frameNo ${PLATE} plates { number type color from to } vehicleType vehicleTypeName fuel isDiesel
  emissionClass stage stageSource stageEvidence { source stage reference } g3List massKg division divisionName ownerKind ownerUscc
  status statusNames scrappedOn retrofit { kind on certificateNo } flags { code text } warnings { code text }
  reasons { code text since clause { id document article text } evidenceAt facts } review { code text since } site
  registrationFact recordedAt setAside { factId code } hiddenFields`;
const WRITE = `vehicle { ${VEHICLE} } existingVehicleId problems { code field message row } warnings { code text }`;
const ROADSIDE = `verdict verdictText ambiguous plateNumber at checkedAt warnings { code text }
  reasons { code text verdict since evidenceAt evidenceAgeDays nextStep nextStepText vehicleId province clause { document article } }
  vehicle { id match vin stage stageSource ${PLATE} } vehicles { id match vin ${PLATE} } sources { province name status asOf }`;

/** The value of a field of an answer without errors. @throws Error with the errors, so that a test shows them */
export function valueOf(answer: GraphqlAnswer, field: string): unknown {
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  const data: Readonly<Record<string, unknown>> = answer.data ?? {};
  return data[field];
}

/** The codes of an answer's errors. */
export const errorCodes = ({ errors = [] }: GraphqlAnswer): readonly unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

/** A key that nobody has used. */
export const newKey = (): string => `key-${randomUUID()}`;

/** What police say when they read more than the roadside answer. */
export const WITH_PURPOSE = { 'x-purpose': 'CASE_INVESTIGATION', 'x-case-no': 'C-2026-17' };

/** The registration of an ordinary heavy diesel truck of 国四 in 上海浦东, the n-th of a test. */
export const truck = (n: number, changes: object = {}): Record<string, unknown> => ({
  vin: vinOf(n),
  plate: { number: `沪A${String(n).padStart(5, '0')}`, type: '01', color: 'YELLOW' },
  vehicleType: 'H11',
  useNature: 'F',
  fuel: 'B',
  emissionStage: 'G4',
  massKg: 25_000,
  engineModel: 'WD615.50',
  firstRegisteredOn: '2013-03-01',
  manufacturedOn: '2012-11-15',
  division: '310115',
  ownerKind: 'ORG',
  ownerUscc: '91310115MA1FAKE00Y',
  status: 'A',
  ...changes,
});

type Change = 'replate' | 'transfer' | 'scrap' | 'addStageEvidence';

const CHANGES: Readonly<Record<Change, readonly [field: string, input: string]>> = {
  replate: ['replateVehicle', 'ReplateVehicleInput'],
  transfer: ['transferVehicle', 'TransferVehicleInput'],
  scrap: ['scrapVehicle', 'ScrapVehicleInput'],
  addStageEvidence: ['addStageEvidence', 'StageEvidenceInput'],
};

/** Says one thing about one vehicle, and gives the answer as it came. */
export function askChange(
  api: Askable,
  change: Change,
  variables: { readonly vehicle: object; readonly input: object; readonly key?: string },
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  const [field, type] = CHANGES[change];
  const query = `mutation ($key: String!, $vehicle: VehicleReferenceInput!, $input: ${type}!) {
    ${field}(idempotencyKey: $key, vehicle: $vehicle, input: $input) { ${WRITE} } }`;
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { key: newKey(), ...variables }, ...asking });
}

/** The same, for a change that must be answered. */
export async function say(
  api: Askable,
  change: Change,
  vehicle: object,
  input: object,
): Promise<WriteAnswer> {
  return valueOf(await askChange(api, change, { vehicle, input }), CHANGES[change][0]) as WriteAnswer;
}

const REGISTER = `mutation ($key: String!, $vehicle: VehicleRegistrationInput!) {
  registerVehicle(idempotencyKey: $key, vehicle: $vehicle) { ${WRITE} } }`;

/** Registers one vehicle through the API. */
export async function register(api: Askable, vehicle: object, asking: Asking = {}): Promise<WriteAnswer> {
  const variables = { key: newKey(), vehicle };
  return valueOf(
    await api.ask(REGISTER, { as: 'ECOLOGY_BUREAU', variables, ...asking }),
    'registerVehicle',
  ) as WriteAnswer;
}

/** Registers one vehicle that must be accepted. @throws Error with the problems */
export async function registered(api: Askable, vehicle: object): Promise<VehicleAnswer> {
  const answer = await register(api, vehicle);
  if (answer.vehicle === null) throw new Error(JSON.stringify(answer.problems));
  return answer.vehicle;
}

const REGISTER_MANY = `mutation ($key: String!, $vehicles: [VehicleRegistrationInput!]!) {
  registerVehicles(idempotencyKey: $key, vehicles: $vehicles) {
    registered refused duplicates rows { row status vehicleId problems { code field message row } warnings { code } } } }`;

/** What came of one row of a list. */
export interface RowAnswer {
  readonly row: number;
  readonly status: string;
  readonly vehicleId: string | null;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly row: number;
  }[];
  readonly warnings: readonly { readonly code: string }[];
}

export interface ManyAnswer {
  readonly registered: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly rows: readonly RowAnswer[];
}

/** Registers many vehicles in one call, and gives the answer as it came. */
export function askMany(
  api: Askable,
  vehicles: readonly object[],
  key = newKey(),
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  return api.ask(REGISTER_MANY, { as: 'ECOLOGY_BUREAU', variables: { key, vehicles }, ...asking });
}

/** The correction of a registration, as it was answered. */
export async function correct(
  api: Askable,
  vehicle: object,
  changes: object,
  more: { readonly reason?: string; readonly expectedFact?: string } = {},
): Promise<WriteAnswer> {
  const query = `mutation ($key: String!, $vehicle: VehicleReferenceInput!, $changes: VehicleCorrectionInput!, $reason: String!,
    $expectedFact: String) { correctVehicle(idempotencyKey: $key, vehicle: $vehicle, changes: $changes, reason: $reason,
    expectedFact: $expectedFact) { ${WRITE} } }`;
  const variables = { key: newKey(), vehicle, changes, reason: 'typing mistake', ...more };
  return valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU', variables }), 'correctVehicle') as WriteAnswer;
}

/** The roadside question as an officer asks it, with the answer as it came. */
export function askRoadside(
  api: Askable,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  const query = `query ($plateNumber: String!, $plateType: String, $plateColor: PlateColor, $at: Instant, $location: GeoPoint) {
    roadsideCheck(plateNumber: $plateNumber, plateType: $plateType, plateColor: $plateColor, at: $at, location: $location) {
      ${ROADSIDE} } }`;
  return api.ask(query, { as: 'TRAFFIC_POLICE', variables, ...asking });
}

/** The roadside answer for a plate. */
export async function roadside(
  api: Askable,
  plateNumber: string,
  more: Record<string, unknown> = {},
  asking: Asking = {},
): Promise<RoadsideResult> {
  return valueOf(await askRoadside(api, { plateNumber, ...more }, asking), 'roadsideCheck') as RoadsideResult;
}

/** The codes of the reasons in the order in which they were given. */
export const reasonCodes = ({ reasons }: RoadsideResult): readonly string[] =>
  reasons.map(({ code }) => code);

export interface LookupAnswer {
  readonly outcome: string;
  readonly vehicle: VehicleAnswer | null;
  readonly candidates: readonly VehicleAnswer[];
}

/** Looks one vehicle up, and gives the answer as it came. */
export function askVehicle(
  api: Askable,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  const query = `query ($id: ID, $vin: String, $plate: PlateKeyInput, $asOf: Instant) {
    vehicle(id: $id, vin: $vin, plate: $plate, asOf: $asOf) {
      outcome vehicle { ${VEHICLE} } candidates { id plate { number type } } } }`;
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables, ...asking });
}

/** One vehicle as the ecology bureau of the province sees it. */
export async function lookUp(api: Askable, variables: Record<string, unknown>): Promise<LookupAnswer> {
  return valueOf(await askVehicle(api, variables), 'vehicle') as LookupAnswer;
}
