import { cityOfIssuer } from './plate-issuers.js';
import { fail, ok } from './result.js';
import type { Problem, Result } from './result.js';

/** What sort of plate the number's own pattern shows. NONE: 无号牌, only with type 41. */
export const PLATE_KINDS = [
  'ORDINARY',
  'NEV_SMALL',
  'NEV_LARGE',
  'TRAILER',
  'COACH',
  'POLICE',
  'EMBASSY',
  'CONSULATE',
  'HK_MACAO',
  'EMERGENCY',
  'MILITARY',
  'NONE',
] as const;
export type PlateKind = (typeof PLATE_KINDS)[number];

/** A plate number that was accepted. */
export interface PlateReading {
  readonly normalized: string;
  readonly kind: PlateKind;
  /** Six digits of the city that the issuer letter stands for (soft: never the place of registration), or null. */
  readonly city: string | null;
  /** AMBIGUOUS_CITY (皖Q), PLATE_ISSUER_UNKNOWN, PLATE_SERIAL_LETTERS. */
  readonly warnings: readonly string[];
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const P = `[${PROVINCES}]`;
const L = '[A-HJ-NP-Z]';
const S = '[A-HJ-NP-Z0-9]';
const NEV = '[DABCEFGHJK]';

/** GA 36-2018, in order of search: the special classes first, since 武警 plates would also read as military ones. */
const PATTERNS: readonly (readonly [kind: PlateKind, pattern: RegExp])[] = [
  ['ORDINARY', new RegExp(`^${P}${L}${S}{5}$`)],
  ['NEV_SMALL', new RegExp(`^${P}${L}${NEV}${S}\\d{4}$`)],
  ['NEV_LARGE', new RegExp(`^${P}${L}\\d{5}${NEV}$`)],
  ['TRAILER', new RegExp(`^${P}${L}${S}{4}挂$`)],
  ['COACH', new RegExp(`^${P}${L}${S}{4}学$`)],
  ['POLICE', new RegExp(`^${P}[A-HJ-Z]${S}\\d{3}警$`)],
  ['EMBASSY', /^(?:\d{6}使|使\d{6})$/],
  ['CONSULATE', new RegExp(`^${P}${L}\\d{4}领$`)],
  ['HK_MACAO', new RegExp(`^粤Z${S}{4}[港澳]$`)],
  ['EMERGENCY', new RegExp(`^${P}[XS]\\d{4}应急$`)],
  ['MILITARY', new RegExp(`^(?:WJ${P}?\\d{4}[0-9A-Z]|${L}{2}\\d{5})$`)],
];

/** Which kinds a 号牌种类 may show, by the length that it asks for. Types not named here bind no pattern. */
const KIND_OF_TYPE: Readonly<Record<string, { readonly kind: PlateKind; readonly pattern?: RegExp }>> = {
  '01': { kind: 'ORDINARY' },
  '02': { kind: 'ORDINARY' },
  '03': { kind: 'EMBASSY' },
  '04': { kind: 'CONSULATE' },
  '05': { kind: 'ORDINARY' },
  '06': { kind: 'ORDINARY' },
  '07': { kind: 'ORDINARY' },
  '08': { kind: 'ORDINARY' },
  '09': { kind: 'EMBASSY' },
  '10': { kind: 'CONSULATE' },
  '11': { kind: 'ORDINARY' },
  '12': { kind: 'ORDINARY' },
  '13': { kind: 'ORDINARY' },
  '15': { kind: 'TRAILER' },
  '16': { kind: 'COACH' },
  '17': { kind: 'COACH' },
  '23': { kind: 'POLICE' },
  '24': { kind: 'POLICE' },
  '26': { kind: 'HK_MACAO', pattern: /港$/ },
  '27': { kind: 'HK_MACAO', pattern: /澳$/ },
  '31': { kind: 'MILITARY', pattern: /^WJ/ },
  '32': { kind: 'MILITARY', pattern: /^(?!WJ)/ },
  '51': { kind: 'NEV_LARGE' },
  '52': { kind: 'NEV_SMALL' },
};
const UNBOUND_TYPES: ReadonlySet<string> = new Set('14 18 19 20 21 22 25 42 43 99'.split(' '));
const NO_PLATE_TYPE = '41';
const NO_PLATE = '无号牌';
const LONG_KINDS: ReadonlySet<PlateKind> = new Set<PlateKind>(['NEV_SMALL', 'NEV_LARGE', 'EMERGENCY']);
const KINDS_WITH_ISSUER: ReadonlySet<PlateKind> = new Set<PlateKind>([
  'ORDINARY',
  'NEV_SMALL',
  'NEV_LARGE',
  'TRAILER',
  'COACH',
  'POLICE',
  'CONSULATE',
]);
const MOST_SERIAL_LETTERS = 2;
const SERIAL_START = 2;

/** Full width to half, upper case, without blanks, dots and dashes. Never maps I to 1, O to 0 or 蘇 to 苏. */
export function normalisePlate(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・．.\-‐‑–—_]/g, '');
}

