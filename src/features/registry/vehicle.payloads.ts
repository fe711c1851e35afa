import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  COLOR_SYSTEMS,
  EMISSION_STAGES,
  OWNER_KINDS,
  PLATE_COLORS,
  STAGE_SOURCES,
} from '../../domain/vehicle/vehicle-facts.js';
import type {
  ColorSystem,
  EmissionStage,
  OwnerKind,
  PlateColor,
  PlateFact,
  Retrofit,
  StageEvidenceAdded,
  StageSource,
  VehicleFact,
  VehiclePayloads,
  VehicleRegistered,
  VehicleReplated,
  VehicleScrapped,
  VehicleTransferred,
} from '../../domain/vehicle/vehicle-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { OwnerErasedPayload, OwnerRecordedPayload } from './owner.payloads.js';
import { IsCivilDate, OrNull } from './payload-rules.js';
import { PlateSurrenderedPayload, ReviewDecidedPayload } from './vehicle-decision.payloads.js';

const LONGEST_TEXT = 64;
const DIVISION = /^\d{6}$/;
const USCC = /^[0-9A-HJ-NP-RTUWXY]{18}$/;
const LARGEST_QUANTITY = 10_000_000;

/** A plate inside a fact (GA 36-2018, GA/T 16.7). */
class PlatePayload implements PlateFact {
  @IsString()
  @MaxLength(12)
  readonly number!: string;

  @Matches(/^\d{2}$/)
  readonly type!: string;

  @IsIn(PLATE_COLORS)
  readonly color!: PlateColor;

  @IsIn(COLOR_SYSTEMS)
  readonly colorSystem!: ColorSystem;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly colorRaw!: string;
}

/** An exhaust retrofit inside a fact. */
class RetrofitPayload implements Retrofit {
  @IsIn(['DPF', 'SCR', 'OTHER'])
  readonly kind!: Retrofit['kind'];

  @IsCivilDate()
  readonly on!: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly certificateNo!: string;
}

/** `vehicle.registered`, version 1. Masses in kg, lengths in mm, power in W. */
class VehicleRegisteredPayload implements VehicleRegistered {
  @OrNull()
  @Matches(/^[A-HJ-NPR-Z0-9]{17}$/)
  readonly vin!: string | null;

  @OrNull()
  @Matches(/^[A-Z0-9*]{4,32}$/)
  readonly frameNo!: string | null;

  @IsObject()
  @ValidateNested()
  @Type(() => PlatePayload)
  readonly plate!: PlatePayload;

  @Matches(/^[A-Z][0-9][0-9A-Z]$/)
  readonly vehicleType!: string;

  @Matches(/^[A-Z]$/)
  readonly useNature!: string;

  @Matches(/^[A-Z0-9]{0,2}$/)
  readonly fuel!: string;

  @IsIn(EMISSION_STAGES)
  readonly emissionStage!: EmissionStage;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_QUANTITY)
  readonly massKg!: number | null;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_QUANTITY)
  readonly lengthMm!: number | null;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly engineModel!: string | null;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly engineNo!: string | null;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_QUANTITY)
  readonly ratedPowerW!: number | null;

  @IsCivilDate()
  readonly firstRegisteredOn!: string;

  @OrNull()
  @IsCivilDate()
  readonly manufacturedOn!: string | null;

  @Matches(DIVISION)
  readonly division!: string;

  @IsIn(OWNER_KINDS)
  readonly ownerKind!: OwnerKind;

  @OrNull()
  @Matches(USCC)
  readonly ownerUscc!: string | null;

  @Matches(/^[A-Z]{1,16}$/)
  readonly status!: string;

  @OrNull()
  @IsObject()
  @ValidateNested()
  @Type(() => RetrofitPayload)
  readonly retrofit!: RetrofitPayload | null;

  @IsArray()
  @Matches(/^[A-Z0-9_]{1,64}$/, { each: true })
  readonly warnings!: string[];
}

/** `vehicle.replated`, version 1. */
class VehicleReplatedPayload implements VehicleReplated {
  @IsObject()
  @ValidateNested()
  @Type(() => PlatePayload)
  readonly plate!: PlatePayload;

  @OrNull()
  @Matches(DIVISION)
  readonly division!: string | null;

  @IsCivilDate()
  readonly on!: string;
}

/** `vehicle.transferred`, version 1. */
class VehicleTransferredPayload implements VehicleTransferred {
  @Matches(DIVISION)
  readonly division!: string;

  @IsIn(OWNER_KINDS)
  readonly ownerKind!: OwnerKind;

  @OrNull()
  @Matches(USCC)
  readonly ownerUscc!: string | null;

  @OrNull()
  @Matches(/^[A-Z]$/)
  readonly useNature!: string | null;

  @IsCivilDate()
  readonly on!: string;
}

/** `vehicle.scrapped`, version 1. */
class VehicleScrappedPayload implements VehicleScrapped {
  @IsIn(['E', 'M', 'P'])
  readonly status!: VehicleScrapped['status'];

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly certificateNo!: string | null;

  @IsCivilDate()
  readonly on!: string;
}

/** `vehicle.stage-evidence-added`, version 1. */
class StageEvidenceAddedPayload implements StageEvidenceAdded {
  @IsIn(STAGE_SOURCES)
  readonly source!: StageSource;

  @IsIn(EMISSION_STAGES)
  readonly stage!: EmissionStage;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly reference!: string;
}

/** The payload class of every kind of vehicle fact; a kind without one does not compile. */
const CLASS_OF_KIND: { readonly [K in keyof VehiclePayloads]: new () => VehiclePayloads[K] } = {
  'vehicle.registered': VehicleRegisteredPayload,
  'vehicle.replated': VehicleReplatedPayload,
  'vehicle.transferred': VehicleTransferredPayload,
  'vehicle.scrapped': VehicleScrappedPayload,
  'vehicle.stage-evidence-added': StageEvidenceAddedPayload,
  'vehicle.owner-recorded': OwnerRecordedPayload,
  'vehicle.owner-erased': OwnerErasedPayload,
  'vehicle.review-decided': ReviewDecidedPayload,
  'vehicle.plate-surrendered': PlateSurrenderedPayload,
};

/** Teaches the registry every kind of vehicle fact, all at version 1. */
export function registerVehiclePayloads(payloads: PayloadRegistry): void {
  for (const [kind, payloadClass] of Object.entries(CLASS_OF_KIND)) payloads.register(kind, 1, payloadClass);
}

function isVehicleFact(fact: Fact): fact is VehicleFact {
  return fact.version === 1 && Object.hasOwn(CLASS_OF_KIND, fact.kind);
}

/** Those of the facts about a vehicle that this service can read; their payloads were checked when they were written. */
export const vehicleFactsOf = (facts: readonly Fact[]): VehicleFact[] => facts.filter(isVehicleFact);
