import type { JudgedItem, ObdReading } from './emission-facts.js';
import { scaled } from './scaled.js';

/** More unfinished monitors than this ask for a drive and another test. */
const MOST_INCOMPLETE = 2;
const NONE = scaled('0');
const ONE = scaled('1');

/** What the diagnostic check adds to a judgement; `missing` names what would have to be known. */
export interface ObdJudgement {
  readonly items: readonly JudgedItem[];
  readonly flags: readonly string[];
  readonly missing: readonly string[];
}

const nothing = (flags: readonly string[], missing: readonly string[] = []): ObdJudgement => ({
  items: [],
  flags,
  missing,
});

/**
 * Judges the diagnostic check of a vehicle. `applies`: whether its build date and stage are inside the configured rule;
 * before it the check can not fail (OBD_NOT_APPLICABLE), and where nobody configured one it decides nothing
 * (OBD_APPLICABILITY_UNKNOWN). More than two unfinished monitors are no failure (OBD_NOT_READY), nor is an indicator that
 * is on without any code (OBD_MIL_WITHOUT_CODE).
 */
export function judgeObd(obd: ObdReading, applies: boolean | null): ObdJudgement {
  if (applies === false) return nothing(['OBD_NOT_APPLICABLE']);
  if (applies === null) return nothing(['OBD_APPLICABILITY_UNKNOWN'], ['OBD_APPLICABILITY']);
  const items: JudgedItem[] = [];
  const missing: string[] = [];
  if (obd.communicates === null) missing.push('OBD_COMMUNICATION');
  else items.push(item('OBD_COMMUNICATION', obd.communicates ? 1 : 0, ONE, obd.communicates));
  if (obd.milOn !== null) {
    const codes = obd.milOn ? obd.dtc.length : 0;
    items.push(item('OBD_MIL_CODES', codes, NONE, codes === 0));
  } else if (obd.communicates !== false) missing.push('OBD_MIL');
  const agrees = obd.indicatorAgrees ?? null;
  if (agrees !== null) items.push(item('OBD_INDICATOR', agrees ? 1 : 0, ONE, agrees));
  return { items, flags: obdFlags(obd), missing };
}

function obdFlags(obd: ObdReading): readonly string[] {
  const flags: string[] = [];
  if (obd.readinessIncomplete !== null && obd.readinessIncomplete > MOST_INCOMPLETE)
    flags.push('OBD_NOT_READY');
  if (obd.milOn === true && obd.dtc.length === 0) flags.push('OBD_MIL_WITHOUT_CODE');
  return flags;
}

function item(code: string, value: number, limit: JudgedItem['limit'], pass: boolean): JudgedItem {
  return { code, value: { value, scale: 0 }, limit, pass };
}
