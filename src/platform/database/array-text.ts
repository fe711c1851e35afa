const MUST_ESCAPE = /["\\]/;
const TO_ESCAPE = /["\\]/g;

/**
 * An array of texts as PostgreSQL reads it, null for a missing one. The driver would write the same, but looks at each
 * element several times; where thousands of rows travel at once that is most of the work.
 */
export function arrayText(values: readonly (string | null)[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

/** An array of plain words (codes, UUIDs, dates, numbers) without blanks, quotes or commas; null for a missing one. */
export function wordArrayText(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** An array of byte strings. */
export function bytesArrayText(values: readonly Uint8Array[]): string {
  return `{${values.map((value) => `"\\\\x${Buffer.from(value).toString('hex')}"`).join(',')}}`;
}

function elementText(value: string | null): string {
  if (value === null) return 'NULL';
  return `"${MUST_ESCAPE.test(value) ? value.replace(TO_ESCAPE, '\\$&') : value}"`;
}

/** Stands between JSON texts that travel as one parameter: a control character, which no JSON text contains unescaped. */
const BETWEEN = '\u001e';

/** JSON texts in one parameter, for `string_to_array($n, E'\\x1e')`: they are full of what an array would have to escape. */
export function jsonTexts(texts: readonly string[]): string {
  return texts.join(BETWEEN);
}

/** The SQL that takes apart what {@link jsonTexts} put together. */
export const splitJsonTexts = (parameter: string): string => `string_to_array(${parameter}, E'\\x1e')`;
