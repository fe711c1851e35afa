import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import type { Role } from '../../src/domain/access/roles.js';
import { ImportWorkerModule, importJobs } from '../../src/features/imports/import.worker.module.js';
import { QueuedImportService } from '../../src/features/imports/queued-import.service.js';
import { JobHandler, JobRegistry, type JobAttempt } from '../../src/platform/queue/job-handler.js';
import { JobRunner, JobSender } from '../../src/platform/queue/job-runner.js';
import { JOB_NAMES, type JobName } from '../../src/platform/queue/jobs.js';
import { postgresQueue, prepareQueueSchema } from '../../src/platform/queue/queue-connection.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { tableOf } from '../support/imports.js';
import { newKey, vinOf } from '../support/registry.js';

const RUN = `id state fileName encoding format doneRows registered flagged unchanged held refused
  problem { code message } columns { header column } startedAt endedAt`;
const START = `mutation ($key: String!, $file: ID!) { startImport(idempotencyKey: $key, fileId: $file) {
  __typename ... on ImportAccepted { run { ${RUN} } } ... on ImportRefused { code field message } } }`;
const FIND = `query ($id: ID!) { importRun(id: $id) { ${RUN} } }`;
const LIST =
  'query ($first: Int, $after: String) { importRuns(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }';
const CHANGE = (
  what: string,
): string => `mutation ($key: String!, $id: ID!) { ${what}(idempotencyKey: $key, id: $id) {
  __typename ... on ImportAccepted { run { ${RUN} } } ... on ImportRefused { code } } }`;
const REPORT =
  'mutation ($id: ID!, $language: ReportLanguage) { writeImportReport(id: $id, language: $language) { ... on ImportReport { path name bytes } ... on ImportRefused { code field message } } }';

const FILE_OF = statement('test_file_of', 'SELECT file_id FROM import_run WHERE id = $1');

const POLICE = 'TRAFFIC_POLICE';
const FILE = tableOf([
  { plate: '沪A00001', vin: vinOf(1), division: '310115' },
  { plate: '沪A00002', vin: vinOf(2), division: '310115' },
  { plate: '沪A1234O', vin: vinOf(3), division: '310115' },
  { plate: '沪A10345D', type: '52', vin: vinOf(4), division: '310115' },
]);

class Idle extends JobHandler {
  constructor(readonly name: JobName) {
    super();
  }

  override handle(): Promise<void> {
    return Promise.resolve();
  }
}

