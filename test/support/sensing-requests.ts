import type { Asking, GraphqlAnswer, Askable } from './api.js';
import { newKey, valueOf } from './vehicle-requests.js';

export interface EvidenceRowAnswer {
  readonly row: number;
  readonly status: string;
  readonly recordId?: string | null;
  readonly captureId?: string | null;
  readonly vehicleId: string | null;
  readonly notCounted?: { readonly code: string } | null;
  readonly review?: string | null;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly row: number;
  }[];
}
export interface EvidenceAnswer {
  readonly rows: readonly EvidenceRowAnswer[];
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
}

type Keyed = Asking & { readonly key?: string };

const HASH = 'a'.repeat(64);
export const SITE = '310115-RS01';

/** A passage over the opacity limit of the n-th truck of a test, by its yellow plate. */
export const passage = (n: number, passedAt: string, changes: object = {}): Record<string, unknown> => ({
  recordNo: `RS-${n}-${Date.parse(passedAt)}`,
  siteCode: SITE,
  deviceCode: 'D1',
  passedAt,
  plate: { number: `沪A${String(n).padStart(5, '0')}`, color: 'YELLOW' },
  plateConfidencePct: 98,
  readings: [{ pollutant: 'OPACITY', value: '35.0' }],
  // Each passage has a picture of its own: what shares one is one.
  imageSha256: [Date.parse(passedAt).toString(16).padStart(64, '0')],
  ...changes,
});

/** A capture of the n-th truck of a test, black beyond doubt. */
export const capture = (n: number, capturedAt: string, changes: object = {}): Record<string, unknown> => ({
  recordNo: `BS-${n}-${Date.parse(capturedAt)}`,
  siteCode: '310115-BS01',
  capturedAt,
  plate: { number: `沪A${String(n).padStart(5, '0')}`, type: '01' },
  ringelmann: 3,
  imageSha256: [HASH],
  videoSha256: 'b'.repeat(64),
  ...changes,
});

/** A roadside check by free acceleration that failed. */
export const fieldCheck = (n: number, checkedAt: string, changes: object = {}): Record<string, unknown> => ({
  recordNo: `FC-${n}-${Date.parse(checkedAt)}`,
  place: 'ROADSIDE',
  division: '310115',
  location: 'S20 外圈 12K',
  checkedAt,
  plate: { number: `沪A${String(n).padStart(5, '0')}`, type: '01' },
  officers: ['P001', 'E001'],
  instrument: 'SM-01',
  instrumentValidTo: '2027-06-30',
  method: 'FREE_ACCEL',
  items: [{ code: 'K_FA', value: '1.62', unit: 'm-1', readings: ['1.60', '1.62', '1.64'] }],
  visibleSmoke: false,
  signatureSha256: HASH,
  disposal: '移交公安交管部门',
  ...changes,
});

const ROW = 'row status vehicleId problems { code field row message }';
const REMOTE = `mutation ($key: String!, $records: [RemoteSensingInput!]!) {
  submitRemoteSensing(idempotencyKey: $key, records: $records) {
    accepted repeated refused rows { ${ROW} recordId notCounted { code text } } } }`;
const SMOKE = `mutation ($key: String!, $captures: [SmokeCaptureInput!]!) {
  submitSmokeCaptures(idempotencyKey: $key, captures: $captures) {
    accepted repeated refused rows { ${ROW} captureId review } } }`;
const REVIEW = `mutation ($key: String!, $capture: ID!, $decision: SmokeDecision!, $basis: String!) {
  reviewSmokeCapture(idempotencyKey: $key, capture: $capture, decision: $decision, basis: $basis) {
    ... on SmokeCaptureReviewed { captureId vehicleId review confirmations needed }
    ... on InspectionRefused { problems { code field message } } } }`;
