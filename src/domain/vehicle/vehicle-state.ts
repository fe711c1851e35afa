import type { CivilDate, Instant } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import type {
  DecidableItem,
  EmissionStage,
  OwnerKind,
  PlateFact,
  Retrofit,
  ReviewCode,
  ReviewDecision,
  StageEvidence,
  StageSource,
} from './vehicle-facts.js';

export type Ternary = 'YES' | 'NO' | 'UNKNOWN';
export type EmissionClass = 'HEAVY_DUTY' | 'LIGHT_DUTY' | 'OTHER';

/** 重点监管 reasons (§2). This issue of the service derives the first; later ones add to the list. */
export type SupervisionCode =
  | 'G3_DIESEL_TRUCK'
  | 'OVER_LIMIT_LISTED'
  | 'FIRST_TEST_FAIL'
  | 'OUT_OF_AREA_TEST'
  | 'RS_SINGLE_EXCEED'
  | 'FLEET_GT20'
  | 'OVERDUE_REPAIR'
  | 'TAMPER_SUSPECT';

/** Why a vehicle is under key supervision: since when, by which clause, on which facts. */
export interface SupervisionReason {
  readonly code: SupervisionCode;
  readonly since: CivilDate;
  /** The clause in the catalogue of clauses (an id, texts live with it). */
  readonly clause: string;
  /** Ids of the facts that it follows from. */
  readonly facts: readonly string[];
  /** When the newest of those facts happened: how old the evidence is. */
  readonly evidenceAt: Instant;
  /** The last moment at which it stands, where it runs out by itself. */
  readonly until?: Instant;
}

/** Whether a reason still stands at a moment. */
export const standsAt = ({ until }: Pick<SupervisionReason, 'until'>, at: Instant): boolean =>
  until === undefined || at <= until;

/** What a person must decide because the rules may not (§2: never silently out). */
export interface ReviewItem {
  readonly code: ReviewCode;
  readonly since: CivilDate;
  readonly facts: readonly string[];
  /** When the newest of those facts happened. */
  readonly evidenceAt: Instant;
}

/** The last decision of a person about one item. */
export interface DecisionRecord {
  readonly item: DecidableItem;
  readonly decision: ReviewDecision;
  readonly value: string | null;
  readonly basis: string;
  readonly considered: readonly string[];
  readonly factId: string;
  readonly site: SiteCode;
  readonly decidedAt: Instant;
}

/** One dated plate of a vehicle: held from `from` on, until but not including `to`; equal when given up the same day. */
export interface PlateSpan extends PlateFact {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly factId: string;
  readonly site: SiteCode;
  /** When the fact that gave the plate happened. */
  readonly occurredAt: Instant;
}

/** The owner as the facts say, without anything about a person. */
export interface OwnerState {
  /** The public name of an organisation. */
  readonly organisationName: string | null;
  /** Id of the sealed particulars at `site`, null when there are none. */
  readonly record: string | null;
  /** SHA-256 (hex) over the salt and the particulars. */
  readonly commitment: string | null;
  /** Whether the particulars were destroyed. */
  readonly erased: boolean;
  readonly on: CivilDate;
  readonly factId: string;
  readonly site: SiteCode;
}

/** The vehicle as its facts say, the result of the fold. */
export interface VehicleState {
  readonly id: string;
  readonly vin: string | null;
  readonly frameNo: string | null;
  /** The plate held now, or the last one when the vehicle is scrapped. */
  readonly plate: PlateSpan;
  /** All plates, oldest first, `plate` included. */
  readonly plates: readonly PlateSpan[];
  readonly vehicleType: string;
  readonly useNature: string;
  /** As registered; what a person decided stands in `fuelDecided`. */
  readonly fuel: string;
  /** The fuel by which the vehicle is judged in place of the registered one, and the decision that says so. */
  readonly fuelDecided: { readonly fuel: string; readonly factId: string } | null;
  readonly isDiesel: Ternary;
  readonly emissionClass: EmissionClass;
  readonly stage: EmissionStage;
  /** Rank of the evidence that decided, or that agrees with a person's decision; null when there is none. */
  readonly stageSource: StageSource | null;
  /** The decision of a person by which the stage stands; null where the rules decide. */
  readonly stageDecidedBy: string | null;
  /** All evidence, best rank first; where stages differ the conflict shows as a review item. */
  readonly stageEvidence: readonly StageEvidence[];
  readonly g3List: boolean | null;
  readonly massKg: number | null;
  readonly lengthMm: number | null;
  readonly engineModel: string | null;
  readonly engineNo: string | null;
  readonly ratedPowerW: number | null;
  readonly firstRegisteredOn: CivilDate;
  readonly manufacturedOn: CivilDate | null;
  readonly division: string;
  readonly ownerKind: OwnerKind;
  readonly ownerUscc: string | null;
  /** What was recorded of the present owner; null when nothing was since the last transfer. */
  readonly owner: OwnerState | null;
  readonly status: string;
  /** When the fact that last set the status happened. */
  readonly statusAt: Instant;
  readonly scrappedOn: CivilDate | null;
  readonly retrofit: Retrofit | null;
  readonly flags: readonly string[];
  /** What the rules warned of when the registration was written. */
  readonly warnings: readonly string[];
  readonly reasons: readonly SupervisionReason[];
  readonly review: readonly ReviewItem[];
  /** What a person looked at and left unknown: it waits no more, and is no better known for that. */
  readonly leftUnknown: readonly ReviewItem[];
  /** The last decision of each item, by item. */
  readonly decisions: readonly DecisionRecord[];
  /** Author of the registration fact in force. */
  readonly site: SiteCode;
  /** The registration fact in force: what a correction supersedes. */
  readonly registrationFact: string;
  /** Newest recorded-at of the facts known, those without effect included. */
  readonly recordedAt: Instant;
  /** Ids of facts in force that could not be applied, and why (for example a re-plate without a registration). */
  readonly setAside: readonly { readonly factId: string; readonly code: string }[];
}
