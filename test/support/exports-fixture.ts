import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../src/apps/worker/worker.module.js';
import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import { exportProcessors } from '../../src/features/exports/exports.worker.module.js';
import { ExportWriter } from '../../src/features/exports/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from './api.js';
import { newKey, valueOf } from './vehicle-requests.js';

export interface ExportAnswer {
  readonly id: string;
  readonly state: string;
  readonly totalRows: number;
  readonly doneRows: number;
  readonly file: string | null;
  readonly problem: string | null;
  readonly decidedBy: string | null;
}

const FIELDS =
  'id list filter state requester totalRows doneRows decidedBy decisionReason file fileExpiresAt problem';
const PAYLOAD = `... on ExportAccepted { export { ${FIELDS} } } ... on ExportRefused { code message field }`;
const REQUEST = `mutation ($key: String!, $input: ExportInput!) { requestExport(idempotencyKey: $key, input: $input) { ${PAYLOAD} } }`;
const CHANGE = (name: string, reason: boolean): string =>
  `mutation ($key: String!, $id: ID!${reason ? ', $reason: String!' : ''}) {
    ${name}(idempotencyKey: $key, id: $id${reason ? ', reason: $reason' : ''}) { ${PAYLOAD} } }`;

const COPY_ACCOUNT = statement(
  'copy_account',
  `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
   SELECT gen_random_uuid(), $1, password_hash, role, coalesce($3::uuid, organisation_id), created_at, password_changed_at
   FROM account WHERE login = $2`,
);
const CITY = statement(
  'city_bureau',
  `INSERT INTO organisation (id, name_zh, name_en, kind, division)
   VALUES ($1, '市局', 'City bureau', $3, $2)`,
);

/** Exports through the API, with the worker's part done by hand, and more people than the demonstration has. */
export interface ExportsFixture {
  readonly api: TestApi;
  readonly writer: ExportWriter;
  /** Signs somebody in by login, with a purpose and a case number or other ones. */
  person(login: string, why?: Record<string, string>): Promise<Person>;
  copyAccount(login: string, like: string, organisation?: string): Promise<void>;
  bureau(id: string, division: string, kind: string): Promise<void>;
  sweep(): Promise<void>;
  /** Does the jobs that were sent since. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export interface Person {
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  request(input: Record<string, unknown>, key?: string): Promise<ExportAnswer>;
  change(name: string, id: string, reason?: string, key?: string): Promise<ExportAnswer & { code?: string }>;
  look(id: string): Promise<ExportAnswer>;
  fetch(path: string): Promise<Response>;
}

export async function startExports(environment: Record<string, string> = {}): Promise<ExportsFixture> {
  const api = await startTestApi(environment);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(api.parts), {
    logger: false,
    abortOnError: false,
  });
  const writer = app.get(ExportWriter);
  const { database, clock } = api.parts;
  const processors = exportProcessors(app, { database, clock, jobs: api.jobs });
  const sweeper = processors.find(({ name }) => name === 'exports.sweep');
  return {
    api,
    writer,
    person: (login, why) => signIn(api, login, why),
    async copyAccount(login, like, organisation) {
      await api.test.owner.query(COPY_ACCOUNT, [login, like, organisation ?? null]);
    },
    async bureau(id, division, kind) {
      await api.test.owner.query(CITY, [id, division, kind]);
    },
    sweep: async () => sweeper?.handle({}, { isLastAttempt: false, progress: () => Promise.resolve() }),
    async work() {
      for (const { data } of api.jobs.sent.splice(0)) await writer.run(String(data['id']));
    },
    async close() {
      await app.close();
      await api.close();
    },
  };
}

const DUTY = { 'x-purpose': 'SUPERVISION', 'x-case-no': 'D-7' };

async function signIn(api: TestApi, login: string, why: Record<string, string> = DUTY): Promise<Person> {
  const query = `mutation ($login: String!, $password: String!) {
    signIn(login: $login, password: $password) { ... on SignInSucceeded { token } } }`;
  const answer = await api.ask(query, { variables: { login, password: DEMO_PASSWORD } });
  const { token } = valueOf(answer, 'signIn') as { token: string };
  const headers = { authorization: `Bearer ${token}`, ...why };
  const ask = (text: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> =>
    api.ask(text, { variables, headers });
  const outcome = (given: GraphqlAnswer, field: string): ExportAnswer & { code?: string } => {
    const payload = valueOf(given, field) as { export?: ExportAnswer; code?: string };
    return { ...(payload.export ?? ({} as ExportAnswer)), ...(payload.code && { code: payload.code }) };
  };
  return {
    ask,
    request: async (input, key = newKey()) => outcome(await ask(REQUEST, { key, input }), 'requestExport'),
    async change(name, id, reason, key = newKey()) {
      return outcome(await ask(CHANGE(name, reason !== undefined), { key, id, reason }), name);
    },
    async look(id) {
      const found = await ask(`query ($id: ID!) { export(id: $id) { ${FIELDS} } }`, { id });
      return valueOf(found, 'export') as ExportAnswer;
    },
    fetch: (path) => fetch(api.url.replace('/graphql', path), { headers }),
  };
}
