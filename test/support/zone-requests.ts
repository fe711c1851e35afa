import type { Asking, TestApi } from './api.js';
import { newKey, valueOf } from './vehicle-requests.js';

/** A made-up square in the middle of Shanghai. */
const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [121.4, 31.1],
      [121.5, 31.1],
      [121.5, 31.2],
      [121.4, 31.2],
      [121.4, 31.1],
    ],
  ],
};
export const IN_SQUARE = { latitude: 31.15, longitude: 121.45 };
export const OUT_OF_SQUARE = { latitude: 31.25, longitude: 121.45 };

/** An ordinary restriction of 国三 diesel trucks in the square. */
export const trial = (changes: object = {}): object => ({
  name: '试验限行',
  authority: '上海市公安局',
  cityCode: '310000',
  stageMax: '国三',
  fuel: 'DIESEL',
  vehicleScope: ['H', 'Q', 'Z'],
  area: SQUARE,
  boundaryRoadsIncluded: false,
  validFrom: '2026-01-01',
  appliesToOutOfProvince: true,
  penaltyBasis: '沪公告〔2026〕1号',
  ...changes,
});

export interface WrittenRule {
  readonly __typename: string;
  readonly rule?: { readonly id: string; readonly validFrom: string; readonly validUntil: string | null };
  readonly day?: { readonly id: string; readonly until: string };
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

const PROBLEMS = '... on ZoneRefused { problems { code field message } }';
const RULE = `__typename ... on RestrictionRuleWritten { rule { id name area hours validFrom validUntil } } ${PROBLEMS}`;
const DAY = `__typename ... on HeavyPollutionWritten { day { id ruleSet divisions until } } ${PROBLEMS}`;

async function order(api: TestApi, field: string, query: string, asking: Asking): Promise<WrittenRule> {
  return valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU', ...asking }), field) as WrittenRule;
}

export const ENACT = `mutation ($key: String!, $rule: RestrictionRuleInput!, $amends: ID) {
  enactRestrictionRule(idempotencyKey: $key, rule: $rule, amends: $amends) { ${RULE} } }`;

export const enact = (api: TestApi, rule: object, amends: string | null = null, key = newKey()) =>
  order(api, 'enactRestrictionRule', ENACT, { variables: { key, rule, amends } });

export const repeal = (api: TestApi, id: string, from: string) =>
  order(
    api,
    'repealRestrictionRule',
    `mutation ($key: String!, $input: RepealRestrictionRuleInput!) {
      repealRestrictionRule(idempotencyKey: $key, input: $input) { ${RULE} } }`,
    { variables: { key: newKey(), input: { id, from, reason: '期满前废止' } } },
  );

export const declare = (api: TestApi, input: object) =>
  order(
    api,
    'declareHeavyPollution',
    `mutation ($key: String!, $input: HeavyPollutionInput!) {
      declareHeavyPollution(idempotencyKey: $key, input: $input) { ${DAY} } }`,
    { variables: { key: newKey(), input } },
  );

export const endDay = (api: TestApi, id: string, at: string) =>
  order(
    api,
    'endHeavyPollution',
    `mutation ($key: String!, $input: EndHeavyPollutionInput!) {
      endHeavyPollution(idempotencyKey: $key, input: $input) { ${DAY} } }`,
    { variables: { key: newKey(), input: { id, at, reason: '污染缓解' } } },
  );

export interface Placed {
  readonly verdict: string;
  readonly reasons: readonly { readonly code: string; readonly nextStep: string; readonly since: string }[];
  readonly restrictions:
    | readonly {
        readonly ruleId: string;
        readonly restricted: boolean | null;
        readonly reason: string;
        readonly until: string | null;
        readonly missing: readonly string[];
      }[]
    | null;
}

/** The roadside question with a place. */
export async function placed(
  api: TestApi,
  plateNumber: string,
  place: object | null,
  at: string | null = null,
): Promise<Placed> {
  const query = `query ($plateNumber: String!, $place: ZonePlace, $at: Instant) {
    roadsideCheck(plateNumber: $plateNumber, place: $place, at: $at) { verdict reasons { code nextStep since }
      restrictions { ruleId vehicleId name restricted reason text clause until missing nextStep nextStepText } } }`;
  const asking = { as: 'TRAFFIC_POLICE', variables: { plateNumber, place, at } } as const;
  return valueOf(await api.ask(query, asking), 'roadsideCheck') as Placed;
}
