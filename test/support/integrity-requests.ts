import type { Asking, GraphqlAnswer, TestApi } from './api.js';
import { lugdownItems, reportInput, submit, type ReportAnswer } from './report-requests.js';
import { newKey, valueOf } from './vehicle-requests.js';

export interface FlagAnswer {
  readonly id: string;
  readonly vehicleId: string;
  readonly about: string;
  readonly stationCode: string;
  readonly rule: string;
  readonly finding: { readonly code: string; readonly text: string } | null;
  readonly severity: string;
  readonly holds: boolean;
  readonly state: string;
  readonly evidence: readonly { readonly record: string | null; readonly says: string }[];
}

export interface IntegrityAnswer {
  readonly state?: string;
  readonly thresholds?: {
    readonly division: string;
    readonly values: readonly { readonly name: string; readonly value: number }[];
    readonly notConfigured: readonly string[];
  };
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

type Keyed = Asking & { readonly key?: string };

const PROBLEMS = '... on IntegrityRefused { problems { code field message } }';
const THRESHOLDS = 'division from basis values { name rule method value text } notConfigured';

/** Asks for flags, and gives the answer as it came. */
export function askFlags(api: TestApi, filter: object = {}, asking: Asking = {}): Promise<GraphqlAnswer> {
  const query = `query ($division: String, $stationCode: String, $rule: String, $state: IntegrityFlagState,
      $severity: IntegrityFlagSeverity, $first: Int, $after: String) {
    integrityFlags(division: $division, stationCode: $stationCode, rule: $rule, state: $state, severity: $severity,
      first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
        id vehicleId about stationCode rule finding { code text } severity holds state evidence { record says }
        foundAt decidedAt } } } }`;
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { ...filter }, ...asking });
}

interface FlagPage {
  readonly edges: readonly { readonly node: FlagAnswer }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The same, for a page that must be answered. */
export const flagPage = async (api: TestApi, filter: object = {}): Promise<FlagPage> =>
  valueOf(await askFlags(api, filter), 'integrityFlags') as FlagPage;

/** The flags of one page. */
export const flags = async (api: TestApi, filter: object = {}): Promise<readonly FlagAnswer[]> =>
  (await flagPage(api, filter)).edges.map(({ node }) => node);

/** An officer's decision, as the answer came. */
export function askDecision(
  api: TestApi,
  flag: string,
  decision: string,
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $flag: ID!, $decision: IntegrityFlagDecision!, $basis: String!) {
    decideIntegrityFlag(idempotencyKey: $key, flag: $flag, decision: $decision, basis: $basis) {
      ... on IntegrityFlagDecided { flag vehicleId state } ${PROBLEMS} } }`;
  const variables = { key, flag, decision, basis: '调取视频核实' };
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables, ...asking });
}

/** The same, for a decision that must be answered. */
export const decideFlag = async (
  api: TestApi,
  flag: string,
  decision: 'DISMISSED' | 'UPHELD',
  asking: Keyed = {},
): Promise<IntegrityAnswer> =>
  valueOf(await askDecision(api, flag, decision, asking), 'decideIntegrityFlag') as IntegrityAnswer;

/** Thresholds of a division, as the answer came. */
export function askSetThresholds(
  api: TestApi,
  input: object,
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $input: IntegrityThresholdsInput!) {
    setIntegrityThresholds(idempotencyKey: $key, input: $input) {
      ... on IntegrityThresholdsWritten { thresholds { ${THRESHOLDS} } } ${PROBLEMS} } }`;
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { key, input }, ...asking });
}

/** The same, for thresholds that must be answered. */
export const setThresholds = async (
  api: TestApi,
  input: object,
  asking: Keyed = {},
): Promise<IntegrityAnswer> =>
  valueOf(await askSetThresholds(api, input, asking), 'setIntegrityThresholds') as IntegrityAnswer;

/** The thresholds that hold on a day; null where nobody set any. */
export async function thresholds(
  api: TestApi,
  division: string,
  at: string | null = null,
): Promise<IntegrityAnswer['thresholds'] | null> {
  const query = `query ($division: String!, $at: CivilDate) {
    integrityThresholds(division: $division, at: $at) { ${THRESHOLDS} } }`;
  const answer = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { division, at } });
  return valueOf(answer, 'integrityThresholds') as IntegrityAnswer['thresholds'] | null;
}

export interface StationFlagAnswer {
  readonly id: string;
  readonly stationCode: string;
  readonly month: string;
  readonly rule: string;
  readonly finding: { readonly code: string; readonly text: string };
  readonly severity: string;
  readonly state: string;
  readonly evidence: readonly { readonly record: string | null; readonly says: string }[];
}

/** Asks for the flags of stations, and gives the answer as it came. */
export function askStationFlags(
  api: TestApi,
  filter: object = {},
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  const query = `query ($division: String, $stationCode: String, $state: StationFlagState, $first: Int, $after: String) {
    stationFlags(division: $division, stationCode: $stationCode, state: $state, first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node {
        id stationCode month rule finding { code text } severity state evidence { record says } foundAt decidedAt } } } }`;
  return api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { ...filter }, ...asking });
}

/** The flags of stations of one page. */
export async function stationFlags(api: TestApi, filter: object = {}): Promise<readonly StationFlagAnswer[]> {
  const page = valueOf(await askStationFlags(api, filter), 'stationFlags') as {
    readonly edges: readonly { readonly node: StationFlagAnswer }[];
  };
  return page.edges.map(({ node }) => node);
}

/** An officer's decision about a flag of a station, as the answer came. */
export function askStationDecision(
  api: TestApi,
  flag: string,
  decision: 'DISMISSED' | 'UPHELD',
  { key = newKey(), ...asking }: Keyed = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $flag: ID!, $decision: IntegrityFlagDecision!, $basis: String!) {
    decideStationFlag(idempotencyKey: $key, flag: $flag, decision: $decision, basis: $basis) {
      ... on StationFlagDecided { flag state } ${PROBLEMS} } }`;
  return api.ask(query, {
    as: 'ECOLOGY_BUREAU',
    variables: { key, flag, decision, basis: '现场核查' },
    ...asking,
  });
}

/** The same, for a decision that must be answered. */
export const decideStationFlag = async (
  api: TestApi,
  flag: string,
  decision: 'DISMISSED' | 'UPHELD',
  asking: Keyed = {},
): Promise<IntegrityAnswer> =>
  valueOf(await askStationDecision(api, flag, decision, asking), 'decideStationFlag') as IntegrityAnswer;

const QUARTER_MS = 900_000;
const TEST_MS = 180_000;

/** First tests of a station in October of trucks from the n-th on, one after another; all that came of them. */
export async function octoberTests(
  api: TestApi,
  stationCode: string,
  results: readonly ('PASS' | 'FAIL')[],
  firstTruck: number,
): Promise<readonly ReportAnswer[]> {
  const answers: ReportAnswer[] = [];
  for (const [index, result] of results.entries()) {
    const began = Date.parse('2026-10-12T01:00:00Z') + index * QUARTER_MS;
    answers.push(
      await submit(
        api,
        reportInput(firstTruck + index, {
          stationCode,
          startedAt: new Date(began).toISOString(),
          endedAt: new Date(began + TEST_MS).toISOString(),
          items: lugdownItems(result === 'FAIL' ? { K100: '2.90' } : {}),
          stationResult: result,
        }),
      ),
    );
  }
  return answers;
}