const CHECK = `mutation ($key: String!, $input: FieldCheckInput!) {
  submitFieldCheck(idempotencyKey: $key, input: $input) {
    ... on FieldCheckSubmitted { checkId vehicleId result repeated }
    ... on InspectionRefused { problems { code field message } } } }`;

export const askRemote = (
  api: Askable,
  records: readonly object[],
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> =>
  api.ask(REMOTE, { as: 'ECOLOGY_BUREAU', variables: { key, records }, ...asking });

/** Sends records of remote sensing that must be answered. */
export const sendRemote = async (
  api: Askable,
  records: readonly object[],
  asking: Keyed = {},
): Promise<EvidenceAnswer> =>
  valueOf(await askRemote(api, records, asking), 'submitRemoteSensing') as EvidenceAnswer;

export const askSmoke = (
  api: Askable,
  captures: readonly object[],
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> =>
  api.ask(SMOKE, { as: 'ECOLOGY_BUREAU', variables: { key, captures }, ...asking });

/** Sends captures that must be answered. */
export const sendSmoke = async (
  api: Askable,
  captures: readonly object[],
  asking: Keyed = {},
): Promise<EvidenceAnswer> =>
  valueOf(await askSmoke(api, captures, asking), 'submitSmokeCaptures') as EvidenceAnswer;

export interface WrittenAnswer {
  readonly captureId?: string;
  readonly review?: string;
  readonly confirmations?: number;
  readonly needed?: number;
  readonly checkId?: string;
  readonly vehicleId?: string;
  readonly result?: string;
  readonly repeated?: boolean;
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

export const askReview = (
  api: Askable,
  said: { readonly capture: string; readonly decision?: string; readonly basis?: string },
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> => {
  const variables = { key, decision: 'CONFIRMED', basis: '视频清晰，可见黑烟', ...said };
  return api.ask(REVIEW, { as: 'ECOLOGY_BUREAU', variables, ...asking });
};

/** What an officer says of a capture. */
export const review = async (
  api: Askable,
  said: { readonly capture: string; readonly decision?: string; readonly basis?: string },
  asking: Keyed = {},
): Promise<WrittenAnswer> =>
  valueOf(await askReview(api, said, asking), 'reviewSmokeCapture') as WrittenAnswer;

export const askCheck = (
  api: Askable,
  input: object,
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> => api.ask(CHECK, { as: 'TRAFFIC_POLICE', variables: { key, input }, ...asking });

/** A check that must be answered. */
export const sendCheck = async (api: Askable, input: object, asking: Keyed = {}): Promise<WrittenAnswer> =>
  valueOf(await askCheck(api, input, asking), 'submitFieldCheck') as WrittenAnswer;

/** The codes and fields of what was refused. */
export const refused = ({ problems = [] }: Pick<WrittenAnswer, 'problems'>): readonly unknown[] =>
  problems.map(({ code, field }) => [code, field]);

/** The reasons of a vehicle's answer at the roadside. */
export const reasonsAtRoadside = async (
  api: Askable,
  n: number,
): Promise<readonly { readonly code: string; readonly verdict: string }[]> => {
  const answer = await api.ask(
    `query ($number: String!) { roadsideCheck(plateNumber: $number, plateType: "01") { verdict reasons { code verdict } } }`,
    { as: 'TRAFFIC_POLICE', variables: { number: `沪A${String(n).padStart(5, '0')}` } },
  );
  return (valueOf(answer, 'roadsideCheck') as { reasons: { code: string; verdict: string }[] }).reasons;
};

/** Sets rules of the loop that must be accepted. */
export async function setLoopRules(api: Askable, input: object): Promise<void> {
  const query = `mutation ($key: String!, $input: LoopRulesInput!) {
    setLoopRules(idempotencyKey: $key, input: $input) { ... on LoopRulesWritten { rules { division } } } }`;
  const answer = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { key: newKey(), input } });
  const { rules } = valueOf(answer, 'setLoopRules') as { rules?: object };
  if (rules === undefined) throw new Error('the rules were refused');
}
