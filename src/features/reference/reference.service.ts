import { Injectable } from '@nestjs/common';
import { readDivision } from '../../domain/shared/division.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { CodeTable } from '../../domain/vehicle/code-tables.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type CodeEntryRow, type DivisionRow, ReferenceRepository } from './reference.repository.js';

/** Before every change of GB/T 2260 that is on record: on this day each code that was ever listed still was. */
const BEFORE_ALL_CHANGES: CivilDate = '1950-01-01';

/** Looks up what everybody may know: divisions and the names of codes. */
@Injectable()
export class ReferenceService {
  constructor(
    private readonly database: Database,
    private readonly repository: ReferenceRepository,
  ) {}

  /**
   * Divisions of GB/T 2260 directly below `parent`, or the four at the top. Codes given up are left out unless asked for.
   * @throws AppError DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD for a parent that is none (a given-up one: names its successors)
   */
  async divisions(parent: string | null, withRetired: boolean): Promise<DivisionRow[]> {
    const code = parent === null ? null : parentCode(parent, withRetired);
    return this.repository.divisionsBelow(this.database, code, withRetired);
  }

  /** The codes of one table of GA/T 16 with their names. */
  codes(table: CodeTable): Promise<CodeEntryRow[]> {
    return this.repository.codesOf(this.database, table);
  }
}

function parentCode(raw: string, withRetired: boolean): string {
  const reading = readDivision(raw, withRetired ? BEFORE_ALL_CHANGES : undefined, 'parent');
  if (!reading.ok) throw new AppError(reading.error);
  return reading.value.normalized;
}
