import { heldFacts } from '../../domain/emission/report-holds.js';
import type { EmissionFact } from '../../domain/emission/emission-facts.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { arrayText, bytesArrayText, wordArrayText } from '../../platform/database/array-text.js';
import { statement } from '../../platform/database/statement.js';
import type { OpenedExtension, VehicleExtension } from '../registry/index.js';
import { emissionFactsOf } from './emission.payloads.js';
import { digestOf } from './report-digests.js';

type ReportFact = Extract<EmissionFact, { kind: 'inspection.reported' }>;

/** A report with what follows from the other facts about its vehicle. */
interface ReportRow {
  readonly fact: ReportFact;
  readonly inForce: boolean;
  readonly held: boolean;
}

/** By index, whatever the planner knows of the table: it is empty at first, and a plan for that outlasts it. */
const KNOWN = statement(
  'test_report_known',
  `SELECT known.* FROM unnest((SELECT $1::uuid[])) AS given (vehicle)
   CROSS JOIN LATERAL (SELECT fact_id AS id, in_force AS "inForce", held FROM test_report
     WHERE vehicle_id = given.vehicle OFFSET 0) AS known`,
);
const CHANGE = statement(
  'test_report_change',
  `UPDATE test_report AS t SET (in_force, held) = (given.in_force, given.held)
   FROM unnest($1::uuid[], $2::boolean[], $3::boolean[]) AS given (fact_id, in_force, held)
   WHERE t.fact_id = given.fact_id`,
);
const INSERT = statement(
  'test_report_insert',
  `INSERT INTO test_report (fact_id, site, vehicle_id, station_code, division, report_no, supersedes, in_force, held,
     check_type, method, station_result, result, started_at, ended_at, recorded_at, content_digest, series_sha256)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::boolean[],
     $9::boolean[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::timestamptz[],
     $16::timestamptz[], $17::bytea[], $18::text[])`,
);

/** The test reports of a vehicle, the corrected ones included; a report itself never changes, only how it counts. */
class EvidenceExtension implements VehicleExtension {
  readonly tables = [{ name: 'test_report', key: ['fact_id'] }];

  open(_tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<OpenedExtension | null> {
    const tested = new Map<string, readonly EmissionFact[]>();
    for (const [subject, all] of factsBySubject) {
      const facts = emissionFactsOf(all);
      if (facts.some(({ kind }) => kind === 'inspection.reported')) tested.set(subject, facts);
    }
    return Promise.resolve(tested.size === 0 ? null : new OpenedEvidence(tested));
  }
}

/** The test reports, as a part of all that follows from the facts about vehicles. */
export const evidenceExtension = (): VehicleExtension => new EvidenceExtension();

class OpenedEvidence implements OpenedExtension {
  constructor(private readonly facts: ReadonlyMap<string, readonly EmissionFact[]>) {}

  reasonsOf(): readonly [] {
    return [];
  }

  async write(tx: Tx, _states: unknown, added: readonly Fact[] | null): Promise<void> {
    const known = added === null ? await knownRows(tx, [...this.facts.keys()]) : this.#before(added);
    const all = [...this.facts.values()].flatMap(reportRows);
    const fresh = all.filter(({ fact }) => !known.has(fact.id));
    const changed = all.filter((row) => counts(row, known.get(row.fact.id)));
    if (changed.length > 0) {
      tx.send(CHANGE, [
        changed.map(({ fact }) => fact.id),
        changed.map(({ inForce }) => inForce),
        changed.map(({ held }) => held),
      ]);
    }
    if (fresh.length > 0) tx.send(INSERT, columns(fresh));
  }

  /** How the reports counted before these facts came to theirs. */
  #before(added: readonly Fact[]): ReadonlyMap<string, ReportRow> {
    const fresh = new Set(added.map(({ id }) => id));
    const rows = [...this.facts.values()].flatMap((facts) =>
      reportRows(facts.filter(({ id }) => !fresh.has(id))),
    );
    return new Map(rows.map((row) => [row.fact.id, row]));
  }
}

async function knownRows(
  tx: Tx,
  vehicles: readonly string[],
): Promise<ReadonlyMap<string, Pick<ReportRow, 'inForce' | 'held'>>> {
  const found = await tx.query<Pick<ReportRow, 'inForce' | 'held'> & { id: string }>(KNOWN, [vehicles]);
  return new Map(found.map((row) => [row.id, row]));
}

const counts = (row: ReportRow, before: Pick<ReportRow, 'inForce' | 'held'> | undefined): boolean =>
  before !== undefined && (before.inForce !== row.inForce || before.held !== row.held);

function reportRows(facts: readonly EmissionFact[]): readonly ReportRow[] {
  const { inForce, known } = factsInForce(facts);
  const standing = new Set(inForce.map(({ id }) => id));
  const held = heldFacts(inForce);
  return [...known.values()].flatMap((fact) =>
    fact.kind === 'inspection.reported'
      ? [{ fact, inForce: standing.has(fact.id), held: held.has(fact.id) }]
      : [],
  );
}

function columns(rows: readonly ReportRow[]): readonly string[] {
  const text = (value: (row: ReportRow) => string | null): string => arrayText(rows.map(value));
  const word = (value: (row: ReportRow) => string | boolean | null): string => wordArrayText(rows.map(value));
  return [
    word(({ fact }) => fact.id),
    text(({ fact }) => fact.site),
    word(({ fact }) => fact.subject),
    text(({ fact }) => fact.payload.stationCode),
    text(({ fact }) => divisionOf(fact)),
    text(({ fact }) => fact.payload.reportNo),
    word(({ fact }) => fact.supersedes),
    word(({ inForce }) => inForce),
    word(({ held }) => held),
    text(({ fact }) => fact.payload.checkType),
    text(({ fact }) => fact.payload.method),
    text(({ fact }) => fact.payload.stationResult),
    text(({ fact }) => fact.payload.judgement.result),
    word(({ fact }) => fact.payload.startedAt),
    word(({ fact }) => fact.payload.endedAt),
    word(({ fact }) => fact.recordedAt),
    bytesArrayText(rows.map(({ fact }) => digestOf(fact.payload))),
    text(({ fact }) => fact.payload.seriesSha256),
  ];
}

/** The first six digits of a station's code are a division; a code of another form stands where its site is. */
const divisionOf = ({ site, payload: { stationCode } }: ReportFact): string =>
  /^\d{6}/.exec(stationCode)?.[0] ?? site;
