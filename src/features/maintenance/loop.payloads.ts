import { IsIn, IsInt, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import type {
  AppealDecided,
  AppealLodged,
  ListingWithdrawn,
  LoopFellOverdue,
  LoopFactKind,
  LoopInput,
  LoopTransferredOut,
  NoticeServed,
  RepairStarted,
  StationOverridden,
} from '../../domain/maintenance/loop-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { LoopRulesSetPayload } from './loop-rule.payloads.js';
import { IsStationCode } from './payload-rules.js';
import { RepairCompletedPayload } from './repair.payloads.js';

const LONGEST_BASIS = 200;
const DIVISION = /^\d{6}$/;
const NOTICE_CHANNELS = ['LETTER', 'ANNOUNCEMENT', 'MESSAGE', 'IN_PERSON'] as const;
const WITHDRAWAL_REASONS = ['MISREAD_PLATE', 'CLONED_PLATE', 'WRONG_VEHICLE', 'OTHER'] as const;
const OVERRIDE_REASONS = ['STATION_CLOSED', 'STATION_SUSPENDED', 'OUT_OF_AREA', 'OTHER'] as const;
const APPEAL_DECISIONS = ['UPHELD', 'REJECTED'] as const;

class NoticeServedPayload implements NoticeServed {
  @IsString()
  @Length(1, 64)
  readonly noticeNo!: string;

  @IsIn(NOTICE_CHANNELS)
  readonly channel!: NoticeServed['channel'];

  @Matches(DIVISION)
  readonly division!: string;
}

class RepairStartedPayload implements RepairStarted {
  @IsStationCode()
  readonly stationCode!: string;

  @IsUUID('all')
  readonly failure!: string;

  @OrNull()
  @IsInt()
  @Min(1)
  readonly odometerKm!: number | null;
}

class AppealLodgedPayload implements AppealLodged {
  @IsUUID('all')
  readonly about!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

class AppealDecidedPayload implements AppealDecided {
  @IsUUID('all')
  readonly appeal!: string;

  @IsIn(APPEAL_DECISIONS)
  readonly decision!: AppealDecided['decision'];

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

class ListingWithdrawnPayload implements ListingWithdrawn {
  @IsUUID('all')
  readonly about!: string;

  @IsIn(WITHDRAWAL_REASONS)
  readonly reason!: ListingWithdrawn['reason'];

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

class StationOverriddenPayload implements StationOverridden {
  @OrNull()
  @IsStationCode()
  readonly stationCode!: string | null;

  @IsIn(OVERRIDE_REASONS)
  readonly reason!: StationOverridden['reason'];

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

class LoopFellOverduePayload implements LoopFellOverdue {
  @IsInt()
  @Min(1)
  readonly cycle!: number;

  @IsCivilDate()
  readonly dueOn!: string;
}

class LoopTransferredOutPayload implements LoopTransferredOut {
  @Matches(DIVISION)
  readonly division!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

const LOOP_KINDS: Readonly<Record<LoopFactKind, new () => object>> = {
  'loop.notice-served': NoticeServedPayload,
  'loop.repair-started': RepairStartedPayload,
  'loop.repair-completed': RepairCompletedPayload,
  'loop.appeal-lodged': AppealLodgedPayload,
  'loop.appeal-decided': AppealDecidedPayload,
  'loop.withdrawn': ListingWithdrawnPayload,
  'loop.station-overridden': StationOverriddenPayload,
  'loop.fell-overdue': LoopFellOverduePayload,
  'loop.transferred-out': LoopTransferredOutPayload,
};

/** Makes the facts about loops and their rules known. */
export function registerLoopPayloads(payloads: PayloadRegistry): void {
  payloads.register('loop-rules.set', 1, LoopRulesSetPayload);
  for (const [kind, payloadClass] of Object.entries(LOOP_KINDS)) payloads.register(kind, 1, payloadClass);
}

const INPUT = /^(?:vehicle|inspection|loop)\./;
const MOVING = /^(?:inspection|loop)\./;

/** The facts about a vehicle that its loop is folded from. */
export const loopInputsOf = (facts: readonly Fact[]): readonly LoopInput[] =>
  facts.filter((fact): fact is LoopInput => INPUT.test(fact.kind));

/** Whether any of the facts can put a vehicle on the list or move its loop. */
export const concernsLoop = (facts: readonly Fact[]): boolean => facts.some(({ kind }) => MOVING.test(kind));
