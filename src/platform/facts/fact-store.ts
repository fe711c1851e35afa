import { canonicalJson } from '../../domain/sync/canonical.js';
import { contentHash } from '../../domain/sync/hash-chain.js';
import type { Fact, SubjectType } from '../../domain/sync/fact.js';
import {
  arrayText,
  bytesArrayText,
  jsonTexts,
  splitJsonTexts,
  wordArrayText,
} from '../database/array-text.js';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/database.js';
import { FACT_COLUMNS, factOf, type FactRow } from './fact-rows.js';
import type { PayloadRegistry } from './payloads.js';
import { sha256 } from './sha256.js';

const LOCK = statement(
  'fact_lock',
  `SELECT pg_advisory_xact_lock(k) FROM (SELECT DISTINCT hashtextextended(key, 0) AS k FROM unnest($1::text[]) AS one (key)
   ORDER BY k) AS ordered`,
);

const LOAD = statement(
  'fact_load',
  `SELECT ${FACT_COLUMNS} FROM fact WHERE subject = ANY ($2::uuid[]) AND subject_type = $1`,
);

const PAYLOADS = splitJsonTexts('$9');
const APPEND = statement(
  'fact_append',
  `WITH given AS (
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::uuid[], $7::timestamptz[],
       $8::timestamptz[], ${PAYLOADS}, $10::uuid[], $11::bytea[]) WITH ORDINALITY
       AS f (id, site, kind, version, subject_type, subject, occurred_at, recorded_at, payload, supersedes, content_hash, n)
   ), waiting AS (
     INSERT INTO fact_unstamped (site, fact_id, content_hash) SELECT site, id, content_hash FROM given ORDER BY n
   )
   INSERT INTO fact (${FACT_COLUMNS}, content_hash)
   SELECT id, site, kind, version, subject_type, subject, occurred_at, recorded_at, payload::jsonb, supersedes, content_hash
   FROM given ORDER BY n`,
);

/** A fact whose payload was checked, with the text and the hash that its row needs. */
export interface ReadyFact {
  readonly fact: Fact;
  readonly payload: string;
  readonly contentHash: Uint8Array;
}

/** The append-only log: facts go in, nothing ever changes or leaves. */
export class FactStore {
  constructor(private readonly payloads: PayloadRegistry) {}

  /**
   * Makes writers about the same things wait for one another until the transaction ends. Keys are locked in one
   * order, so two units of work cannot deadlock over them. Facts are to be loaded after this, not before.
   */
  async lock(tx: Tx, keys: readonly string[]): Promise<void> {
    await tx.query(LOCK, [keys]);
  }

  /** All known facts of the subjects, in no particular order; a subject without facts has an empty list. */
  async load(tx: Tx, subjectType: SubjectType, subjects: readonly string[]): Promise<Map<string, Fact[]>> {
    const bySubject = new Map<string, Fact[]>(subjects.map((subject) => [subject, []]));
    const rows = await tx.query<FactRow>(LOAD, [subjectType, subjects]);
    for (const row of rows) bySubject.get(row.subject)?.push(factOf(row));
    return bySubject;
  }

  /**
   * Appends facts; they are numbered and chained after the commit.
   * @throws InvalidPayloadError before anything is written.
   */
  async append(tx: Tx, facts: readonly Fact[]): Promise<void> {
    await this.appendReady(tx, this.ready(facts));
  }

  /**
   * Checks facts and works out all that their rows need, without a database: work that can be done while it is busy.
   * @throws InvalidPayloadError
   */
  ready(facts: readonly Fact[]): readonly ReadyFact[] {
    return facts.map((fact) => {
      this.payloads.check(fact);
      const payload = canonicalJson(fact.payload, '$.payload');
      return { fact, payload, contentHash: contentHash(fact, sha256, payload) };
    });
  }

  /** Appends what {@link ready} gave. */
  async appendReady(tx: Tx, ready: readonly ReadyFact[]): Promise<void> {
    if (ready.length === 0) return;
    const column = <V>(value: (fact: Fact) => V): V[] => ready.map(({ fact }) => value(fact));
    await tx.query(APPEND, [
      wordArrayText(column((f) => f.id)),
      arrayText(column((f) => f.site)),
      arrayText(column((f) => f.kind)),
      wordArrayText(column((f) => f.version)),
      arrayText(column((f) => f.subjectType)),
      wordArrayText(column((f) => f.subject)),
      wordArrayText(column((f) => f.occurredAt)),
      wordArrayText(column((f) => f.recordedAt)),
      jsonTexts(ready.map(({ payload }) => payload)),
      wordArrayText(column((f) => f.supersedes)),
      bytesArrayText(ready.map(({ contentHash: hash }) => hash)),
    ]);
  }
}
