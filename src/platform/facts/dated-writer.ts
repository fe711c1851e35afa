import type { DecidedFor } from '../../domain/sync/dated-decisions.js';
import type { Fact, SiteCode, SubjectType } from '../../domain/sync/fact.js';
import type { Instant } from '../../domain/shared/time.js';
import { uuidV7 } from '../context/ids.js';
import type { Tx } from '../database/database.js';
import type { FactStore } from './fact-store.js';
import type { Projection } from './projection.js';

/** A decision of an authority for a division and a day, about to become a fact. */
export interface DatedDecision<K extends string, P extends DecidedFor> {
  readonly kind: K;
  readonly subjectType: SubjectType;
  /** The subject that all decisions of the division share. */
  readonly subject: string;
  readonly payload: P;
  readonly now: Instant;
  readonly site: SiteCode;
}

/**
 * Writes a decision under the lock of its subject and brings its rows in line. For the same day it takes the place of what
 * this site decided before. @throws InvalidPayloadError
 */
export async function writeDecision<K extends string, P extends DecidedFor>(
  tx: Tx,
  store: FactStore,
  projection: Projection,
  { kind, subjectType, subject, payload, now, site }: DatedDecision<K, P>,
): Promise<Fact<K, P>> {
  await store.lock(tx, [`${subjectType}:${subject}`]);
  const known = (await store.load(tx, subjectType, [subject])).get(subject) ?? [];
  const former = known.findLast(
    (one) =>
      one.kind === kind &&
      (one.payload as DecidedFor).from === payload.from &&
      !known.some(({ supersedes }) => supersedes === one.id),
  );
  const fact: Fact<K, P> = {
    id: uuidV7(),
    site,
    kind,
    version: 1,
    subjectType,
    subject,
    occurredAt: now,
    recordedAt: now,
    payload,
    supersedes: former?.site === site ? former.id : null,
  };
  await store.append(tx, [fact]);
  await projection.project(tx, new Map([[subject, [...known, fact]]]));
  return fact;
}
