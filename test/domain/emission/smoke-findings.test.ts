import { describe, expect, it } from '@jest/globals';
import type { EmissionFact } from '../../../src/domain/emission/emission-facts.js';
import { smokeFindings } from '../../../src/domain/emission/smoke-findings.js';
import { smokeCaptured, smokeReviewed } from '../../support/emission-fact-builder.js';
import { factId } from '../../support/vehicle-fact-builder.js';

const SEEN = '2026-05-01T08:00:00+08:00';
const LATER = '2026-05-03T09:00:00+08:00';
const LAST = '2026-05-04T09:00:00+08:00';

interface Line {
  readonly says: string;
  readonly facts: readonly EmissionFact[];
  readonly confirmations?: number;
  readonly at?: string;
  readonly state: string;
  readonly decisive?: readonly number[];
  readonly listedAt?: string;
}

const LINES: readonly Line[] = [
  { says: 'nothing', facts: [], state: 'NONE' },
  { says: 'a capture alone waits', facts: [smokeCaptured(1, SEEN, 3)], state: 'PENDING' },
  {
    says: 'level 2, confirmed',
    facts: [smokeCaptured(1, SEEN, 2), smokeReviewed(2, LATER, 1, 'CONFIRMED')],
    state: 'LISTED',
    decisive: [1, 2],
    listedAt: LATER,
  },
  {
    says: 'level 1 is no black smoke, confirmed or not',
    facts: [smokeCaptured(1, SEEN, 1), smokeReviewed(2, LATER, 1, 'CONFIRMED')],
    state: 'NONE',
  },
  {
    says: 'rejected',
    facts: [smokeCaptured(1, SEEN, 5), smokeReviewed(2, LATER, 1, 'REJECTED')],
    state: 'NONE',
  },
  {
    says: 'rejected by one of two',
    facts: [
      smokeCaptured(1, SEEN, 5),
      smokeReviewed(2, LATER, 1, 'CONFIRMED'),
      smokeReviewed(3, LAST, 1, 'REJECTED', 'E002'),
    ],
    state: 'NONE',
  },
  {
    says: 'the review of another capture',
    facts: [smokeCaptured(1, SEEN, 5), smokeReviewed(2, LATER, 9, 'CONFIRMED')],
    state: 'PENDING',
  },
  {
    says: 'two are asked for, one officer confirmed twice',
    facts: [
      smokeCaptured(1, SEEN, 2),
      smokeReviewed(2, LATER, 1, 'CONFIRMED'),
      smokeReviewed(3, LAST, 1, 'CONFIRMED'),
    ],
    confirmations: 2,
    state: 'PENDING',
  },
  {
    says: 'two are asked for and two confirmed',
    facts: [
      smokeReviewed(3, LAST, 1, 'CONFIRMED', 'E002'),
      smokeReviewed(2, LATER, 1, 'CONFIRMED'),
      smokeCaptured(1, SEEN, 2),
    ],
    confirmations: 2,
    state: 'LISTED',
    decisive: [1, 2, 3],
    listedAt: LAST,
  },
  {
    says: 'before the confirmation it waits',
    facts: [smokeCaptured(1, SEEN, 2), smokeReviewed(2, LATER, 1, 'CONFIRMED')],
    at: '2026-05-02T00:00:00+08:00',
    state: 'PENDING',
  },
];

describe('black smoke counts only when it was confirmed', () => {
  it.each(LINES)('$says', ({ facts, confirmations, at, state, decisive = [], listedAt }) => {
    const config = {
      smokeConfirmations: confirmations ?? null,
      at: at === undefined ? null : new Date(at).toISOString(),
    };
    const found = smokeFindings(facts, config);
    expect(found).toMatchObject({ state, decisive: decisive.map(factId) });
    expect(found.listedAt).toBe(listedAt === undefined ? null : new Date(listedAt).toISOString());
    expect(smokeFindings([...facts, ...facts].reverse(), config)).toEqual(found);
  });
});
