import { addDays } from '../../shared/time.js';
import type { CivilDate } from '../../shared/time.js';

/** A date as a clerk wrote it. */
export interface DateCell {
  /** `YYYY-MM-DD` where the form is known, else the text as it was. */
  readonly text: string;
  /** The cell held the bare day number of a spreadsheet. */
  readonly isDayNumber: boolean;
}

const YEAR_FIRST =
  /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const OUR_FORM = /^\d{4}-\d{2}-\d{2}$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
/** Day numbers from 1954 to 2119: five digits, which are no date otherwise. */
const DAY_NUMBER = /^([2-7]\d{4})(?:\.0+)?$/;
/** Day 0 of the two calendars of spreadsheets. The first counts a 29 February 1900 that never was. */
const DAY_ZERO: CivilDate = '1899-12-30';
const DAY_ZERO_1904: CivilDate = '1904-01-01';

/**
 * Reads 2014-3-1, 2014/03/01, 2014.3.1, 2014年3月1日 and 20140301, each with or without a time of day, and the day number
 * of a spreadsheet (41699). What it does not know, days or months first among it, is left for the rule to refuse.
 */
export function readDateCell(raw: string, date1904: boolean): DateCell {
  if (OUR_FORM.test(raw)) return { text: raw, isDayNumber: false };
  const text = raw.normalize('NFKC').trim();
  const parts = YEAR_FIRST.exec(text) ?? EIGHT_DIGITS.exec(text);
  if (parts !== null) {
    const [, year = '', month = '', day = ''] = parts;
    return { text: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, isDayNumber: false };
  }
  const days = DAY_NUMBER.exec(text)?.[1];
  if (days === undefined) return { text, isDayNumber: false };
  return { text: addDays(date1904 ? DAY_ZERO_1904 : DAY_ZERO, Number(days)), isDayNumber: true };
}
