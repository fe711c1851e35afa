import { Injectable } from '@nestjs/common';
import { cityOf, readDivision } from '../../domain/shared/division.js';
import type { Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { evaluateZone, type ZoneVerdict } from '../../domain/zone/evaluate.js';
import { isPartOf } from '../../domain/zone/place-fit.js';
import { readZonePlace, readZoneVehicle } from '../../domain/zone/read-question.js';
import { judgeHere, type ZoneJudgement } from '../../domain/zone/relevant.js';
import type {
  Activation,
  RestrictionRule,
  RuleContent,
  ZonePlace,
} from '../../domain/zone/restriction-rule.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { ZoneBook } from './zone-book.js';
import type { ZonePlaceInput, ZoneVehicleInput } from './zone.input.js';

/** Answers about restrictions; they are public notices, so nothing protected is read. */
@Injectable()
export class ZoneReadService {
  constructor(private readonly book: ZoneBook) {}

  /**
   * The restrictions of a division in force at that moment (now when not said), those of its parts and of what it is part
   * of included; of a set that is off too. @throws AppError DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD, those of `authorise`
   */
  async rules(asked: RequestContext, city: string, at: Instant | null): Promise<readonly RestrictionRule[]> {
    const { context } = authorise(asked, 'zone.read');
    const code = valueOf(readDivision(city, undefined, 'city')).normalized;
    const moment = at ?? context.now;
    const { rules } = await this.book.latest();
    return rules.filter(
      ({ cityCode, validFrom, validUntil }) =>
        (validFrom ?? '') <= moment &&
        (validUntil === null || moment < validUntil) &&
        touches(cityCode, code),
    );
  }

  /** The heavy-pollution days that are on in a division at that moment. @throws AppError as {@link rules} */
  async pollutionDays(
    asked: RequestContext,
    city: string,
    at: Instant | null,
  ): Promise<readonly Activation[]> {
    const { context } = authorise(asked, 'zone.read');
    const code = valueOf(readDivision(city, undefined, 'city')).normalized;
    const moment = at ?? context.now;
    const { activations } = await this.book.latest();
    return activations.filter(
      ({ from, until, divisions }) =>
        from <= moment && moment < until && divisions.some((division) => touches(division, code)),
    );
  }

  /** What the restrictions say about a vehicle as it is described. @throws AppError of what cannot be read, and of `authorise` */
  async check(
    asked: RequestContext,
    vehicle: ZoneVehicleInput,
    at: Instant | null,
    place: ZonePlaceInput,
  ): Promise<readonly ZoneJudgement[]> {
    const authorised = authorise(asked, 'zone.read');
    const { rules, activations } = await this.book.latest();
    return judgeHere(rules, {
      vehicle: valueOf(readZoneVehicle(vehicle)),
      at: at ?? authorised.context.now,
      place: placeSeenBy(authorised, place),
      activations,
    });
  }

  /**
   * What a rule that is not enacted would say; one of a set is judged as if the set were on.
   * @throws AppError of what cannot be read, and of `authorise`
   */
  preview(
    asked: RequestContext,
    rule: Result<RuleContent>,
    vehicle: ZoneVehicleInput,
    at: Instant | null,
    place: ZonePlaceInput,
  ): { readonly rule: RuleContent; readonly verdict: ZoneVerdict } {
    const authorised = authorise(asked, 'zone.enact');
    const content = valueOf(rule);
    const verdict = evaluateZone(
      { ...content, ruleSet: null },
      {
        vehicle: valueOf(readZoneVehicle(vehicle)),
        at: at ?? authorised.context.now,
        place: placeSeenBy(authorised, place),
        activations: [],
      },
    );
    return { rule: content, verdict };
  }
}

/** The place as it was told; without a division it is in the caller's own city, where the caller stands. */
export function placeSeenBy({ actor }: Pick<Authorised, 'actor'>, place: ZonePlaceInput): ZonePlace {
  const read = valueOf(readZonePlace(place));
  if (read.division === null) return { ...read, division: cityOf(actor.division) };
  const division = valueOf(readDivision(read.division, undefined, 'place.city')).normalized;
  return { ...read, division };
}

const touches = (division: string | null, code: string): boolean =>
  division !== null && (isPartOf(division, code) || isPartOf(code, division));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}
