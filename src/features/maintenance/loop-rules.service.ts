import { Injectable } from '@nestjs/common';
import { checkLoopRules, type LoopRulesInput } from '../../domain/maintenance/loop-rule-check.js';
import {
  LOOP_RULE_SUBJECT,
  loopRuleSubject,
  type DatedLoopRules,
  type LoopRulesFact,
} from '../../domain/maintenance/loop-rule-facts.js';
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
import { JobSending } from '../../platform/queue/job-sending.js';
import { requireReach } from './loop-reach.js';
import { LoopRuleProjection } from './loop-rule.projection.js';
import { LoopRuleRepository } from './loop-rule.repository.js';

/** What came of setting rules: the rules as they stand, or why nothing was written. */
export interface LoopRulesOutcome {
  readonly rules: DatedLoopRules | null;
  readonly problems: readonly Problem[];
}

/** Deadlines and rules of the loop, by division and day. */
@Injectable()
export class LoopRulesService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly projection: LoopRuleProjection,
    private readonly rules: LoopRuleRepository,
    private readonly settings: SiteSettings,
    private readonly jobs: JobSending,
  ) {}

  /**
   * The rules that hold in a division on a day (today when not said): its own, else its city's, else its province's.
   * Null: nobody has set any. @throws AppError DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD, and those of `authorise`
   */
  async rulesOn(
    asked: RequestContext,
    division: string,
    on: CivilDate | null,
  ): Promise<DatedLoopRules | null> {
    const { context } = authorise(asked, 'loop.read-rules');
    const read = readDivision(division, undefined, 'division');
    if (!read.ok) throw new AppError(read.error);
    return decisionOn(
      await this.rules.all(this.database),
      read.value.normalized,
      on ?? civilDateOf(context.now),
    );
  }

  /**
   * Sets the rules of a division from a day on; for the same day they take the place of those set before. Loops that are
   * open are followed anew by a job.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, OUT_OF_SCOPE, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
   */
  async setRules(asked: RequestContext, key: string, input: LoopRulesInput): Promise<LoopRulesOutcome> {
    const authorised = authorise(asked, 'loop.set-rules');
    const { context } = authorised;
    const checked = checkLoopRules(input);
    const what = { operation: 'setLoopRules', key, body: input };
    const outcome = await this.database.transaction((tx) =>
      once<LoopRulesOutcome>(tx, context, what, async () => {
        const audit = { action: 'loop.set-rules', subjects: [] };
        if (!checked.ok) {
          const detail = { refused: checked.error.map(({ code }) => code) };
          await recordAudit(tx, context, { ...audit, detail });
          return { rules: null, problems: checked.error };
        }
        const { division, from } = checked.value;
        requireReach(authorised, division, 'division');
        const subject = loopRuleSubject(division, sha256);
        const fact: LoopRulesFact = await writeDecision(tx, this.store, this.projection, {
          kind: 'loop-rules.set',
          subjectType: LOOP_RULE_SUBJECT,
          subject,
          payload: checked.value,
          now: context.now,
          site: this.settings.site,
        });
        await recordAudit(tx, context, {
          ...audit,
          subjects: [subject],
          detail: { division, from, factId: fact.id },
        });
        const { site, recordedAt } = fact;
        return { rules: { ...checked.value, factId: fact.id, site, recordedAt }, problems: [] };
      }),
    );
    if (outcome.rules !== null) await this.jobs.send('loops.refold');
    return outcome;
  }
}
