import type { Problem } from '../../domain/shared/result.js';
import { readDivision } from '../../domain/shared/division.js';
import type { HeaderMap } from '../../domain/vehicle/table/headers.js';
import type { BulkOutcome, Reach } from '../registry/index.js';
import type { HoldOutcome } from '../review/index.js';
import type { ReportEntry } from './import-report.repository.js';
import type { ImportCounts, ReportedOutcome } from './import-run.js';
import { inClerksWords, type ImportedRow } from './imported-rows.js';

/** Contradictions that a person can settle: the row may neither go in nor be thrown away (§1.2). */
const TO_BE_DECIDED: ReadonlySet<string> = new Set(['HPZL_SWAPPED_51_52']);
const NEW_ENERGY: ReadonlySet<string> = new Set(['51', '52']);

/** What is to become of a row. A held one has the vehicles that it contradicts. */
export type RowFate =
  | { readonly fate: 'REGISTERED'; readonly vehicleId: string; readonly warnings: readonly string[] }
  | { readonly fate: 'UNCHANGED'; readonly warnings: readonly string[] }
  | {
      readonly fate: 'HELD';
      readonly problems: readonly Problem[];
      readonly relatedVehicles: readonly string[];
      readonly division: string | null;
    }
  | { readonly fate: 'REFUSED'; readonly problems: readonly Problem[] };

/** Decides what becomes of a row, from what the registry said of it (null when it was never asked). */
export function fateOf(row: ImportedRow, outcome: BulkOutcome | null, reach: Reach): RowFate {
  if (outcome === null) return { fate: 'REFUSED', problems: row.problems };
  switch (outcome.status) {
    case 'REGISTERED':
      return { fate: 'REGISTERED', vehicleId: outcome.vehicleId, warnings: outcome.warnings };
    case 'OWNER_RECORDED':
      return { fate: 'REGISTERED', vehicleId: outcome.vehicleId, warnings: ['OWNER_RECORDED_LATER'] };
    case 'UNCHANGED':
      return { fate: 'UNCHANGED', warnings: outcome.warnings };
    case 'CONFLICT': {
      const { problem, vehicleId } = outcome;
      return held(row, [problem], [vehicleId]);
    }
    case 'REFUSED':
      return refusedOrHeld(row, outcome.problems, reach);
  }
}

function refusedOrHeld(row: ImportedRow, problems: readonly Problem[], { divisionPrefix }: Reach): RowFate {
  if (!problems.every(({ code }) => TO_BE_DECIDED.has(code))) return { fate: 'REFUSED', problems };
  const division = divisionOf(row);
  if (division !== null && divisionPrefix !== null && division.startsWith(divisionPrefix)) {
    return held(row, problems, []);
  }
  // The rules looked no further than the plate, and nobody may leave a row for others to decide.
  const value = division ?? row.input.division;
  const outOfReach: Problem = { code: 'OUT_OF_SCOPE', field: 'division', params: { value } };
  return { fate: 'REFUSED', problems: [...problems, outOfReach] };
}

const held = (
  row: ImportedRow,
  problems: readonly Problem[],
  relatedVehicles: readonly string[],
): RowFate => ({
  fate: 'HELD',
  problems,
  relatedVehicles,
  division: divisionOf(row),
});

function divisionOf({ input: { division } }: ImportedRow): string | null {
  const reading = readDivision(division, undefined, 'division');
  return reading.ok ? reading.value.normalized : null;
}

/** A row with its fate, and what the review made of it when it was to be held. */
export interface SettledRow {
  readonly row: ImportedRow;
  readonly fate: RowFate;
  readonly hold: HoldOutcome | null;
}

/** How a row counts: a held one that a person has decided before is nothing new. */
function outcomeOf({ fate, hold }: SettledRow): RowFate['fate'] {
  return fate.fate === 'HELD' && hold === 'ALREADY_DECIDED' ? 'UNCHANGED' : fate.fate;
}

const isFlagged = ({ row, fate }: SettledRow): boolean =>
  fate.fate === 'REGISTERED' && fate.warnings.length + row.notes.length > 0;

export function countsOf(settled: readonly SettledRow[]): ImportCounts {
  const of = (fate: RowFate['fate']): number => settled.filter((row) => outcomeOf(row) === fate).length;
  return {
    registered: of('REGISTERED'),
    flagged: settled.filter(isFlagged).length,
    unchanged: of('UNCHANGED'),
    held: of('HELD'),
    refused: of('REFUSED'),
  };
}

/** What the clerk is told: every refusal, every row that waits, and every doubt about one that went in. */
export function entriesOf(settled: readonly SettledRow[], map: HeaderMap): readonly ReportEntry[] {
  const wording = (problem: Problem): Problem => inClerksWords(problem, map);
  return settled.flatMap((one) => {
    const { row, fate } = one;
    const entries = (outcome: ReportedOutcome, problems: readonly Problem[]): readonly ReportEntry[] =>
      problems.map((problem) => ({ line: row.line, outcome, problem }));
    if (fate.fate === 'REGISTERED') {
      return entries('FLAGGED', [...row.notes, ...fate.warnings.map((code) => ({ code }))]);
    }
    if (fate.fate === 'UNCHANGED')
      return entries(
        'FLAGGED',
        fate.warnings.map((code) => ({ code })),
      );
    if (outcomeOf(one) === 'HELD' && fate.fate === 'HELD') return entries('HELD', fate.problems.map(wording));
    return fate.fate === 'REFUSED' ? entries('REFUSED', fate.problems.map(wording)) : [];
  });
}

/** Rows of plate type 51 or 52, and those whose plate says the other. */
export function newEnergyOf(settled: readonly SettledRow[]): {
  readonly newEnergy: number;
  readonly contradicting: number;
} {
  const typed = settled.filter(({ row }) => NEW_ENERGY.has(row.input.plate.type));
  const contradicting = typed.filter(
    ({ fate }) => 'problems' in fate && fate.problems.some(({ code }) => code === 'HPZL_SWAPPED_51_52'),
  );
  return { newEnergy: typed.length, contradicting: contradicting.length };
}
