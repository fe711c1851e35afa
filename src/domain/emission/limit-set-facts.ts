import { idOfName } from '../shared/named-id.js';
import type { CivilDate } from '../shared/time.js';
import { compareRecorded, factsInForce } from '../sync/effective-facts.js';
import type { Fact } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { LimitSet } from './emission-facts.js';

export const LIMIT_SET_SUBJECT = 'limit-set';

/** A city or province adopts a set of limits from a day on; limit b only with the approval that is the basis (GB 3847-2018). */
export interface LimitSetDecided {
  /** GB/T 2260, six digits: a city, or a whole province. */
  readonly division: string;
  readonly limitSet: LimitSet;
  readonly from: CivilDate;
  readonly basis: string;
}

export type LimitSetFact = Fact<'emission.limit-set-decided', LimitSetDecided>;

/** A decision in force with the fact that says it. */
export interface DecidedLimitSet extends LimitSetDecided {
  readonly fact: string;
}

/** The subject of the decisions of a division. */
export const limitSetIdOf = (division: string, sha256: Sha256): string =>
  idOfName('qingtu/limit-set/1/', division, sha256);

/** The decisions of one division by the day from which they hold; of two for one day the one recorded last. */
export function foldLimitSets(facts: readonly LimitSetFact[]): readonly DecidedLimitSet[] {
  const { inForce } = factsInForce(facts);
  const byDay = new Map<CivilDate, DecidedLimitSet>();
  for (const { id, payload } of [...inForce].sort(compareRecorded))
    byDay.set(payload.from, { ...payload, fact: id });
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}
