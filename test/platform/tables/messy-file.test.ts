import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/domain/shared/result.js';
import { describeProblem } from '../../../src/domain/shared/messages.js';
import { MESSAGES } from '../../../src/domain/shared/message-texts.js';
import { inClerksWords } from '../../../src/domain/vehicle/table/cell-reader.js';
import { feedProfile } from '../../../src/domain/vehicle/table/feeds.js';
import { readHeaders, vehicleHeaderScore } from '../../../src/domain/vehicle/table/headers.js';
import { vehicleCells, vehicleHeaders } from '../../../src/domain/vehicle/table/vehicle-cells.js';
import { readVehicleRow } from '../../../src/domain/vehicle/table/vehicle-row.js';
import { checkVehicleInput } from '../../../src/domain/vehicle/vehicle-input.js';
import type { VehicleRegistered } from '../../../src/domain/vehicle/vehicle-facts.js';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import { messyFiles } from '../../support/messy-file.js';
import type { MessyFile } from '../../support/messy-file.js';
import { memorySource, rowsOf, TABLE_LIMITS } from '../../support/tables.js';

const TODAY = '2026-11-23';
const FEED = feedProfile('QINGTU');
const FILES = await messyFiles();

interface Judged {
  readonly line: number;
  readonly problems: readonly Problem[];
  readonly doubts: readonly string[];
  readonly registered: VehicleRegistered | null;
}

/** Reads a file and judges every row by itself, as an import does before it asks the registry. */
async function judge(file: MessyFile): Promise<readonly Judged[]> {
  const table = await openTable(memorySource(file.bytes, 777), {
    limits: TABLE_LIMITS,
    headerScore: vehicleHeaderScore,
  });
  expect(table).toMatchObject({ format: file.format, encoding: file.encoding, headerLine: file.headerLine });
  const map = readHeaders(table.headers);
  if (!map.ok) throw new Error(describeProblem(map.error, 'en'));
  expect(map.value.warnings).toEqual([]);
  return (await rowsOf(table)).map((row) => {
    const { input, problems, notes } = readVehicleRow(row, map.value, FEED, { date1904: table.date1904 });
    const checked = checkVehicleInput(input, TODAY);
    const refused = checked.ok ? [] : checked.error.map((problem) => inClerksWords(problem, map.value));
    const doubts = [...notes.map(({ code }) => code), ...(checked.ok ? checked.value.warnings : [])];
    const all = problems.length > 0 ? problems : refused;
    const registered = checked.ok && all.length === 0 ? checked.value : null;
    if (registered?.emissionStage === 'UNKNOWN') doubts.push('STAGE_UNKNOWN');
    return { line: row.line, problems: all, doubts, registered };
  });
}

describe.each(FILES)('$name', (file) => {
  it('is understood row by row', async () => {
    const judged = await judge(file);
    expect(judged.map(({ line }) => line)).toEqual(file.rows.map(({ line }) => line));
    const outcome = judged.map(({ line, problems, doubts }) => ({
      line,
      codes: problems.length > 0 ? problems.map(({ code }) => code) : doubts,
      header: problems[0]?.field ?? null,
    }));
    expect(outcome).toEqual(file.rows.map(({ line, codes, header }) => ({ line, codes, header })));
  });

  it('has a message in both languages for every refusal, which names the clerk’s own header', async () => {
    for (const { problems } of await judge(file)) {
      for (const problem of problems) {
        expect(MESSAGES).toHaveProperty(problem.code);
        for (const language of ['zh', 'en'] as const) {
          const message = describeProblem(problem, language);
          expect(message).not.toMatch(/[{}]/);
          expect(message).toContain(problem.field ?? '');
        }
      }
    }
  });
});

describe('the messy files together', () => {
  it('show every mistake of §11.2 that an import can meet', () => {
    const seen = new Set(FILES.flatMap(({ rows }) => rows.flatMap(({ codes }) => codes)));
    const wanted =
      'PLATE_FORMAT PLATE_ILLEGAL_LETTER PLATE_LEN_HPZL HPZL_SWAPPED_51_52 PLATE_COLOR_MISMATCH VIN_LENGTH ' +
      'VIN_ILLEGAL_CHAR VIN_CHECK VIN_DEGENERATE USCC_CHARSET USCC_CHECK ORG_CHECK DIVISION_UNKNOWN ' +
      'DIVISION_OUT_OF_YRD AMBIGUOUS_CITY TYPE_UNKNOWN FUEL_UNKNOWN STAGE_DATE_CONFLICT TIME_ORDER TIME_FUTURE ' +
      'SENTINEL_VALUE';
    expect(wanted.split(' ').filter((code) => !seen.has(code))).toEqual([]);
  });

  it('give registrations that are the same when they are written out and read back', async () => {
    const map = readHeaders(vehicleHeaders('zh'));
    const registered = (await Promise.all(FILES.map(judge))).flat().flatMap((row) => row.registered ?? []);
    expect(registered.length).toBeGreaterThan(150);
    for (const vehicle of registered) {
      if (!map.ok) throw new Error(map.error.code);
      const row = readVehicleRow({ cells: vehicleCells(vehicle) }, map.value, FEED, { date1904: false });
      expect(row).toMatchObject({ problems: [], notes: [] });
      expect(checkVehicleInput(row.input, TODAY)).toEqual({ ok: true, value: vehicle });
    }
  });

  it('have headers in English that are ours too', () => {
    expect(readHeaders(vehicleHeaders('en'))).toMatchObject({ ok: true, value: { warnings: [] } });
  });
});
