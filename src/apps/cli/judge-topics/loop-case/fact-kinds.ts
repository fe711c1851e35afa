import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';

/** What a fact of a case may be: a fact about the vehicle, or one about a station. */
export type CaseKind =
  LoopInput['kind'] | 'station.registered' | 'station.status-set' | 'station.contingency-issued';

/** Full kind → the short names under which a person writes it. */
const SHORT_NAMES = {
  'inspection.reported': ['report', 'test', 'retest'],
  'inspection.field-checked': ['field-check', 'roadside-check', 'onsite-check'],
  'inspection.remote-sensed': ['remote-sensing', 'rs'],
  'inspection.smoke-captured': ['black-smoke', 'smoke'],
  'inspection.smoke-reviewed': ['smoke-review', 'black-smoke-review'],
  'inspection.flagged': ['flag'],
  'inspection.flag-decided': ['flag-decision'],
  'loop.notice-served': ['notice'],
  'loop.repair-started': ['repair-start', 'intake'],
  'loop.repair-completed': ['repair'],
  'loop.appeal-lodged': ['appeal'],
  'loop.appeal-decided': ['appeal-decision'],
  'loop.withdrawn': ['withdrawal', 'withdrawn'],
  'loop.station-overridden': ['override'],
  'loop.fell-overdue': ['overdue'],
  'loop.transferred-out': ['transfer-out', 'transferred-out'],
  'vehicle.registered': ['registered'],
  'vehicle.replated': ['replated'],
  'vehicle.transferred': ['transferred'],
  'vehicle.scrapped': ['scrapped'],
  'station.registered': ['station'],
  'station.status-set': ['station-status'],
  'station.contingency-issued': ['contingency'],
} as const satisfies Partial<Record<CaseKind, readonly string[]>>;
export type KnownKind = keyof typeof SHORT_NAMES;

const KINDS: readonly KnownKind[] = Object.keys(SHORT_NAMES).filter((kind) => isKnown(kind));

function isKnown(kind: string): kind is KnownKind {
  return Object.hasOwn(SHORT_NAMES, kind);
}

/** The short names, as a refusal lists them. */
export const KIND_WORDS: string = KINDS.map((kind) => SHORT_NAMES[kind][0]).join(' ');

/** The kind that a word names: its full name, or a short one with dashes, underscores or blanks in any case. */
export function kindOf(word: string): KnownKind | null {
  const name = word
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[_\s]+/g, '-');
  return KINDS.find((kind) => kind === name || SHORT_NAMES[kind].some((short) => short === name)) ?? null;
}

/** The word by which a place of a field check is told apart where the kind itself says it. */
export function placeOfKind(word: string): 'ROADSIDE' | 'ONSITE' {
  return /on-?_?site/i.test(word) ? 'ONSITE' : 'ROADSIDE';
}

/** The order in which facts of one moment are read, so that each finds what it answers. */
export function rankOfKind(kind: KnownKind): number {
  return KINDS.indexOf(kind);
}
