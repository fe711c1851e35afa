import { IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { OWNER_KINDS } from '../../domain/vehicle/vehicle-facts.js';
import type { OwnerErased, OwnerKind, OwnerRecorded } from '../../domain/vehicle/vehicle-facts.js';
import { IsCivilDate, OrNull } from './payload-rules.js';

const LONGEST_BUSINESS_NAME = 100;
const LONGEST_BASIS = 64;

/** `vehicle.owner-recorded`, version 1. */
export class OwnerRecordedPayload implements OwnerRecorded {
  @IsIn(OWNER_KINDS)
  readonly ownerKind!: OwnerKind;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_BUSINESS_NAME)
  readonly organisationName!: string | null;

  @OrNull()
  @IsUUID()
  readonly record!: string | null;

  @OrNull()
  @Matches(/^[0-9a-f]{64}$/)
  readonly commitment!: string | null;

  @IsCivilDate()
  readonly on!: string;
}

/** `vehicle.owner-erased`, version 1. */
export class OwnerErasedPayload implements OwnerErased {
  @IsUUID()
  readonly record!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;

  @IsCivilDate()
  readonly on!: string;
}
