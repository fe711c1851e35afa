import { globalId } from '../../src/platform/graphql/relay.js';
import type { Asking, GraphqlAnswer, Askable } from './api.js';
import { newKey, valueOf } from './vehicle-requests.js';

/** The demonstration organisation of 上海 for the inspection stations. */
const INSPECTORS = globalId('Organisation', '00000000-0000-7000-8001-310000000002');
/** And for the repair stations. */
const REPAIRERS = globalId('Organisation', '00000000-0000-7000-8001-310000000003');

export interface StationAnswer {
  readonly code: string;
  readonly role: string;
  readonly status: string | null;
  readonly spans: readonly {
    readonly status: string;
    readonly from: string;
    readonly until: string | null;
  }[];
}

export interface StationWrite {
  readonly station?: StationAnswer;
  readonly contingencyCode?: string | null;
  readonly decisions?: readonly { readonly limitSet: string; readonly from: string }[];
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

const STATION = 'station { code role status spans { status from until } }';
const PROBLEMS = '... on InspectionRefused { problems { code field message } }';

/** An inspection station of 上海浦东, the n-th of a test. */
export const inspectionStation = (n: number, changes: object = {}): Record<string, unknown> => ({
  role: 'INSPECTION',
  code: `310115-I${String(n).padStart(4, '0')}`,
  name: `浦东第${n}检验站`,
  uscc: null,
  organisationId: INSPECTORS,
  phone: null,
  activeFrom: '2020-01-01',
  ...changes,
});

/** A repair station of 上海浦东, the n-th of a test. */
export const repairStation = (n: number, changes: object = {}): Record<string, unknown> =>
  inspectionStation(n, {
    role: 'REPAIR',
    code: `310115-M${String(n).padStart(4, '0')}`,
    name: `浦东第${n}维修站`,
    organisationId: REPAIRERS,
    ...changes,
  });

/** Files a station, by the side that may, and gives the answer as it came. */
export function askStation(
  api: Askable,
  station: Readonly<Record<string, unknown>>,
  asking: Asking & { readonly key?: string } = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $station: StationInput!) {
    registerStation(idempotencyKey: $key, station: $station) { ... on StationWritten { ${STATION} } ${PROBLEMS} } }`;
  const { key = newKey(), ...rest } = asking;
  const as = station['role'] === 'REPAIR' ? 'TRANSPORT_BUREAU' : 'ECOLOGY_BUREAU';
  return api.ask(query, { as, variables: { key, station }, ...rest });
}

/** The same, for a filing that must be answered. */
export const fileStation = async (
  api: Askable,
  station: Readonly<Record<string, unknown>>,
  asking: Asking & { readonly key?: string } = {},
): Promise<StationWrite> =>
  valueOf(await askStation(api, station, asking), 'registerStation') as StationWrite;

/** Changes the status of a station. */
export async function setStatus(api: Askable, input: object, asking: Asking = {}): Promise<StationWrite> {
  const query = `mutation ($key: String!, $input: StationStatusInput!) {
    setStationStatus(idempotencyKey: $key, input: $input) { ... on StationWritten { ${STATION} } ${PROBLEMS} } }`;
  const answer = await api.ask(query, {
    as: 'ECOLOGY_BUREAU',
    variables: { key: newKey(), input },
    ...asking,
  });
  return valueOf(answer, 'setStationStatus') as StationWrite;
}

/** Asks for a contingency code. */
export async function issueCode(api: Askable, input: object, key = newKey()): Promise<StationWrite> {
  const query = `mutation ($key: String!, $input: ContingencyCodeInput!) {
    issueContingencyCode(idempotencyKey: $key, input: $input) {
      ... on ContingencyCodeIssued { contingencyCode ${STATION} } ${PROBLEMS} } }`;
  const answer = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { key, input } });
  return valueOf(answer, 'issueContingencyCode') as StationWrite;
}

/** Adopts a set of limits. */
export async function setLimits(api: Askable, input: object, asking: Asking = {}): Promise<StationWrite> {
  const query = `mutation ($key: String!, $input: LimitSetInput!) { setLimitSet(idempotencyKey: $key, input: $input) {
    ... on LimitSetWritten { decisions { division limitSet from basis } } ${PROBLEMS} } }`;
  const answer = await api.ask(query, {
    as: 'ECOLOGY_BUREAU',
    variables: { key: newKey(), input },
    ...asking,
  });
  return valueOf(answer, 'setLimitSet') as StationWrite;
}

/** The codes of the stations at work. */
export async function activeStations(
  api: Askable,
  city: string | null,
  role: string | null,
): Promise<readonly string[]> {
  const query = `query ($city: String, $role: StationRole) {
    stations(city: $city, role: $role) { edges { node { code } } pageInfo { hasNextPage } } }`;
  const answer = await api.ask(query, { as: 'REPAIR_STATION', variables: { city, role } });
  const { edges } = valueOf(answer, 'stations') as { edges: { node: { code: string } }[] };
  return edges.map(({ node }) => node.code);
}
