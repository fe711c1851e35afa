import { RETIRED_DIVISIONS } from '../../src/domain/shared/division-codes-retired.js';
import { DIVISIONS_IN_FORCE } from '../../src/domain/shared/division-codes.js';
import { readDivision } from '../../src/domain/shared/division.js';
import { SITES } from '../../src/domain/sync/fact.js';

/** A row of the table `division`. */
export interface DivisionSeed {
  readonly code: string;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY';
  readonly parent: string | null;
  readonly name: string;
  /** First day on which the code was no longer listed; null while it is in force. */
  readonly validTo: string | null;
  readonly successors: readonly string[];
}

const SHANGHAI = '310000';

/** Every division of the delta that the rules know, in force or given up, in order of code. */
export function divisionSeeds(): readonly DivisionSeed[] {
  const inForce = [...SITES, ...Object.keys(DIVISIONS_IN_FORCE).flatMap((prefecture) => codesOf(prefecture))];
  const retired = new Map(RETIRED_DIVISIONS.map(([code, , goneBy]) => [code, `${goneBy}-01`]));
  const known = new Set([...inForce, ...retired.keys()]);
  return [...known].sort().map((code) => seedOf(code, retired.get(code) ?? null, known));
}

function codesOf(prefecture: string): readonly string[] {
  const [, counties] = DIVISIONS_IN_FORCE[prefecture] ?? ['', ''];
  const city = prefecture === '3101' ? SHANGHAI : `${prefecture}00`;
  return [city, ...counties.split(' ').map((entry) => prefecture + entry.slice(0, 2))];
}

function seedOf(code: string, validTo: string | null, known: ReadonlySet<string>): DivisionSeed {
  const reading = readDivision(code, '1950-01-01');
  if (!reading.ok) throw new Error(`the rules do not know their own division ${code}: ${reading.error.code}`);
  const { level, name, successors } = reading.value;
  return { code, level, parent: parentOf(code, known), name, validTo, successors };
}

/** Counties of Shanghai stand directly below the municipality, those elsewhere below their prefecture. */
function parentOf(code: string, known: ReadonlySet<string>): string | null {
  const province = `${code.slice(0, 2)}0000`;
  if (code === province) return null;
  const prefecture = `${code.slice(0, 4)}00`;
  return province === SHANGHAI || code === prefecture || !known.has(prefecture) ? province : prefecture;
}
