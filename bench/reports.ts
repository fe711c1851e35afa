import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOperatorAccount } from '../src/features/access/index.js';
import { APP_ROLE } from '../src/platform/database/connection.js';
import { uuidV7 } from '../src/platform/context/ids.js';
import { signInAs } from './api-client.js';
import { EMPTY, type BenchRun } from './bench-run.js';
import { Child } from './child.js';
import { Figures, type Figure } from './figures.js';
import type { RowsOrder, RowsResult } from './report-rows.js';
import type { SendOrder, SendResult } from './report-senders.js';
import { ReportTraffic, type Tested } from './report-traffic.js';
import { startService, type Server } from './servers.js';
import { fileStations, STATION_CODES } from './stations.js';
import { median } from './statistics.js';
import { countRows, type BenchStore } from './store.js';
import { loadOriginals, multiply } from './vehicles.js';

const WITH_REPORTS = 'bench_reports';
const ROWS_ONLY = 'bench_report_rows';
const ORIGINALS = 20_000;
const MOST_VEHICLES = 200_000;
const WARM_UP_SECONDS = 5;
const PASSWORD = randomBytes(24).toString('base64url');
const LEAST_SHARE = 0.25;
/** Reports of one call: what a station has after an outage, and one test after another. */
const SIZES = [50, 1] as const;
/** What is made ready for a second; stations that are through with it before its end are done. */
const PREPARED_A_SECOND: Readonly<Record<number, number>> = { 50: 2000, 1: 600 };

const BULK = `mutation ($key: String!, $reports: [InspectionReportInput!]!) {
  submitInspectionReports(idempotencyKey: $key, reports: $reports) {
    rows { outcome report judgement { result flags { code } } problems { code field } } } }`;

/** What both sides did in one round. */
interface Round {
  readonly sent: SendResult;
  readonly rows: RowsResult;
}

async function prepareDatabases(run: BenchRun): Promise<readonly string[]> {
  const { store, options } = run;
  await store.clone(EMPTY, WITH_REPORTS);
  const vehicles = Math.min(MOST_VEHICLES, options.vehicles);
  await loadOriginals(store, WITH_REPORTS, Math.min(ORIGINALS, vehicles));
  await multiply(store, WITH_REPORTS, vehicles, () => undefined);
  const logins = await addStationAccounts(store);
  await store.clone(WITH_REPORTS, ROWS_ONLY);
  run.say(`  ${vehicles} vehicles and ${logins.length} stations`);
  return logins;
}

