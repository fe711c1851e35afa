import type { CivilDate, Instant } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import type { EmissionStage, OwnerKind, PlateColor, Retrofit, StageSource } from './vehicle-facts.js';
import type {
  EmissionClass,
  ReviewItem,
  SupervisionCode,
  SupervisionReason,
  Ternary,
  VehicleState,
} from './vehicle-state.js';

/** A plate as the card keeps it: held from `from` until but not including `to`. */
export interface CardPlate {
  readonly number: string;
  readonly type: string;
  readonly color: PlateColor;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** When the fact that gave it happened. */
  readonly givenAt: Instant;
}

export interface CardReason {
  readonly code: SupervisionCode;
  readonly since: CivilDate;
  readonly clause: string;
  readonly evidenceAt: Instant;
  /** The last moment at which it stands, where it runs out by itself. */
  readonly until?: Instant;
}

export interface CardReview {
  readonly code: ReviewItem['code'];
  readonly since: CivilDate;
  readonly evidenceAt: Instant;
}

/**
 * All that a roadside answer shows about a vehicle, as one JSON value: what the verdict needs and what identifies the
 * vehicle in front of the officer. Nothing about the owner but the kind. Mass in kg.
 */
export interface RoadsideCard {
  readonly id: string;
  readonly vin: string | null;
  readonly frameNo: string | null;
  /** Oldest first; the last is the one held now, or held last. */
  readonly plates: readonly CardPlate[];
  readonly vehicleType: string;
  readonly useNature: string;
  readonly fuel: string;
  readonly isDiesel: Ternary;
  readonly emissionClass: EmissionClass;
  readonly stage: EmissionStage;
  readonly stageSource: StageSource | null;
  readonly massKg: number | null;
  readonly engineModel: string | null;
  readonly engineNo: string | null;
  readonly firstRegisteredOn: CivilDate;
  readonly division: string;
  readonly ownerKind: OwnerKind;
  readonly status: string;
  /** When the fact that last set the status happened. */
  readonly statusAt: Instant;
  readonly scrappedOn: CivilDate | null;
  readonly retrofit: Retrofit | null;
  readonly flags: readonly string[];
  readonly reasons: readonly CardReason[];
  readonly review: readonly CardReview[];
  readonly site: SiteCode;
  /** Newest recorded-at of the facts behind the card. */
  readonly recordedAt: Instant;
}

/** The card of a vehicle; equal states give equal text when it is written as JSON. */
export function roadsideCardOf(state: VehicleState): RoadsideCard {
  return {
    id: state.id,
    vin: state.vin,
    frameNo: state.frameNo,
    plates: state.plates.map(({ number, type, color, from, to, occurredAt }) => ({
      number,
      type,
      color,
      from,
      to,
      givenAt: occurredAt,
    })),
    vehicleType: state.vehicleType,
    useNature: state.useNature,
    fuel: state.fuel,
    isDiesel: state.isDiesel,
    emissionClass: state.emissionClass,
    stage: state.stage,
    stageSource: state.stageSource,
    massKg: state.massKg,
    engineModel: state.engineModel,
    engineNo: state.engineNo,
    firstRegisteredOn: state.firstRegisteredOn,
    division: state.division,
    ownerKind: state.ownerKind,
    status: state.status,
    statusAt: state.statusAt,
    scrappedOn: state.scrappedOn,
    retrofit: cardRetrofit(state.retrofit),
    flags: state.flags,
    reasons: state.reasons.map(cardReason),
    review: [...state.review, ...state.leftUnknown].map(({ code, since, evidenceAt }) => ({
      code,
      since,
      evidenceAt,
    })),
    site: state.site,
    recordedAt: state.recordedAt,
  };
}

/** Member by member: the text of a card is compared, and a store need not keep the order of a payload's members. */
function cardRetrofit(retrofit: Retrofit | null): Retrofit | null {
  if (retrofit === null) return null;
  const { kind, on, certificateNo } = retrofit;
  return { kind, on, certificateNo };
}

function cardReason({ code, since, clause, evidenceAt, until }: SupervisionReason): CardReason {
  const reason = { code, since, clause, evidenceAt };
  return until === undefined ? reason : { ...reason, until };
}
