/** Ways in which feeds write "nothing" into a text field, after trimming and upper-casing. */
const TEXT_SENTINELS: ReadonlySet<string> = new Set(['', 'NULL', '无', '-', '000000']);

/** Ways in which feeds write "nothing" into a date field. */
const DATE_SENTINELS: ReadonlySet<string> = new Set(['9999-12-31', '99991231']);

/** Whether a text says "nothing" and so must not be kept as data. */
export function isSentinel(text: string): boolean {
  return TEXT_SENTINELS.has(text.normalize('NFKC').trim().toUpperCase());
}

/** Whether a date text says "no date" and so must not be kept as a date. */
export function isDateSentinel(text: string): boolean {
  return isSentinel(text) || DATE_SENTINELS.has(text.trim());
}

/** Whether a number says "not measured" where zero and below cannot be true (power, odometer, mass, length). */
export function isQuantitySentinel(value: number): boolean {
  return value <= 0;
}
