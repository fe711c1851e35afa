import type { Asking, GraphqlAnswer, Askable } from './api.js';
import { vinOf } from './registry-fixture.js';
import { newKey, valueOf } from './vehicle-requests.js';

export interface JudgementAnswer {
  readonly result: string;
  readonly limitSet: string | null;
  readonly clause: { readonly id: string; readonly document: string };
  readonly items: readonly {
    readonly code: string;
    readonly value: string;
    readonly limit: string;
    readonly pass: boolean;
  }[];
  readonly flags: readonly { readonly code: string; readonly text: string }[];
}

export interface ReportAnswer {
  readonly outcome?: string;
  readonly report?: string | null;
  readonly vehicleId?: string | null;
  readonly judgement?: JudgementAnswer | null;
  readonly problems?: readonly { readonly code: string; readonly field: string | null }[];
}

export interface ReportsAnswer {
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
  readonly rows: readonly (ReportAnswer & { readonly row: number })[];
}

const JUDGEMENT =
  'judgement { result limitSet clause { id document } items { code value limit pass } flags { code text } }';
const TAKEN = `... on InspectionReportTaken { outcome report vehicleId ${JUDGEMENT} }
  ... on InspectionRefused { problems { code field message } }`;

/** The codes and fields of what was refused. */
export const refusedFor = ({ problems = [] }: ReportAnswer): readonly unknown[] =>
  problems.map(({ code, field }) => [code, field]);

/** The codes of what is to be looked at. */
export const flagsOf = ({ judgement }: ReportAnswer): readonly string[] =>
  (judgement?.flags ?? []).map(({ code }) => code);

const item = (code: string, value: string, unit: string): object => ({ code, value, unit });

/** The items of a passed lug-down, some of them otherwise. */
export const lugdownItems = (changes: Readonly<Record<string, string>> = {}): readonly object[] => {
  const values = { K100: '0.62', K80: '0.65', NOX80: '812', MAX_POWER: '120', ...changes };
  return [
    item('K100', values.K100, 'm-1'),
    item('K80', values.K80, 'm-1'),
    item('NOX80', values.NOX80, '1e-6'),
    item('MAX_POWER', values.MAX_POWER, 'kW'),
  ];
};

/** A passed lug-down of the n-th truck, at noon in Shanghai on the day before the clock of the tests. */
export const reportInput = (n: number, changes: object = {}): Record<string, unknown> => ({
  stationCode: '310115-I0001',
  reportNo: `R-2026-${String(n).padStart(6, '0')}`,
  // Each truck has a line and an inspector of its own: two tests on one line at once cannot be.
  lineNo: String(n),
  checkType: 'PERIODIC',
  method: 'LUGDOWN',
  timesNo: 1,
  vin: vinOf(n),
  plate: { number: `沪A${String(n).padStart(5, '0')}`, type: '01', color: 'YELLOW' },
  engineModel: 'WD615.50',
  ratedPowerKw: '206',
  odometerKm: 352_000,
  startedAt: '2026-11-22T12:00:00+08:00',
  endedAt: '2026-11-22T12:03:00+08:00',
  ambient: { temperatureC: '-2.5', pressureKpa: '101.32', humidityPct: '55.3' },
  items: lugdownItems(),
  visibleSmoke: false,
  stationResult: 'PASS',
  inspector: `检验员${n}`,
  authorisedSigner: '李四',
  approver: '王五',
  calibrationValidTo: '2027-01-01',
  ...changes,
});

type ReportAsking = Asking & { readonly key?: string };

/** Hands one report in, and gives the answer as it came. */
export function askReport(
  api: Askable,
  input: object,
  { key = newKey(), ...asking }: ReportAsking = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $input: InspectionReportInput!) {
    submitInspectionReport(idempotencyKey: $key, input: $input) { ${TAKEN} } }`;
  return api.ask(query, { as: 'INSPECTION_STATION', variables: { key, input }, ...asking });
}

/** The same, for a report that must be answered. */
export const submit = async (api: Askable, input: object, asking: ReportAsking = {}): Promise<ReportAnswer> =>
  valueOf(await askReport(api, input, asking), 'submitInspectionReport') as ReportAnswer;

/** Hands many reports in, and gives the answer as it came. */
export function askReports(
  api: Askable,
  reports: readonly object[],
  { key = newKey(), ...asking }: ReportAsking = {},
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $reports: [InspectionReportInput!]!) {
    submitInspectionReports(idempotencyKey: $key, reports: $reports) { accepted repeated refused
      rows { row outcome report vehicleId ${JUDGEMENT} problems { code field row } } } }`;
  return api.ask(query, { as: 'INSPECTION_STATION', variables: { key, reports }, ...asking });
}

/** The same, for reports that must be answered. */
export const submitMany = async (
  api: Askable,
  reports: readonly object[],
  asking: ReportAsking = {},
): Promise<ReportsAnswer> =>
  valueOf(await askReports(api, reports, asking), 'submitInspectionReports') as ReportsAnswer;

/** Puts a report in the place of another. */
export async function correctReport(
  api: Askable,
  given: { readonly report: string; readonly basis?: string; readonly input: object },
  { key = newKey(), ...asking }: ReportAsking = {},
): Promise<ReportAnswer> {
  const query = `mutation ($key: String!, $report: ID!, $basis: String!, $input: InspectionReportInput!) {
    correctInspectionReport(idempotencyKey: $key, report: $report, basis: $basis, input: $input) { ${TAKEN} } }`;
  const variables = { key, basis: '录入错误', ...given };
  const answer = await api.ask(query, { as: 'INSPECTION_STATION', variables, ...asking });
  return valueOf(answer, 'correctInspectionReport') as ReportAnswer;
}

/** The id of a report that was taken in. @throws Error with the problems */
export function idOf(answer: ReportAnswer): string {
  if (!answer.report) throw new Error(JSON.stringify(answer));
  return answer.report;
}
