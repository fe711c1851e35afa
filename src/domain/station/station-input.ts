import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import { parseCivilDate } from '../shared/time.js';
import { readUscc } from '../shared/uscc.js';
import { checkText } from '../vehicle/input-fields.js';
import { STATION_ROLES } from './station-facts.js';
import type { StationRegistered } from './station-facts.js';

/** What is said of a station that is to be filed; null and absent mean the same. */
export interface StationInput {
  readonly role: string;
  readonly code: string;
  readonly name: string;
  readonly uscc?: string | null;
  readonly organisationId?: string | null;
  readonly phone?: string | null;
  readonly activeFrom: string;
}

const CODE = /^[0-9A-Z-]{6,40}$/;
const DIVISION_DIGITS = 6;

/** A code as it is compared: upper case, full width to half, without blanks. */
export const normaliseStationCode = (raw: string): string => raw.normalize('NFKC').toUpperCase().trim();

/**
 * A station code: opaque but for its first six digits, a division of the delta. Problems: STATION_CODE_FORMAT, and those
 * of `readDivision`.
 */
export function readStationCode(raw: string, field = 'code'): Result<{ code: string; division: string }> {
  const code = normaliseStationCode(raw);
  if (!CODE.test(code)) return fail({ code: 'STATION_CODE_FORMAT', field, params: { value: raw } });
  const division = readDivision(code.slice(0, DIVISION_DIGITS), undefined, field);
  return division.ok ? ok({ code, division: division.value.normalized }) : division;
}

/** Checks what is said of a station. Problems name their fields: codes, texts, dates and 统一社会信用代码 as usual. */
export function checkStation(input: StationInput): Result<StationRegistered, readonly Problem[]> {
  const findings = new Findings();
  const role = STATION_ROLES.find((known) => known === input.role);
  if (role === undefined) findings.refuse('STATION_ROLE_UNKNOWN', 'role', { value: input.role });
  const read = findings.take(readStationCode(input.code));
  const name = checkText('name', input.name, findings);
  const uscc = input.uscc ? findings.take(readUscc(input.uscc)) : null;
  const phone = checkText('phone', input.phone ?? null, findings);
  const activeFrom = findings.take(parseCivilDate(input.activeFrom, 'activeFrom'));
  if (findings.problems.length > 0) return fail(findings.problems);
  if (role === undefined || read === null || name === null || activeFrom === null) return fail([]);
  return ok({
    role,
    code: read.code,
    name,
    uscc: uscc?.normalized ?? null,
    division: read.division,
    organisationId: input.organisationId ?? null,
    phone,
    activeFrom,
  });
}
