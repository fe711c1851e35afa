import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';
import type { LoopState } from '../../../../domain/maintenance/loop-state.js';
import { divisionOfCode } from '../../../../domain/maintenance/registration-line.js';
import { siteOfDivision } from '../../../../domain/maintenance/notice-owner.js';
import type { Instant } from '../../../../domain/shared/time.js';
import type { Fact, SiteCode } from '../../../../domain/sync/fact.js';
import type { PlateFact } from '../../../../domain/vehicle/vehicle-facts.js';
import type { JsonFields } from '../../../../domain/zone/json-fields.js';
import type { KnownKind } from './fact-kinds.js';
import type { LoopConfig } from './loop-config.js';

/** A fact as the case writes it, before what it leaves out is filled in. */
export interface Sketch {
  /** Where it stands in the case; of several that say the same, the first. */
  readonly index: number;
  readonly id: string;
  /** The kind as it was written. */
  readonly word: string;
  readonly kind: KnownKind;
  readonly at: Instant;
  readonly fields: JsonFields;
}

/** What a builder may ask to fill in what a case leaves out. */
export interface CaseSoFar {
  readonly config: LoopConfig;
  /** The fact that a member names: by its index, its `id`, or its report or record number. */
  named(fields: JsonFields, ...names: readonly string[]): string | null;
  /** The last fact of these kinds before this one, '' where there is none. */
  latest(...kinds: readonly LoopInput['kind'][]): string;
  /** The failure that the loop stands on when this fact happens; else the first one after it; else ''. */
  failure(at: Instant): string;
  /** The loop as the facts before this one say. */
  state(): LoopState;
}

export type Builder = (sketch: Sketch, soFar: CaseSoFar) => readonly LoopInput[];

const SUBJECT = '00000000-0000-8000-8000-000000000000';

/** The envelope of a fact of a case. */
export function envelope(sketch: Pick<Sketch, 'id' | 'at' | 'fields'>, site: SiteCode, recordedAt?: Instant) {
  return {
    id: sketch.id,
    site,
    version: 1,
    subjectType: 'vehicle' as const,
    subject: SUBJECT,
    occurredAt: sketch.at,
    recordedAt: recordedAt ?? sketch.at,
    supersedes: null,
  } satisfies Omit<Fact, 'kind' | 'payload'>;
}

/** The site in whose province a station or a measuring site lies by its code. */
export function siteOfCode(code: string, { site }: LoopConfig): SiteCode {
  const division = divisionOfCode(code);
  return (division === null ? null : siteOfDivision(division)) ?? site;
}

/** A plate by its number alone. */
export function plateOf(number: string, type = '01'): PlateFact {
  return { number, type, color: 'UNKNOWN', colorSystem: 'INTERNAL', colorRaw: '' };
}
