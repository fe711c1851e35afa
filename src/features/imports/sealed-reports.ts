import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Keyring } from '../../platform/secrets/keyring.js';
import {
  countsByKey,
  type KeyCount,
  type ResealedBatch,
  type SealedStore,
} from '../../platform/secrets/sealed-store.js';
import { contextOfReport } from './import-report.repository.js';

const BATCH = 1000;

interface SealedRow {
  readonly run: string;
  readonly line: number;
  readonly ordinal: number;
  readonly params: Buffer;
}

const COUNT = statement(
  'import_report_keys',
  `SELECT sealed_key_id(params) AS "keyId", count(*)::int AS things FROM import_report_row
   WHERE params IS NOT NULL GROUP BY 1`,
);
const UNDER_KEYS = statement(
  'import_report_under_keys',
  `SELECT run_id AS run, line, ordinal, params FROM import_report_row
   WHERE (run_id, line, ordinal) > ($1::uuid, $2::integer, $3::smallint) AND sealed_key_id(params) = ANY ($4::text[])
   ORDER BY run_id, line, ordinal LIMIT ${BATCH} FOR UPDATE`,
);
const RESEAL = statement(
  'import_report_reseal',
  `UPDATE import_report_row AS held SET params = given.params
   FROM unnest($1::uuid[], $2::integer[], $3::smallint[], $4::bytea[]) AS given (run, line, ordinal, params)
   WHERE held.run_id = given.run AND held.line = given.line AND held.ordinal = given.ordinal`,
);
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000:-1:-1';

/** What clerks are told of their rows, as things that are sealed. */
export class SealedReports implements SealedStore {
  readonly kind = 'import-report-rows';

  constructor(private readonly keyring: Keyring) {}

  async countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return countsByKey(await tx.query<KeyCount>(COUNT));
  }

  async resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    const [run, line, ordinal] = (after ?? BEFORE_ALL).split(':');
    const rows = await tx.query<SealedRow>(UNDER_KEYS, [run, Number(line), Number(ordinal), keyIds]);
    const last = rows.at(-1);
    if (last === undefined) return null;
    const resealed = rows.map((row) => ({
      row,
      params: this.keyring.reseal(row.params, contextOfReport(row.run, row.line)),
    }));
    const good = resealed.filter(({ params }) => params !== null);
    await tx.query(RESEAL, [
      good.map(({ row }) => row.run),
      good.map(({ row }) => row.line),
      good.map(({ row }) => row.ordinal),
      good.map(({ params }) => params),
    ]);
    const broken = resealed.flatMap(({ row, params }) => (params === null ? [placeOf(row)] : []));
    return { last: placeOf(last), resealed: good.length, broken };
  }
}

const placeOf = ({ run, line, ordinal }: SealedRow): string => `${run}:${line}:${ordinal}`;