describe('imports over HTTP', () => {
  let api: TestApi;
  let jobs: TestApi['jobs'];
  let services: Awaited<ReturnType<typeof openServices>>;
  const attempt: JobAttempt = { isLastAttempt: false, progress: () => Promise.resolve() };

  beforeAll(async () => {
    api = await startTestApi({ IMPORT_BATCH_ROWS: '10' });
    jobs = api.jobs;
    services = await openServices(api.parts, [ImportWorkerModule]);
  });
  afterAll(async () => {
    await services.close();
    await api.close();
  });

  const upload = async (text: string, as: Role = POLICE): Promise<string> => {
    const response = await fetch(new URL('/files?for=IMPORT', api.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.token(as)}`,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent('车辆.csv'),
      },
      body: text,
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  };
  const ask = async (query: string, variables: Record<string, unknown>, as: Role = POLICE) => {
    const answer = await api.ask(query, { as, variables });
    return { answer, first: Object.values(answer.data ?? {})[0] as unknown as Record<string, never> };
  };
  const start = async (text: string, as: Role = POLICE) => {
    const file = await upload(text, as);
    return (await ask(START, { key: newKey(), file }, as)).first as unknown as { run: { id: string } };
  };
  const work = async (): Promise<void> => {
    for (const { data } of jobs.sent.splice(0)) {
      await services.get(QueuedImportService).work(String(data['run']), attempt);
    }
  };

  it('should import an uploaded file, tell how it went and give out its report', async () => {
    const { run } = await start(FILE);
    expect(run).toMatchObject({ state: 'QUEUED', fileName: '车辆.csv', doneRows: 0 });
    await work();
    const { first: after } = await ask(FIND, { id: run.id });
    const counts = { registered: 2, flagged: 0, unchanged: 0, held: 1, refused: 1 };
    expect(after).toMatchObject({ state: 'DONE', format: 'CSV', encoding: 'UTF-8', doneRows: 4, ...counts });
    const { first: report } = await ask(REPORT, { id: run.id, language: 'zh' });
    const fetched = await fetch(new URL(String(report['path']), api.url), {
      headers: { authorization: `Bearer ${await api.token(POLICE)}` },
    });
    const text = await fetched.text();
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      '行号,结果,字段,代码,说明',
      expect.stringMatching(/^4,未登记：请改正后重新导入,号牌号码,PLATE_ILLEGAL_LETTER,/),
      expect.stringMatching(/^5,暂存待人工复核,号牌号码,HPZL_SWAPPED_51_52,/),
    ]);
    const other = await fetch(new URL(String(report['path']), api.url), {
      headers: { authorization: `Bearer ${await api.token('ECOLOGY_BUREAU')}` },
    });
    expect(other.status).toBe(404);
  });

  it('should do nothing twice: the same key, the same job, the same file', async () => {
    const file = await upload(FILE);
    const key = newKey();
    const one = await ask(START, { key, file });
    const two = await ask(START, { key, file });
    expect(two.first).toEqual(one.first);
    expect(jobs.sent).toHaveLength(2);
    await work();
    const { run } = one.first as unknown as { run: { id: string } };
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({
      registered: 0,
      unchanged: 2,
      held: 1,
      refused: 1,
    });
  });

  it('should cancel, refuse to cancel again, and go on when told', async () => {
    const { run } = await start(FILE);
    const change = (what: string) => ask(CHANGE(what), { key: newKey(), id: run.id });
    expect((await change('retryImport')).first).toMatchObject({ code: 'IMPORT_NOT_BROKEN' });
    expect((await change('cancelImport')).first).toMatchObject({ run: { state: 'CANCELLED' } });
    expect((await change('cancelImport')).first).toMatchObject({ code: 'IMPORT_ENDED' });
    await work();
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({ state: 'CANCELLED', doneRows: 0 });
    expect((await change('retryImport')).first).toMatchObject({ run: { state: 'QUEUED' } });
    await work();
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({ state: 'DONE', doneRows: 4 });
  });

  it('should say why a file as a whole is refused', async () => {
    const { run } = await start('a,b\r\n1,2\r\n');
    await work();
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({
      state: 'FAILED',
      problem: { code: 'HEADER_MISSING' },
      registered: 0,
    });
  });

  it('should show imports to the own organisation only, newest first, in pages', async () => {
    const { run } = await start(FILE);
    await work();
    const listed = await ask(LIST, { first: 1 });
    expect(listed.answer.errors).toBeUndefined();
    const page = listed.first as unknown as {
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    expect(page).toMatchObject({ edges: [{ node: { id: run.id } }], pageInfo: { hasNextPage: true } });
    const next = await ask(LIST, { first: 50, after: page.pageInfo.endCursor });
    expect(JSON.stringify(next.first)).not.toContain(run.id);
    const foreign = await ask(FIND, { id: run.id }, 'ECOLOGY_BUREAU');
    expect(foreign.answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const report = await ask(REPORT, { id: run.id }, 'ECOLOGY_BUREAU');
    expect(report.answer.errors).toBeUndefined();
    expect(report.first).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    const operator = await ask(FIND, { id: run.id }, 'SITE_OPERATOR');
    expect(operator.answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it("should not import somebody else's file", async () => {
    const file = await upload(FILE);
    const { first } = await ask(START, { key: newKey(), file }, 'ECOLOGY_BUREAU');
    expect(first).toMatchObject({ code: 'IMPORT_FILE_GONE', field: 'fileId' });
  });

  it('should send a forgotten run again, and fail one that cannot be done', async () => {
    const { run } = await start(FILE);
    jobs.sent.splice(0);
    api.clock.at = '2026-11-23T04:10:00.000Z';
    await services.get(QueuedImportService).tidy(jobs);
    expect(jobs.sent).toHaveLength(1);
    await api.parts.files.remove(await fileOf(String(jobs.sent[0]?.data['run'])));
    await work();
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({
      state: 'FAILED',
      problem: { code: 'IMPORT_FILE_GONE' },
    });
  });

  const fileOf = async (id: string): Promise<string> => {
    const [row] = await api.test.database.query<{ file_id: string }>(FILE_OF, [id]);
    return row?.file_id ?? '';
  };

  it('should be done by a worker through the queue', async () => {
    await prepareQueueSchema(api.test.ownerUrl);
    const connection = postgresQueue(api.test.serviceUrl);
    const handlers = importJobs(services, jobs).handlers;
    const taken = new Set<string>(handlers.map(({ name }) => name));
    const idle = JOB_NAMES.filter((name) => !taken.has(name)).map((name) => new Idle(name));
    const { run } = await start(FILE);
    const data = jobs.sent.splice(0).at(-1)?.data;
    const sender = new JobSender(connection, { queueError: () => undefined });
    const ended = new Promise<string>((resolve) => {
      const runner = new JobRunner(connection, new JobRegistry(JOB_NAMES, [...handlers, ...idle]), {
        completed: (name) => resolve(`${name} completed`),
        failed: (name, error) => resolve(`${name} failed: ${error.message}`),
        queueError: (error) => resolve(error.message),
      });
      closing.push(() => runner.close());
    });
    closing.push(() => sender.close());
    await sender.send('imports.run', data);
    expect(await ended).toBe('imports.run completed');
    expect((await ask(FIND, { id: run.id })).first).toMatchObject({ state: 'DONE', doneRows: 4 });
    for (const close of closing) await close();
    await connection.close();
  });
  const closing: (() => Promise<void>)[] = [];
});
