import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../domain/shared/time.js';
import type { CodeTable } from '../../domain/vehicle/code-tables.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** Where a statement may run: inside a transaction or on its own. */
type Connection = Pick<Tx, 'query'>;

export interface DivisionRow {
  readonly code: string;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY';
  readonly parent: string | null;
  readonly name: string;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly successors: readonly string[];
}

export interface CodeEntryRow {
  readonly table: CodeTable;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const DIVISIONS = statement(
  'reference_divisions',
  `SELECT code, level, parent, name, valid_from AS "validFrom", valid_to AS "validTo", successor AS successors
   FROM division WHERE parent IS NOT DISTINCT FROM $1 AND ($2 OR valid_to IS NULL) ORDER BY code`,
);
const CODES = statement(
  'reference_codes',
  `SELECT code_table AS "table", code, name_zh AS "nameZh", name_en AS "nameEn"
   FROM code_entry WHERE code_table = $1 ORDER BY code COLLATE "C"`,
);

/** Divisions and code names as they were loaded. */
@Injectable()
export class ReferenceRepository {
  /** Divisions directly below `parent`, or those at the top, in order of code. */
  divisionsBelow(on: Connection, parent: string | null, withRetired: boolean): Promise<DivisionRow[]> {
    return on.query<DivisionRow>(DIVISIONS, [parent, withRetired]);
  }

  /** The codes of one table, in order. */
  codesOf(on: Connection, table: CodeTable): Promise<CodeEntryRow[]> {
    return on.query<CodeEntryRow>(CODES, [table]);
  }
}
