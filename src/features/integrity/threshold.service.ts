import { Injectable } from '@nestjs/common';
import { checkThresholds, type ThresholdsInput } from '../../domain/integrity/threshold-check.js';
import {
  THRESHOLD_SUBJECT,
  thresholdSubject,
  type DatedThresholds,
} from '../../domain/integrity/threshold-facts.js';
import { readDivision } from '../../domain/shared/division.js';
import type { Problem } from '../../domain/shared/result.js';
import { civilDateOf, type CivilDate } from '../../domain/shared/time.js';
import { decisionOn } from '../../domain/sync/dated-decisions.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { writeDecision } from '../../platform/facts/dated-writer.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { loadThresholds } from './threshold-book.js';
import { ThresholdProjection } from './threshold.projection.js';

/** What came of setting thresholds: the thresholds as they stand, or why nothing was written. */
export interface ThresholdsOutcome {
  readonly thresholds: DatedThresholds | null;
  readonly problems: readonly Problem[];
}

/** What the integrity rules go by, by division and day. */
@Injectable()
export class ThresholdService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly projection: ThresholdProjection,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * The thresholds that hold in a division on a day (today when not said): its own, else its city's, else its province's.
   * Null: nobody has set any. @throws AppError DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD, and those of `authorise`
   */
  async thresholdsOn(
    asked: RequestContext,
    division: string,
    on: CivilDate | null,
  ): Promise<DatedThresholds | null> {
    const { context } = authorise(asked, 'integrity.read-thresholds');
    const read = readDivision(division, undefined, 'division');
    if (!read.ok) throw new AppError(read.error);
    const all = await loadThresholds(this.database);
    return decisionOn(all, read.value.normalized, on ?? civilDateOf(context.now));
  }

  /**
   * Sets all thresholds of a division from a day on; for the same day they take the place of those set before.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, PERSON_REQUIRED, OUT_OF_SCOPE, IDEMPOTENCY_KEY_INVALID,
   *   IDEMPOTENCY_CONFLICT
   */
  setThresholds(asked: RequestContext, key: string, input: ThresholdsInput): Promise<ThresholdsOutcome> {
    const { context, divisionPrefix } = authorise(asked, 'integrity.set-thresholds');
    const checked = checkThresholds(input);
    const what = { operation: 'setIntegrityThresholds', key, body: input };
    const action = 'integrity.set-thresholds';
    return this.database.transaction((tx) =>
      once<ThresholdsOutcome>(tx, context, what, async () => {
        if (!checked.ok) {
          const detail = { refused: checked.error.map(({ code }) => code) };
          await recordAudit(tx, context, { action, subjects: [], detail });
          return { thresholds: null, problems: checked.error };
        }
        const { division, from } = checked.value;
        if (divisionPrefix === null || !division.startsWith(divisionPrefix)) {
          throw new AppError('OUT_OF_SCOPE', { value: division }, { field: 'division' });
        }
        const subject = thresholdSubject(division, sha256);
        const { id, site, recordedAt } = await writeDecision(tx, this.store, this.projection, {
          kind: 'integrity-thresholds.set',
          subjectType: THRESHOLD_SUBJECT,
          subject,
          payload: checked.value,
          now: context.now,
          site: this.settings.site,
        });
        await recordAudit(tx, context, {
          action,
          subjects: [subject],
          detail: { division, from, factId: id },
        });
        return { thresholds: { ...checked.value, factId: id, site, recordedAt }, problems: [] };
      }),
    );
  }
}
