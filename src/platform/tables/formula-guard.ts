/**
 * What a spreadsheet may take for a formula when it opens a CSV file: the usual signs, their full-width forms, and
 * control characters that make it skip the first cell. Blanks before them are no protection.
 */
const DANGEROUS = /^'*(?:[\t\r\n]|[^\S\t\r\n]*[=+\-@＝＋－＠])/;
const APOSTROPHE = 0x27;
const GUARDED = /^'+(?:[\t\r\n]|[^\S\t\r\n]*[=+\-@＝＋－＠])/;

/** Puts an apostrophe before a text that a spreadsheet would calculate, so that it shows it instead. */
export const guardCell = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** Takes off exactly what {@link guardCell} has put on. */
export const unguardCell = (text: string): string =>
  text.charCodeAt(0) === APOSTROPHE && GUARDED.test(text) ? text.slice(1) : text;
