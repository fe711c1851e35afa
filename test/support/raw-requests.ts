import type { Askable, Asking, GraphqlAnswer } from './api.js';
import { vinOf } from './registry-fixture.js';
import { newKey, valueOf } from './vehicle-requests.js';

type Nodes = Readonly<Record<string, string>>;

export interface RawAnswer {
  readonly rawMessage: string;
  readonly part?: string;
  readonly outcome?: string | null;
  readonly report?: string | null;
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Nodes as one message of the interface. */
export const xmlOf = (nodes: Nodes): string => {
  const lines = Object.entries(nodes).map(([name, text]) => `  <${name}>${escaped(text)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<result>\n${lines.join('\n')}\n</result>\n</root>`;
};

/** The head that every part of the n-th truck's test has. */
const headOf = (n: number): Nodes => ({
  check_id: `310115-JS-${String(n).padStart(6, '0')}`,
  unit_id: '310115-I01',
  vin: vinOf(n),
  plate: `沪A${String(n).padStart(5, '0')}`,
});

/** A lug-down of the n-th truck that passed. */
export const lugdownNodes = (n: number, changes: Nodes = {}): Nodes => ({
  ...headOf(n),
  check_type: '1',
  city_code: '310100',
  line_id: `L${n}`,
  uname: `检验员${n}`,
  start_time: '2026-11-22 12:00:00',
  end_time: '2026-11-22 12:02:30',
  temperature: '12.5',
  pressure: '101.32',
  humidity: '55.3',
  smokeklimit: '1.2',
  k80limit: '1.2',
  k80nolimit: '1500',
  k100: '0.62',
  k80: '0.65',
  k80no: '812',
  maxpowerlimit: '82.4',
  maxpower: '120',
  xzxs: '1.00',
  k100judge: '1',
  k80judge: '1',
  passed: '1',
  ...changes,
});

/** The diagnosis of the same test. */
export const obdNodes = (n: number, changes: Nodes = {}): Nodes => ({
  ...headOf(n),
  odometer: '352000',
  calid: 'CAL1',
  cvn: '1234ABCD',
  communication: '1',
  passed: '1',
  ...changes,
});

/** What was seen of the vehicle of the same test: smoke when so said. */
export const visualNodes = (n: number, changes: Nodes = {}): Nodes => ({
  ...headOf(n),
  odometer: '352000',
  sjymhy: '0',
  passed: '1',
  ...changes,
});

type RawAsking = Asking & { readonly key?: string };

export interface RawGiven {
  readonly feed?: string;
  readonly checkMethod: string;
  readonly message: string;
}

/** Sends a message, and gives the answer as it came. */
export function askRaw(
  api: Askable,
  { feed = 'JIANGSU_2020', checkMethod, message }: RawGiven,
  { key = newKey(), ...asking }: RawAsking = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $feed: RawFeed!, $checkMethod: String!, $message: String!) {
    submitRawInspection(idempotencyKey: $key, feed: $feed, checkMethod: $checkMethod, message: $message) {
      ... on RawInspectionTaken { rawMessage part outcome report vehicleId }
      ... on RawInspectionRefused { rawMessage problems { code field message } } } }`;
  const variables = { key, feed, checkMethod, message };
  return api.ask(query, { as: 'INSPECTION_STATION', variables, ...asking });
}

/** The same, for a message that must be answered. */
export const sendRaw = async (api: Askable, given: RawGiven, asking: RawAsking = {}): Promise<RawAnswer> =>
  valueOf(await askRaw(api, given, asking), 'submitRawInspection') as RawAnswer;
