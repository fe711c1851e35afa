/** A number in the short form of spreadsheets: the digits that it leaves out are gone. */
const SHORTENED_NUMBER = /^[+-]?\d(?:\.\d+)?E\+\d+$/i;
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i;
/** The mark by which clerks tell a spreadsheet that digits are a text, before whatever marks the text itself begins with. */
const TEXT_MARK = /^['‘’`](?=['‘’`]*[\p{L}\p{N}])/u;

/** The text of a cell without the blanks around it and without the apostrophe that marks digits as text. */
export function cleanCell(raw: string): string {
  const text = raw.trim();
  return TEXT_MARK.test(text) ? text.slice(1).trim() : text;
}

/** The cell of a text: {@link cleanCell} gives it back, also one whose own apostrophe looks like the mark. */
export const cellOf = (text: string): string => (TEXT_MARK.test(text) ? `'${text}` : text);

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
