/** A number in the short form of spreadsheets: the digits that it leaves out are gone. */
const SHORTENED_NUMBER = /^[+-]?\d(?:\.\d+)?E\+\d+$/i;
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;
/**
 * The mark by which clerks tell a spreadsheet that digits are a text, before whatever marks the text itself begins with.
 * What only looks like a shortened number or an error of a formula is marked likewise.
 */
const TEXT_MARK = /^['‘’`](?=['‘’`]*(?:[\p{L}\p{N}#]|[+-]\p{N}))/u;

/** The text of a cell without the blanks around it and without the apostrophe that marks it as text. */
export function cleanCell(raw: string): string {
  const text = raw.trim();
  return isMarkedText(text) ? text.slice(1).trim() : text;
}

/** Whether a trimmed cell says of itself that it is a text. */
export const isMarkedText = (text: string): boolean => TEXT_MARK.test(text);

/** The cell of a text: {@link cleanCell} gives it back, also one that looks like a mark, a lost number or an error. */
export const cellOf = (text: string): string =>
  isMarkedText(text) || isShortenedNumber(text) || isSpreadsheetError(text) ? `'${text}` : text;

/** Whether a spreadsheet has shortened a long number, so that a VIN, credit code or identity number is lost. */
export const isShortenedNumber = (text: string): boolean => text.includes('+') && SHORTENED_NUMBER.test(text);

/** Whether the cell shows an error of its formula instead of a value. */
export const isSpreadsheetError = (text: string): boolean =>
  text.startsWith('#') && SPREADSHEET_ERROR.test(text);

const TOTAL = /^(?:合计|总计|小计|共计|总数|本页小计|total|subtotal|grandtotal|sum)(?:[:：(（].*|[\d.,]*)$/i;

const PERHAPS_TOTAL = /[计数sS]|total/i;

/** Whether the cell begins a row of sums. */
export const isTotalLabel = (text: string): boolean =>
  PERHAPS_TOTAL.test(text) && TOTAL.test(text.normalize('NFKC').replace(/\s/g, ''));