/** One organisation and account a station. @returns the logins */
async function addStationAccounts(store: BenchStore): Promise<readonly string[]> {
  const application = await store.connect(WITH_REPORTS, APP_ROLE);
  const logins = STATION_CODES.map((_, index) => `bench-station-${index + 1}`);
  for (const login of logins) {
    await createOperatorAccount(application, new Date().toISOString(), {
      login,
      password: PASSWORD,
      role: 'INSPECTION_STATION',
      division: '310115',
      organisation: `检验机构 ${login}`,
    });
  }
  await application.close();
  const organisations = await store.asOwner(WITH_REPORTS, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT organisation_id AS id FROM account WHERE login = ANY ($1::text[]) ORDER BY array_position($1, login)`,
      [logins],
    );
    return rows.map(({ id }) => id);
  });
  await fileStations(store, WITH_REPORTS, organisations);
  return logins;
}

const testedVehicles = (store: BenchStore): Promise<readonly Tested[]> =>
  store.asOwner(WITH_REPORTS, async (client) => {
    const { rows } = await client.query<Tested>(
      `SELECT vin, plate_number AS number, plate_type AS type FROM vehicle
       WHERE vin IS NOT NULL AND is_diesel = 'YES' AND status = 'A' ORDER BY md5(id::text)`,
    );
    return rows;
  });

class Rounds {
  readonly #traffic: ReportTraffic;

  constructor(
    private readonly run: BenchRun,
    private readonly server: Server,
    private readonly tokens: readonly string[],
    private readonly senders: Child,
    private readonly rows: Child,
    vehicles: readonly Tested[],
  ) {
    this.#traffic = new ReportTraffic(vehicles);
  }

  /** The stations hand in for so many seconds; then the reference writes the rows that came of it. */
  async take(reportsACall: number, seconds: number): Promise<Round> {
    const file = this.#prepare(reportsACall, seconds);
    const since = new Date().toISOString();
    const sinceFact = uuidV7();
    const order: SendOrder = { port: this.server.port, tokens: this.tokens, file, seconds };
    const sent = await this.senders.ask<SendResult>(order);
    const from = this.run.store.ownerUrl(WITH_REPORTS);
    const copy: RowsOrder = { from, since, sinceFact, reportsABatch: reportsACall };
    const rows = await this.rows.ask<RowsResult>(copy);
    if (rows.reports !== sent.accepted) {
      throw new Error(`${sent.accepted} reports accepted, but ${rows.reports} rows of them`);
    }
    const share = (rows.seconds / rows.reports / (sent.seconds / sent.accepted)).toFixed(3);
    this.run.say(
      `  ${reportsACall} a call: ${Math.round(sent.accepted / sent.seconds)} reports/s, median call ${sent.medianMs.toFixed(1)} ms; bare ${Math.round(rows.reports / rows.seconds)} reports/s of ${(rows.rows / rows.reports).toFixed(2)} rows; share ${share}`,
    );
    return { sent, rows };
  }

  #prepare(reportsACall: number, seconds: number): string {
    const calls = Math.ceil(
      ((PREPARED_A_SECOND[reportsACall] ?? 0) * seconds) / this.tokens.length / reportsACall,
    );
    const bodies = this.tokens.map((_, station) =>
      Array.from({ length: calls }, () => {
        const reports = Array.from({ length: reportsACall }, () => this.#traffic.next(station));
        return JSON.stringify({ query: BULK, variables: { key: uuidV7(), reports } });
      }),
    );
    const path = join(this.run.store.folder, 'reports.json');
    writeFileSync(path, JSON.stringify(bodies));
    return path;
  }
}

function judge(figures: Figures, reportsACall: number, rounds: readonly Round[]): void {
  const accepted = median(rounds.map(({ sent }) => sent.accepted / sent.seconds));
  const bare = median(rounds.map(({ rows }) => rows.reports / rows.seconds));
  const share = median(
    rounds.map(({ sent, rows }) => sent.accepted / sent.seconds / (rows.reports / rows.seconds)),
  );
  const calls = reportsACall === 1 ? 'one a call' : `${reportsACall} a call`;
  figures.add(`16 stations at once, ${calls}`, accepted, 'reports/s');
  figures.add(`bare inserts of the same rows, ${calls}`, bare, 'reports/s');
  figures.add('rows of a report in them', median(rounds.map(({ rows }) => rows.rows / rows.reports)), 'rows');
  figures.judge(`share of the bare inserts, ${calls}`, share, '×', '≥ 0.25', share >= LEAST_SHARE);
  figures.add(`one call, ${calls}`, median(rounds.map(({ sent }) => sent.medianMs)), 'ms');
}

/** @throws Error unless every call is in the audit, once, and nothing else */
async function checkAudit(run: BenchRun, rounds: readonly Round[]): Promise<number> {
  const calls = rounds.reduce((sum, { sent }) => sum + sent.calls, 0);
  const lines = await run.store.asOwner(WITH_REPORTS, (client) =>
    countRows(client, `audit_entry WHERE action = 'inspection.report'`),
  );
  if (lines === calls) return lines;
  throw new Error(`${calls} calls left ${lines} audit lines`);
}

/** Reports of sixteen stations at once through the API, against bare inserts of the rows that came of them. */
export async function measureReports(run: BenchRun): Promise<readonly Figure[]> {
  const { store, options } = run;
  const figures = new Figures('reports');
  const logins = await prepareDatabases(run);
  const server = await startService(store, WITH_REPORTS);
  const senders = Child.start('stations', 'bench/report-senders.ts');
  const rowsOnly = Child.start('writers of rows', 'bench/report-rows.ts', {
    DATABASE_URL: store.ownerUrl(ROWS_ONLY),
    NODE_ENV: 'production',
  });
  try {
    const tokens: string[] = [];
    for (const login of logins) tokens.push(await signInAs(server.port, login, PASSWORD));
    const rounds = new Rounds(run, server, tokens, senders, rowsOnly, await testedVehicles(store));
    const all: Round[] = [];
    for (const size of SIZES) {
      all.push(await rounds.take(size, WARM_UP_SECONDS));
      const counted: Round[] = [];
      for (let round = 0; round < options.rounds; round += 1) {
        counted.push(await rounds.take(size, options.seconds));
      }
      judge(figures, size, counted);
      all.push(...counted);
    }
    const audited = await checkAudit(run, all);
    figures.judge('calls in the audit', audited, 'lines', 'every one, once', true);
  } finally {
    await server.child.stop();
    await senders.stop();
    await rowsOnly.stop();
  }
  return figures.all;
}
