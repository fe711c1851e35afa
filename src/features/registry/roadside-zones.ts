import type { Instant } from '../../domain/shared/time.js';
import { civilDateOf, startOfCivilDay } from '../../domain/shared/time.js';
import type { CardPlate, RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import type { ZoneFinding } from '../../domain/vehicle/roadside.js';
import { judgeHere, type ZoneJudgement } from '../../domain/zone/relevant.js';
import type { Activation, RestrictionRule, ZonePlace } from '../../domain/zone/restriction-rule.js';

/** What the restrictions are asked about. */
export interface RoadsideZoneQuestion {
  readonly rules: readonly RestrictionRule[];
  readonly activations: readonly Activation[];
  readonly place: ZonePlace;
  readonly at: Instant;
}

/** What the restrictions say about a vehicle of the record with the plate that was asked for. */
export function judgeCard(
  { rules, activations, place, at }: RoadsideZoneQuestion,
  card: RoadsideCard,
  plate: CardPlate,
): readonly ZoneJudgement[] {
  const { retrofit } = card;
  const vehicle = {
    stage: card.stage,
    fuel: card.fuel,
    vehicleType: card.vehicleType,
    useNature: card.useNature,
    plateNumber: plate.number,
    plateType: plate.type,
    division: card.division,
    retrofits: retrofit === null ? [] : [{ kind: retrofit.kind, at: startOfCivilDay(retrofit.on) }],
    bodies: [],
    permits: [],
  };
  return judgeHere(rules, { vehicle, at, place, activations });
}

/** The judgements that say something against the vehicle, or leave it open, as findings of the roadside. */
export function findingsOf(judgements: readonly ZoneJudgement[]): readonly ZoneFinding[] {
  return judgements.flatMap(({ rule, verdict }) => {
    if (verdict.restricted === false) return [];
    const since = rule.validFrom === null ? null : civilDateOf(rule.validFrom);
    return [{ code: verdict.restricted === true ? 'RESTRICTED_ZONE' : 'ZONE_UNDECIDED', since }];
  });
}
