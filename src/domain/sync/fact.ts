import type { Instant } from '../shared/time.js';

/** The four provincial sites, by their GB/T 2260 province code. */
export const SITES = ['310000', '320000', '330000', '340000'] as const;
export type SiteCode = (typeof SITES)[number];

/** What a fact is about. State is folded per subject and never across subjects. */
export type SubjectType =
  | 'vehicle'
  | 'restriction-rule'
  | 'rule-set-activation'
  | 'held-row'
  | 'station'
  | 'limit-set'
  | 'loop-rule'
  | 'integrity-threshold'
  | 'station-flag';

/** Something that happened, written once by one site and never changed; a correction supersedes it. */
export interface Fact<K extends string = string, P = unknown> {
  /** UUIDv7, given by the author. */
  readonly id: string;
  /** The site that wrote it, the only one that may supersede it. */
  readonly site: SiteCode;
  readonly kind: K;
  readonly version: number;
  readonly subjectType: SubjectType;
  /** UUID of the subject. */
  readonly subject: string;
  /** When it happened in the world. */
  readonly occurredAt: Instant;
  /** When the author site wrote it down. */
  readonly recordedAt: Instant;
  /** JSON of strings, booleans, nulls, safe integers, arrays and objects; no fractions (scaled integers). */
  readonly payload: P;
  /** Id of the fact that this one replaces. */
  readonly supersedes: string | null;
}
