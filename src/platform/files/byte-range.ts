const SINGLE_RANGE = /^bytes=(\d*)-(\d*)$/;

/** Bytes from `start` up to but not including `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110 §14): null when the whole file is to be sent (no header,
 * another unit, several ranges), UNSATISFIABLE when the file has no such bytes.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'UNSATISFIABLE' | null {
  const match = header === undefined ? null : SINGLE_RANGE.exec(header.trim());
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') return suffixOf(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'UNSATISFIABLE' : { start, end };
}

/** The last bytes of a file. */
function suffixOf(wanted: number, size: number): ByteRange | 'UNSATISFIABLE' {
  return wanted === 0 || size === 0 ? 'UNSATISFIABLE' : { start: Math.max(0, size - wanted), end: size };
}
