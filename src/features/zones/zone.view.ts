import type { Problem } from '../../domain/shared/result.js';
import type { TimeRange } from '../../domain/zone/hours.js';
import type { ZoneVerdict } from '../../domain/zone/evaluate.js';
import { geoJsonOf } from '../../domain/zone/read-area.js';
import type { Activation, RestrictionRule } from '../../domain/zone/restriction-rule.js';
import { ZONE_REASON_TEXTS, ZONE_STEP_TEXTS } from '../../domain/zone/zone-texts.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { globalId } from '../../platform/graphql/relay.js';
import type {
  HeavyPollutionDayModel,
  HeavyPollutionWritten,
  RestrictionRuleModel,
  RestrictionRuleWritten,
  ZoneRefused,
  ZoneRestrictionModel,
} from './zone.model.js';
import type { ZoneOutcome } from './zone-write.service.js';

export const RULE_TYPE = 'RestrictionRule';
export const POLLUTION_TYPE = 'HeavyPollutionDay';

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const hoursText = ({ days, from, to }: TimeRange): string => `${days.join(',')} ${clock(from)}-${clock(to)}`;

/** A rule as the API shows it. */
export function ruleView(rule: RestrictionRule): RestrictionRuleModel {
  const { hours, area, ...plain } = rule;
  return {
    ...plain,
    id: globalId(RULE_TYPE, rule.id),
    area: area === null ? null : geoJsonOf(area),
    hours: hours.ranges.map(hoursText),
    holidaysOff: hours.holidaysOff,
  };
}

/** A heavy-pollution day as the API shows it. */
export const pollutionView = (activation: Activation): HeavyPollutionDayModel => ({
  ...activation,
  id: globalId(POLLUTION_TYPE, activation.id),
});

/** What a rule says, in the caller's language. @param id of the rule; null for one that is only tried */
export function restrictionView(
  rule: Pick<RestrictionRule, 'name' | 'penaltyBasis' | 'source'>,
  id: string | null,
  verdict: ZoneVerdict,
  language: Language,
): ZoneRestrictionModel {
  const { nextStep } = verdict;
  return {
    ...verdict,
    ruleId: id === null ? null : globalId(RULE_TYPE, id),
    name: rule.name,
    text: ZONE_REASON_TEXTS[verdict.reason][language],
    nextStepText: nextStep === null ? null : ZONE_STEP_TEXTS[nextStep][language],
    clause: rule.penaltyBasis ?? rule.source,
  };
}

function refusedView(problems: readonly Problem[], { language }: RequestContext): ZoneRefused {
  return {
    problems: problems.map((problem) => ({
      code: problem.code,
      message: describeError(new AppError(problem), language),
      field: problem.field ?? null,
    })),
  };
}

/** What came of writing a rule. */
export const ruleOutcome = (
  { value, problems }: ZoneOutcome<RestrictionRule>,
  context: RequestContext,
): RestrictionRuleWritten | ZoneRefused =>
  value === null ? refusedView(problems, context) : { rule: ruleView(value) };

/** What came of writing a heavy-pollution day. */
export const pollutionOutcome = (
  { value, problems }: ZoneOutcome<Activation>,
  context: RequestContext,
): HeavyPollutionWritten | ZoneRefused =>
  value === null ? refusedView(problems, context) : { day: pollutionView(value) };
