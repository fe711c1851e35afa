import { visibleClass } from '../../domain/access/visibility.js';
import type { JudgedItem, Scaled } from '../../domain/emission/emission-facts.js';
import type { DatedLoopRules } from '../../domain/maintenance/loop-rule-facts.js';
import { GATE_STEP_TEXTS, GATE_TEXTS } from '../../domain/maintenance/gate-texts.js';
import type { Problem } from '../../domain/shared/result.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import { codedTexts, problemView, VEHICLE_TYPE, vinFor } from '../registry/index.js';
import type { KnownLoop } from './known-loop.js';
import type { ListedVehicle } from './listing.repository.js';
import type { FailedItemModel, FailureReportModel, RetestGateModel } from './loop-answer.model.js';
import type { LoopOutcome } from './loop-change.service.js';
import type { GateFound } from './loop-read.service.js';
import type { LoopRulesOutcome } from './loop-rules.service.js';
import type {
  ListingConnection,
  ListingModel,
  LoopRefused,
  LoopRulesModel,
  LoopRulesWritten,
  LoopWritten,
} from './loop.model.js';

export const LISTING_TYPE = 'OverLimitListing';
export const LOOP_FACT_TYPE = 'LoopFact';

/** A listing as the caller may see it; without a caller's reach over the vehicle its VIN is masked. */
function listingView(row: ListedVehicle, { actor }: RequestContext): ListingModel {
  const { id, vehicleId, vin, failure, endedBy, division, ...plain } = row;
  const place = division ?? row.discoveredDivision ?? row.discoveredSite;
  const visible = actor === null ? 'P0' : visibleClass(actor.role, actor.division, place);
  return {
    ...plain,
    id: globalId(LISTING_TYPE, id),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    vin: vinFor(visible, vin),
    failure: globalId(LOOP_FACT_TYPE, failure),
    endedBy: endedBy === null ? null : globalId(LOOP_FACT_TYPE, endedBy),
  };
}

/** A page of listings. */
export const listingsView = (
  { edges, pageInfo }: Connection<ListedVehicle>,
  context: RequestContext,
): ListingConnection => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: listingView(node, context) })),
  pageInfo,
});

/** What came of a step. */
export function loopOutcomeView(outcome: LoopOutcome, context: RequestContext): LoopWritten | LoopRefused {
  if (outcome.factId === null) return refusedView(outcome.problems, context);
  return {
    factId: globalId(LOOP_FACT_TYPE, outcome.factId),
    listing: outcome.listing && listingView(outcome.listing, context),
    flags: codedTexts(outcome.flags, context.language),
  };
}

const refusedView = (problems: readonly Problem[], context: RequestContext): LoopRefused => ({
  problems: problems.map((problem) => problemView(problem, context, null)),
});

/** Rules as the API shows them. */
export const loopRulesView = ({ division, from, basis, rules }: DatedLoopRules): LoopRulesModel => ({
  ...rules,
  division,
  from,
  basis,
});

/** What came of setting rules. */
export const loopRulesOutcomeView = (
  { rules, problems }: LoopRulesOutcome,
  context: RequestContext,
): LoopRulesWritten | LoopRefused =>
  rules === null ? refusedView(problems, context) : { rules: loopRulesView(rules) };

/** What a station is told before the test, in the caller's language. */
export function gateView({ answer, state, cycle }: GateFound, { language }: RequestContext): RetestGateModel {
  return {
    ...answer,
    text: GATE_TEXTS[answer.code][language],
    nextStepText: GATE_STEP_TEXTS[answer.nextStep][language],
    state,
    cycle,
  };
}

/** A scaled number as it was written. */
export const decimalOf = ({ value, scale }: Scaled): string => {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0 ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
};

const itemView = ({ code, value, limit, pass }: JudgedItem): FailedItemModel => ({
  code,
  value: decimalOf(value),
  limit: decimalOf(limit),
  pass,
});

const NOTHING_MEASURED = {
  reportNo: null,
  stationCode: null,
  method: null,
  odometerKm: null,
  visibleSmoke: null,
  items: [],
  dtc: [],
  milOn: null,
  flags: [],
} as const;

/** The failure that a repair has to answer, with what was measured. */
export function failureView(
  { loop, inputs }: KnownLoop,
  row: ListedVehicle,
  context: RequestContext,
): FailureReportModel | null {
  const fact = inputs.find(({ id }) => id === loop.listing?.failure.factId);
  if (fact === undefined) return null;
  const listing = listingView(row, context);
  const { kind, occurredAt: at } = fact;
  const about = { listing, failure: globalId(LOOP_FACT_TYPE, fact.id), kind, at };
  switch (fact.kind) {
    case 'inspection.reported': {
      const { reportNo, stationCode, method, odometerKm, visibleSmoke, obd, judgement } = fact.payload;
      const measured = { reportNo, stationCode, method, odometerKm, visibleSmoke };
      const dtc = obd?.dtc ?? [];
      const milOn = obd?.milOn ?? null;
      const flags = codedTexts(judgement.flags, context.language);
      return { ...about, ...measured, items: judgement.items.map(itemView), dtc, milOn, flags };
    }
    case 'inspection.field-checked': {
      const { recordNo: reportNo, method, visibleSmoke, judgement } = fact.payload;
      const flags = codedTexts(judgement.flags, context.language);
      const items = judgement.items.map(itemView);
      return { ...about, ...NOTHING_MEASURED, reportNo, method, visibleSmoke, items, flags };
    }
    case 'inspection.remote-sensed':
    case 'inspection.smoke-captured':
      return { ...about, ...NOTHING_MEASURED, reportNo: fact.payload.recordNo };
    default:
      return { ...about, ...NOTHING_MEASURED };
  }
}