/** The kind whose pattern a normalised number fits, or null. */
function plateKindOf(normalized: string): PlateKind | null {
  return PATTERNS.find(([, pattern]) => pattern.test(normalized))?.[0] ?? null;
}

/**
 * Reads a plate number (GA 36-2018), with its 号牌种类 (GA/T 16.7) when that is known. Errors:
 * - PLATE_ILLEGAL_LETTER: would be a plate but for an I or O; the problem suggests a reading, which is never applied;
 * - PLATE_FORMAT: no pattern fits, or the pattern is not that of the type although the length is;
 * - TYPE_UNKNOWN: no such 号牌种类;
 * - HPZL_SWAPPED_51_52: a large new-energy number said to be small, or the reverse;
 * - PLATE_LEN_HPZL: the type asks for another length (51 and 52: eight characters, all others seven).
 */
export function readPlate(
  raw: string,
  plateType: string | null = null,
  field = 'plateNumber',
): Result<PlateReading> {
  const normalized = normalisePlate(raw);
  if (plateType !== null && !isPlateType(plateType)) {
    return fail({ code: 'TYPE_UNKNOWN', field: 'plateType', params: { value: plateType } });
  }
  if (plateType === NO_PLATE_TYPE) {
    return normalized === NO_PLATE
      ? ok({ normalized, kind: 'NONE', city: null, warnings: [] })
      : fail({ code: 'PLATE_FORMAT', field, params: { value: raw } });
  }
  const kind = plateKindOf(normalized);
  if (kind === null) return fail(unreadable(raw, normalized, field));
  const mismatch = plateType === null ? null : mismatchOf(normalized, kind, plateType);
  if (mismatch) return fail({ code: mismatch, field, params: { value: normalized, type: plateType ?? '' } });
  return ok(readingOf(normalized, kind));
}

function readingOf(normalized: string, kind: PlateKind): PlateReading {
  const issuer = KINDS_WITH_ISSUER.has(kind) ? cityOfIssuer(normalized) : { city: null, warning: null };
  const letters = normalized.slice(SERIAL_START).replace(/[^A-Z]/g, '').length;
  const crowded = kind === 'ORDINARY' && letters > MOST_SERIAL_LETTERS;
  const warnings = [issuer.warning, crowded ? 'PLATE_SERIAL_LETTERS' : null].filter((code) => code !== null);
  return { normalized, kind, city: issuer.city, warnings };
}

/** Whether the two digits are a 号牌种类 of GA/T 16.7. */
export function isPlateType(type: string): boolean {
  return Object.hasOwn(KIND_OF_TYPE, type) || UNBOUND_TYPES.has(type) || type === NO_PLATE_TYPE;
}

function mismatchOf(normalized: string, kind: PlateKind, type: string): string | null {
  const wanted = KIND_OF_TYPE[type];
  if (wanted === undefined) return null;
  if (wanted.kind === kind) return wanted.pattern?.test(normalized) === false ? 'PLATE_FORMAT' : null;
  if (LONG_KINDS.has(wanted.kind) && (kind === 'NEV_LARGE' || kind === 'NEV_SMALL'))
    return 'HPZL_SWAPPED_51_52';
  return LONG_KINDS.has(wanted.kind) === LONG_KINDS.has(kind) ? 'PLATE_FORMAT' : 'PLATE_LEN_HPZL';
}

function unreadable(raw: string, normalized: string, field: string): Problem {
  const suggestion = withoutConfusableLetters(normalized).find(
    (candidate) => plateKindOf(candidate) !== null,
  );
  return suggestion === undefined
    ? { code: 'PLATE_FORMAT', field, params: { value: raw } }
    : { code: 'PLATE_ILLEGAL_LETTER', field, params: { value: normalized, suggestion } };
}

/** What the number may have been: each I read as 1 or J, each O as 0 or D, digits first; empty when it has neither. */
function withoutConfusableLetters(normalized: string): readonly string[] {
  const confusable = normalized.replace(/[^IO]/g, '').length;
  if (confusable === 0 || normalized.length > 8) return [];
  return [...normalized].reduce<string[]>(
    (readings, character) => {
      const choices = character === 'I' ? ['1', 'J'] : character === 'O' ? ['0', 'D'] : [character];
      return choices.flatMap((choice) => readings.map((reading) => reading + choice));
    },
    [''],
  );
}
