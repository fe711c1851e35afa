import type { Instant } from '../../domain/shared/time.js';
import type { PlateMatch } from '../../domain/vehicle/roadside-candidates.js';
import type { RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import { NEXT_STEP_TEXTS, REASON_TEXTS, VERDICT_TEXTS } from '../../domain/vehicle/roadside-texts.js';
import type { RoadsideAssessment, RoadsideReason, SourceStatus } from '../../domain/vehicle/roadside.js';
import type { ZoneJudgement } from '../../domain/zone/relevant.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import { restrictionView } from '../zones/index.js';
import {
  clauseOf,
  codedTexts,
  divisionName,
  fuelName,
  statusNames,
  useNatureName,
  vehicleTypeName,
} from './code-names.js';
import { withAnswers } from './province-sources.js';
import type {
  ProvinceSourceModel,
  RoadsideAnswer,
  RoadsideReasonModel,
  RoadsideVehicleModel,
  VehicleRestrictionModel,
} from './roadside.model.js';
import { classSeenBy, plateView, VEHICLE_TYPE, vinFor } from './vehicle-view.js';

function reasonView(reason: RoadsideReason, language: Language): RoadsideReasonModel {
  const { code, verdict, since, evidenceAt, evidenceAgeDays, nextStep, vehicleId, site } = reason;
  return {
    code,
    text: REASON_TEXTS[code][language],
    verdict,
    clause: clauseOf(reason.clause, language),
    since,
    evidenceAt,
    evidenceAgeDays,
    nextStep,
    nextStepText: NEXT_STEP_TEXTS[nextStep][language],
    vehicleId: vehicleId === null ? null : globalId(VEHICLE_TYPE, vehicleId),
    province: site,
  };
}

function vehicleOnRoad(card: RoadsideCard, match: PlateMatch, context: RequestContext): RoadsideVehicleModel {
  const { language } = context;
  const visible = classSeenBy(context, card.division);
  const plate = card.plates.at(-1);
  if (plate === undefined) throw new Error(`the card of vehicle ${card.id} has no plate`);
  return {
    id: globalId(VEHICLE_TYPE, card.id),
    match,
    vin: vinFor(visible, card.vin),
    frameNo: vinFor(visible, card.frameNo),
    plate: plateView(plate, language),
    vehicleType: card.vehicleType,
    vehicleTypeName: vehicleTypeName(card.vehicleType, language),
    useNature: card.useNature,
    useNatureName: useNatureName(card.useNature, language),
    fuel: card.fuel,
    fuelName: fuelName(card.fuel, language),
    isDiesel: card.isDiesel,
    emissionClass: card.emissionClass,
    stage: card.stage,
    stageSource: card.stageSource,
    massKg: card.massKg,
    engineModel: card.engineModel,
    firstRegisteredOn: card.firstRegisteredOn,
    division: card.division,
    divisionName: divisionName(card.division),
    ownerKind: card.ownerKind,
    status: card.status,
    statusNames: statusNames(card.status, language),
    scrappedOn: card.scrappedOn,
    retrofit: card.retrofit,
    flags: codedTexts(card.flags, language),
    recordedAt: card.recordedAt,
  };
}

/** How a province took part, named. */
export const sourceView = ({ site, status, asOf }: SourceStatus): ProvinceSourceModel => ({
  province: site,
  name: divisionName(site),
  status,
  asOf,
});

function cardOf(cards: readonly RoadsideCard[], id: string): RoadsideCard {
  const card = cards.find((one) => one.id === id);
  if (card === undefined) throw new Error(`vehicle ${id} was assessed without its card`);
  return card;
}

/** What the answer is made of. */
export interface RoadsideFindings {
  readonly assessment: RoadsideAssessment;
  readonly cards: readonly RoadsideCard[];
  /** How up to date each province is. */
  readonly sources: readonly SourceStatus[];
  readonly plateNumber: string;
  readonly at: Instant;
  readonly warnings: readonly string[];
  /** What the restrictions of the place say, by vehicle; null where no place was told. */
  readonly restrictions: ReadonlyMap<string, readonly ZoneJudgement[]> | null;
}

function restrictionsView(
  judged: ReadonlyMap<string, readonly ZoneJudgement[]>,
  language: Language,
): readonly VehicleRestrictionModel[] {
  return [...judged].flatMap(([vehicleId, judgements]) =>
    judgements.map(({ rule, verdict }) => ({
      vehicleId: globalId(VEHICLE_TYPE, vehicleId),
      ...restrictionView(rule, rule.id, verdict, language),
    })),
  );
}

/** The answer in the caller's language, with what the caller may see. */
export function roadsideAnswer(findings: RoadsideFindings, context: RequestContext): RoadsideAnswer {
  const { assessment, cards, sources, plateNumber, at, warnings } = findings;
  const { language } = context;
  const shown = assessment.vehicles.map(({ vehicleId, match }) => ({
    card: cardOf(cards, vehicleId),
    match,
  }));
  const vehicles = shown.map(({ card, match }) => vehicleOnRoad(card, match, context));
  const sites = shown.map(({ card }) => card.site);
  return {
    verdict: assessment.verdict,
    verdictText: VERDICT_TEXTS[assessment.verdict][language],
    ambiguous: assessment.ambiguous,
    reasons: assessment.reasons.map((reason) => reasonView(reason, language)),
    vehicle: vehicles.length === 1 ? (vehicles[0] ?? null) : null,
    vehicles,
    sources: withAnswers(sources, sites).map(sourceView),
    plateNumber,
    at,
    checkedAt: context.now,
    warnings: codedTexts(warnings, language),
    restrictions: findings.restrictions === null ? null : restrictionsView(findings.restrictions, language),
  };
}
