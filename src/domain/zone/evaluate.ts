import type { Instant } from '../shared/time.js';
import { activationFor } from './activation.js';
import { exemptionFor } from './exemptions.js';
import { withinHours } from './hours.js';
import { placeFinding } from './place-fit.js';
import type { Activation, RuleContent, ZonePlace, ZoneVehicle } from './restriction-rule.js';
import {
  isSpecialVehicle,
  isWithinFuel,
  isWithinScope,
  isWithinStage,
  provinceDigitsOf,
} from './vehicle-fit.js';
import type { ZoneFinding, ZoneReason } from './zone-reasons.js';
import { OPEN_REASONS } from './zone-reasons.js';
import type { ZoneNextStep, ZoneOpenReason } from './zone-reasons.js';

/** What a rule says about one vehicle at one moment and place. Null: it cannot be told from what is known. */
export interface ZoneVerdict {
  readonly restricted: boolean | null;
  readonly reason: ZoneReason;
  /** Names of what would have to be known; empty unless `restricted` is null. */
  readonly missing: readonly string[];
  readonly nextStep: ZoneNextStep | null;
  /** First moment at which the rule or the declaration that switches it on ends; null: no end is known. */
  readonly until: Instant | null;
}

export interface ZoneQuestion {
  readonly vehicle: ZoneVehicle;
  readonly at: Instant;
  readonly place: ZonePlace;
  /** Declared heavy-pollution days. */
  readonly activations: readonly Activation[];
}

/**
 * Judges one restriction. A plain "no" of any part settles it, whatever else is unknown; without one, an unknown part
 * leaves it open (never a silent pass); exemptions count last.
 */
export function evaluateZone(rule: RuleContent, question: ZoneQuestion): ZoneVerdict {
  const { at, vehicle, place, activations } = question;
  const active =
    rule.ruleSet === null
      ? { isActive: 'YES' as const, activation: null }
      : activationFor(rule, at, place, activations);
  const until = earlier(rule.validUntil, active.activation?.until ?? null);
  const answer = (restricted: boolean | null, reason: ZoneReason, open: readonly ZoneOpenReason[] = []) => ({
    restricted,
    reason,
    missing: [...new Set(open.map((code) => OPEN_REASONS[code].missing))],
    nextStep: open[0] === undefined ? null : OPEN_REASONS[open[0]].nextStep,
    until,
  });
  const findings: readonly ZoneFinding[] = [
    active.isActive === 'YES' ? 'FITS' : active.isActive === 'NO' ? 'RULE_SET_NOT_ACTIVE' : 'PLACE_UNKNOWN',
    datesFinding(rule, at),
    placeFinding(rule, place),
    ...vehicleFindings(rule, vehicle),
    hoursFinding(rule, at),
  ];
  const open: ZoneOpenReason[] = [];
  for (const finding of findings) {
    if (finding === 'FITS') continue;
    if (!isOpen(finding)) return answer(false, finding);
    open.push(finding);
  }
  const exemption = exemptionFor(rule.exemptions, vehicle, at);
  if (exemption !== null) return answer(false, `EXEMPT_${exemption.kind}`);
  return open[0] === undefined ? answer(true, 'RESTRICTED') : answer(null, open[0], open);
}

const isOpen = (finding: ZoneReason): finding is ZoneOpenReason => Object.hasOwn(OPEN_REASONS, finding);

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function datesFinding({ validFrom, validUntil }: RuleContent, at: Instant): ZoneFinding {
  const isInForce = (validFrom === null || validFrom <= at) && (validUntil === null || at < validUntil);
  return isInForce ? 'FITS' : 'NOT_IN_FORCE';
}

function vehicleFindings(rule: RuleContent, vehicle: ZoneVehicle): readonly ZoneFinding[] {
  if (isSpecialVehicle(vehicle)) return ['SPECIAL_VEHICLE'];
  const type = isWithinScope(vehicle.vehicleType, rule.vehicleScope);
  const fuel = isWithinFuel(vehicle.fuel, rule.fuel);
  const stage = rule.stageMax === null ? 'YES' : isWithinStage(vehicle.stage, rule.stageMax);
  return [
    type === 'YES' ? 'FITS' : type === 'NO' ? 'TYPE_NOT_COVERED' : 'TYPE_UNKNOWN',
    fuel === 'YES' ? 'FITS' : fuel === 'NO' ? 'FUEL_NOT_COVERED' : 'FUEL_UNKNOWN',
    stage === 'YES' ? 'FITS' : stage === 'NO' ? 'STAGE_CLEANER' : 'STAGE_UNKNOWN',
    provinceFinding(rule, vehicle),
  ];
}

function provinceFinding(rule: RuleContent, vehicle: ZoneVehicle): ZoneFinding {
  if (rule.appliesToOutOfProvince || rule.cityCode === null) return 'FITS';
  const province = provinceDigitsOf(vehicle);
  if (province === null) return 'PROVINCE_UNKNOWN';
  return rule.cityCode.startsWith(province) ? 'FITS' : 'OUT_OF_PROVINCE_NOT_COVERED';
}

function hoursFinding({ hours }: RuleContent, at: Instant): ZoneFinding {
  const finding = withinHours(hours, at);
  return finding === 'WITHIN' ? 'FITS' : finding;
}
