import { scopeOf } from '../../domain/access/permissions.js';
import { divisionPattern } from '../../domain/access/scope.js';
import {
  maskVin,
  ownerCodeClass,
  sees,
  visibleClass,
  type FieldClass,
} from '../../domain/access/visibility.js';
import { REASON_TEXTS } from '../../domain/vehicle/roadside-texts.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import type { TabledVehicle } from '../../domain/vehicle/table/vehicle-cells.js';
import { standsAt, type VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { groupShown, type Shown } from '../../platform/audit/shown-fields.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import {
  clauseOf,
  codedTexts,
  divisionName,
  fuelName,
  plateTypeName,
  statusNames,
  useNatureName,
  vehicleTypeName,
} from './code-names.js';
import type { PlateModel } from './plate.model.js';
import type { ReviewItemModel, SupervisionReasonModel } from './reason.model.js';
import type { G3Membership } from './registry-enums.model.js';
import type { VehicleModel } from './vehicle.model.js';

/** The type name in the global id of a vehicle. */
export const VEHICLE_TYPE = 'Vehicle';

interface PlateLike {
  readonly number: string;
  readonly type: string;
  readonly color: PlateColor;
  readonly from: string;
  readonly to: string | null;
}

export function plateView(plate: PlateLike, language: Language): PlateModel {
  return {
    number: plate.number,
    type: plate.type,
    typeName: plateTypeName(plate.type, language),
    color: plate.color,
    from: plate.from,
    to: plate.to,
  };
}

/** The highest class of fields that the caller sees of a vehicle registered in the division. */
export function classSeenBy({ actor }: RequestContext, vehicleDivision: string): FieldClass {
  return actor === null ? 'P0' : visibleClass(actor.role, actor.division, vehicleDivision);
}

function seesHistory({ actor }: RequestContext, division: string): boolean {
  if (actor === null) return false;
  const prefix = divisionPattern(scopeOf(actor.role, 'vehicle.history'), actor.division);
  return prefix !== null && division.startsWith(prefix);
}

/** A VIN or frame number as a reader of that class sees it: partners in full, the public masked. */
export const vinFor = (visible: FieldClass, vin: string | null): string | null =>
  vin === null || sees(visible, 'P1') ? vin : maskVin(vin);

const membership = (g3List: boolean | null): G3Membership =>
  g3List === null ? 'UNDECIDED' : g3List ? 'LISTED' : 'NOT_LISTED';

/** The reasons that have not run out; of a state of an earlier moment the fold left those that stood then. */
function reasonViews(
  state: VehicleState,
  { language, now }: RequestContext,
): readonly SupervisionReasonModel[] {
  const standing = state.reasons.filter((reason) => standsAt(reason, now));
  return standing.map(({ code, since, clause, evidenceAt, facts }) => ({
    code,
    text: REASON_TEXTS[code][language],
    since,
    clause: clauseOf(clause, language),
    evidenceAt,
    facts,
  }));
}

function reviewViews(state: VehicleState, language: Language): readonly ReviewItemModel[] {
  return state.review.map(({ code, since, evidenceAt, facts }) => ({
    code,
    text: REASON_TEXTS[code][language],
    since,
    evidenceAt,
    facts,
  }));
}

/** What the reader may see of the parts that are protected, and the names of what was held back. */
function protectedPart(state: VehicleState, context: RequestContext) {
  const visible = classSeenBy(context, state.division);
  const partner = sees(visible, 'P1');
  const owner = sees(visible, ownerCodeClass(state.ownerKind));
  const history = seesHistory(context, state.division);
  const held: readonly (readonly [field: string, isHeld: boolean])[] = [
    ['vin', !partner && state.vin !== null],
    ['frameNo', !partner && state.frameNo !== null],
    ['engineNo', !partner && state.engineNo !== null],
    ['ownerUscc', !owner && state.ownerUscc !== null],
    ['plates', !history],
    ['stageEvidence', !history],
  ];
  return {
    vin: vinFor(visible, state.vin),
    frameNo: vinFor(visible, state.frameNo),
    engineNo: partner ? state.engineNo : null,
    ownerUscc: owner ? state.ownerUscc : null,
    plates: history ? state.plates.map((plate) => plateView(plate, context.language)) : null,
    stageEvidence: history ? state.stageEvidence : null,
    hiddenFields: held.filter(([, isHeld]) => isHeld).map(([field]) => field),
  };
}

/** What an audit line tells of vehicles that are shown: which protected fields stood open, for which of them. */
export const shownOf = (states: readonly VehicleState[], context: RequestContext): readonly Shown[] =>
  groupShown(
    states.map((state) => {
      const { hiddenFields, ...members } = protectedPart(state, context);
      const open = Object.keys(members).filter((field) => !hiddenFields.includes(field));
      return { subject: state.id, fields: ['status', ...open] };
    }),
  );

/**
 * The vehicle as the caller may see it, in the columns of an import. Whoever may read its evidence gets the stage that
 * was registered, so that what goes out can come back in; others the stage that holds.
 */
export function tabledView(state: VehicleState, context: RequestContext): TabledVehicle {
  const { vin, frameNo, engineNo, ownerUscc, stageEvidence } = protectedPart(state, context);
  const registered = stageEvidence?.find(({ source }) => source === 'REGISTRATION');
  return {
    ...state,
    ...{ vin, frameNo, engineNo, ownerUscc },
    emissionStage: registered?.stage ?? state.stage,
  };
}

/** The vehicle as the caller may see it, named in the caller's language. Masked is only the answer, never the row. */
export function vehicleView(state: VehicleState, context: RequestContext): VehicleModel {
  const { language } = context;
  return {
    id: globalId(VEHICLE_TYPE, state.id),
    plate: plateView(state.plate, language),
    ...protectedPart(state, context),
    vehicleType: state.vehicleType,
    vehicleTypeName: vehicleTypeName(state.vehicleType, language),
    useNature: state.useNature,
    useNatureName: useNatureName(state.useNature, language),
    fuel: state.fuel,
    fuelName: fuelName(state.fuel, language),
    isDiesel: state.isDiesel,
    emissionClass: state.emissionClass,
    stage: state.stage,
    stageSource: state.stageSource,
    stageDecidedBy: state.stageDecidedBy,
    fuelDecided: state.fuelDecided?.fuel ?? null,
    g3List: membership(state.g3List),
    massKg: state.massKg,
    lengthMm: state.lengthMm,
    engineModel: state.engineModel,
    ratedPowerW: state.ratedPowerW,
    firstRegisteredOn: state.firstRegisteredOn,
    manufacturedOn: state.manufacturedOn,
    division: state.division,
    divisionName: divisionName(state.division),
    ownerKind: state.ownerKind,
    status: state.status,
    statusNames: statusNames(state.status, language),
    scrappedOn: state.scrappedOn,
    retrofit: state.retrofit,
    flags: codedTexts(state.flags, language),
    warnings: codedTexts(state.warnings, language),
    reasons: reasonViews(state, context),
    review: reviewViews(state, language),
    site: state.site,
    registrationFact: state.registrationFact,
    recordedAt: state.recordedAt,
    setAside: state.setAside,
    owned: state,
  };
}
