import { fail, ok } from './result.js';
import type { Result } from './result.js';

/** An IMO number that was accepted, as its seven digits. */
export interface ImoReading {
  readonly normalized: string;
  readonly warnings: readonly string[];
}

const WEIGHTS = [7, 6, 5, 4, 3, 2] as const;

/** Seven digits from any of `9074729`, `IMO 9074729`, `imo9074729`, full width; anything else is only trimmed. */
function normaliseImo(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—]/g, '')
    .replace(/^IMO(?:NO\.?)?[:.]?/, '');
}

/** The seventh digit that follows from the first six. */
export function imoCheckDigit(first6: string): string {
  return String(
    WEIGHTS.reduce((total, weight, index) => total + Number(first6[index] ?? 0) * weight, 0) % 10,
  );
}

/** Reads an IMO ship number. Errors: IMO_FORMAT (not seven digits, or the filler 0), IMO_CHECK (last digit wrong). */
export function readImo(raw: string, field = 'imo'): Result<ImoReading> {
  const imo = normaliseImo(raw);
  if (!/^\d{7}$/.test(imo) || imo === '0000000')
    return fail({ code: 'IMO_FORMAT', field, params: { value: raw } });
  const expected = imoCheckDigit(imo);
  const found = imo.slice(-1);
  return found === expected
    ? ok({ normalized: imo, warnings: [] })
    : fail({ code: 'IMO_CHECK', field, params: { expected, found } });
}
