import { isSentinel } from '../shared/sentinels.js';
import type { Ternary } from './vehicle-state.js';
import type { CodeName } from './vehicle-types.js';

/** 燃料种类 (GA/T 16.9, with the letters that provincial networks add): code → names. */
export const FUELS: Readonly<Record<string, CodeName>> = {
  A: { zh: '汽油', en: 'petrol' },
  B: { zh: '柴油', en: 'diesel' },
  C: { zh: '电', en: 'electricity' },
  D: { zh: '混合油', en: 'mixed oil' },
  E: { zh: '天然气', en: 'natural gas' },
  F: { zh: '液化石油气', en: 'liquefied petroleum gas' },
  L: { zh: '甲醇', en: 'methanol' },
  M: { zh: '乙醇', en: 'ethanol' },
  N: { zh: '太阳能', en: 'solar' },
  O: { zh: '混合动力', en: 'hybrid' },
  P: { zh: '氢', en: 'hydrogen' },
  Q: { zh: '生物燃料', en: 'biofuel' },
  X: { zh: '氢', en: 'hydrogen' },
  Y: { zh: '无', en: 'none (trailer)' },
  Z: { zh: '其他', en: 'other' },
};

const MAX_FUEL_LETTERS = 2;
const CONVERTED_TO_GAS = 'A1';

/** Upper case without blanks; every way of writing "nothing" becomes ''. */
export function normaliseFuel(raw: string): string {
  const code = raw.normalize('NFKC').toUpperCase().trim();
  return isSentinel(code) ? '' : code;
}

/** Whether a normalised code can be read: one or two letters of GA/T 16.9, or A1 (petrol converted to gas). */
export function isKnownFuel(code: string): boolean {
  if (code === CONVERTED_TO_GAS) return true;
  const letters = [...code];
  return (
    letters.length > 0 &&
    letters.length <= MAX_FUEL_LETTERS &&
    letters.every((letter) => Object.hasOwn(FUELS, letter))
  );
}

/**
 * Whether the vehicle burns diesel (GA/T 16.9): any letter B of a code says yes; hybrid, mixed, other, blank
 * and unreadable codes stay UNKNOWN until a second fuel or the engine model is known, so that a diesel hybrid coded O
 * does not fall out of a list; everything else says no.
 */
export function isDiesel(raw: string): Ternary {
  const code = normaliseFuel(raw);
  if (!isKnownFuel(code)) return 'UNKNOWN';
  if (code.includes('B')) return 'YES';
  return /^[ODZ]+$/.test(code) ? 'UNKNOWN' : 'NO';
}
