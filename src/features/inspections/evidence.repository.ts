import { Injectable } from '@nestjs/common';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement, type Statement } from '../../platform/database/statement.js';

/** Where evidence of a kind is kept. */
export type EvidenceTable = 'remote_sensing_record' | 'smoke_capture' | 'field_check';

/** What names a record within a province; field checks have no site. */
export interface RecordKey {
  readonly siteCode: string | null;
  readonly recordNo: string;
}

/** A record that came before. */
export interface KnownRecord extends RecordKey {
  readonly factId: string;
  readonly vehicleId: string;
  readonly digest: Buffer;
}

/** What a record came to: why it does not count, how its review stands, or its judgement. */
export interface RecordSays {
  readonly factId: string;
  readonly says: string | null;
}

const KNOWN_COLUMNS =
  'held.fact_id AS "factId", held.vehicle_id AS "vehicleId", held.content_digest AS digest';
const GIVEN = 'unnest((SELECT $2::text[]), (SELECT $3::text[])) AS given (site_code, record_no)';
const SAME_RECORD = 'site = $1 AND record_no = given.record_no AND supersedes IS NULL';

/** By site and number, as the unique indexes have them; field checks by number alone. */
const KNOWN: Readonly<Record<EvidenceTable, Statement>> = {
  remote_sensing_record: statement(
    'remote_sensing_known',
    `SELECT ${KNOWN_COLUMNS}, held.site_code AS "siteCode", held.record_no AS "recordNo" FROM ${GIVEN}
     CROSS JOIN LATERAL (SELECT * FROM remote_sensing_record WHERE ${SAME_RECORD}
       AND site_code = given.site_code OFFSET 0) AS held`,
  ),
  smoke_capture: statement(
    'smoke_capture_known',
    `SELECT ${KNOWN_COLUMNS}, held.site_code AS "siteCode", held.record_no AS "recordNo" FROM ${GIVEN}
     CROSS JOIN LATERAL (SELECT * FROM smoke_capture WHERE ${SAME_RECORD}
       AND site_code = given.site_code OFFSET 0) AS held`,
  ),
  field_check: statement(
    'field_check_known',
    `SELECT ${KNOWN_COLUMNS}, given.site_code AS "siteCode", held.record_no AS "recordNo" FROM ${GIVEN}
     CROSS JOIN LATERAL (SELECT * FROM field_check WHERE ${SAME_RECORD} OFFSET 0) AS held`,
  ),
};

const SAYS: Readonly<Record<EvidenceTable, Statement>> = {
  remote_sensing_record: statement(
    'remote_sensing_says',
    'SELECT fact_id AS "factId", set_aside AS says FROM remote_sensing_record WHERE fact_id = ANY ($1::uuid[])',
  ),
  smoke_capture: statement(
    'smoke_capture_says',
    'SELECT fact_id AS "factId", review AS says FROM smoke_capture WHERE fact_id = ANY ($1::uuid[])',
  ),
  field_check: statement(
    'field_check_says',
    'SELECT fact_id AS "factId", result AS says FROM field_check WHERE fact_id = ANY ($1::uuid[])',
  ),
};

export const recordKey = ({ siteCode, recordNo }: RecordKey): string => `${siteCode ?? ''}|${recordNo}`;

/** Finds records by what names them. */
@Injectable()
export class EvidenceRepository {
  /** Those of the records that this site has already, by their key. */
  async known(
    tx: Tx,
    table: EvidenceTable,
    site: SiteCode,
    keys: readonly RecordKey[],
  ): Promise<ReadonlyMap<string, KnownRecord>> {
    if (keys.length === 0) return new Map();
    const rows = await tx.query<KnownRecord>(KNOWN[table], [
      site,
      keys.map(({ siteCode }) => siteCode),
      keys.map(({ recordNo }) => recordNo),
    ]);
    return new Map(rows.map((row) => [recordKey(row), row]));
  }

  /** What the records came to, by their facts. */
  async says(
    tx: Tx,
    table: EvidenceTable,
    facts: readonly string[],
  ): Promise<ReadonlyMap<string, string | null>> {
    if (facts.length === 0) return new Map();
    const rows = await tx.query<RecordSays>(SAYS[table], [facts]);
    return new Map(rows.map(({ factId, says }) => [factId, says]));
  }
}
