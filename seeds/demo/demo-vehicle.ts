import type { CivilDate, Instant } from '../../src/domain/shared/time.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import type { PlateInput } from '../../src/domain/vehicle/input-groups.js';
import type { EmissionStage, OwnerKind, StageSource } from '../../src/domain/vehicle/vehicle-facts.js';
import type { VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';

/** What happens to a vehicle after its registration. */
export type DemoEvent =
  | {
      readonly kind: 'REPLATED';
      readonly on: CivilDate;
      readonly plate: PlateInput;
      readonly division: string;
    }
  | {
      readonly kind: 'TRANSFERRED';
      readonly on: CivilDate;
      readonly division: string;
      readonly ownerKind: OwnerKind;
      readonly ownerUscc: string | null;
    }
  | {
      readonly kind: 'SCRAPPED';
      readonly on: CivilDate;
      readonly status: 'E' | 'M' | 'P';
      readonly certificateNo: string;
    }
  | {
      readonly kind: 'STAGE_EVIDENCE';
      readonly on: CivilDate;
      readonly source: StageSource;
      readonly stage: EmissionStage;
      readonly reference: string;
    };

/** A made-up vehicle with what the rules are to say of it. */
export interface DemoVehicle {
  /** VALID: nothing to say. FLAGGED: registrable, with doubts. REFUSED: must be turned away. */
  readonly label: 'VALID' | 'FLAGGED' | 'REFUSED';
  /** FLAGGED: the warnings and review items of the registration, in order of the alphabet. REFUSED: the error's code. */
  readonly expect: readonly string[];
  /** Number in the stream, from 0; refused ones are counted too. */
  readonly index: number;
  /** The province of the division. */
  readonly site: SiteCode;
  /** What `registerVehicle` takes. */
  readonly input: VehicleInput;
  /** When the registration came into the registry. */
  readonly enteredAt: Instant;
  /** In order of their dates. */
  readonly later: readonly DemoEvent[];
}

/** The day on which the demonstration data were drawn up; nothing in them happens later. */
export const DEMO_DAY: CivilDate = '2026-11-20';
