import { Injectable } from '@nestjs/common';
import { readPlate, type PlateReading } from '../../domain/shared/plate.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import type { Result } from '../../domain/shared/result.js';
import { readLocation, type GeoPoint } from '../../domain/vehicle/location.js';
import type { CardPlate, RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import type { ZoneJudgement } from '../../domain/zone/relevant.js';
import type { ZonePlace } from '../../domain/zone/restriction-rule.js';
import { assessRoadside } from '../../domain/vehicle/roadside.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import type { FixedAnswer } from '../../platform/audit/shown-fields.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { placeSeenBy, ZoneBook, type ZonePlaceInput } from '../zones/index.js';
import { provinceSources } from './province-sources.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { Coalescer } from './coalescer.js';
import type { RoadsideAnswer } from './roadside.model.js';
import {
  ROADSIDE_ACTION,
  RoadsideRepository,
  type RoadsideLookup,
  type RoadsideRecord,
} from './roadside.repository.js';
import { findingsOf, judgeCard, type RoadsideZoneQuestion } from './roadside-zones.js';
import { roadsideAnswer } from './roadside-view.js';

/** The question as it was asked; null and absent mean the same. */
export interface RoadsideArguments {
  readonly plateNumber: string;
  readonly plateType?: string | null;
  readonly plateColor?: PlateColor | null;
  /** The moment that the question is about; now when absent. */
  readonly at?: Instant | null;
  readonly location?: GeoPoint | null;
  /** Where the vehicle is: the restrictions there are judged too. */
  readonly place?: ZonePlaceInput | null;
}

interface CheckedQuestion {
  readonly plate: PlateReading;
  readonly plateType: string | null;
  readonly at: Instant;
  readonly location: GeoPoint | null;
  readonly place: ZonePlace | null;
  readonly warnings: readonly string[];
}

const MOST_AT_ONCE = 128;
/** Clocks of hand-held devices may be this far ahead. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
const SHOWN: FixedAnswer = 'ROADSIDE_ANSWER';
const NO_WARNINGS: readonly string[] = [];

/** The roadside question. */
@Injectable()
export class RoadsideService {
  readonly #batcher: Coalescer<RoadsideLookup, RoadsideRecord>;

  constructor(
    records: RoadsideRepository,
    private readonly settings: SiteSettings,
    private readonly book: ZoneBook,
  ) {
    this.#batcher = new Coalescer((lookups) => records.lookUp(lookups), MOST_AT_ONCE);
  }

  /**
   * The verdict for the vehicle in front of the officer, audited in the transaction of the read.
   * @throws AppError PLATE_FORMAT and the other codes of a plate (field plateNumber), TYPE_UNKNOWN, TIME_FUTURE,
   *   LOCATION_INVALID, and those of `authorise`
   */
  async check(question: RoadsideArguments, asked: RequestContext): Promise<RoadsideAnswer> {
    const authorised = authorise(asked, ROADSIDE_ACTION);
    const { context } = authorised;
    const checked = checkQuestion(question, authorised);
    const plateNumber = checked.plate.normalized;
    const detail = detailText(plateNumber, checked);
    const record = await this.#batcher.put({
      plateNumber,
      context,
      detail,
      asksForZones: checked.place !== null,
    });
    const cards = record.cards.map((text) => JSON.parse(text) as RoadsideCard);
    const { at, plateType } = checked;
    const sources = provinceSources(record.heard, context.now, this.settings);
    const query = { plateNumber, plateType, plateColor: question.plateColor ?? null, at };
    const zones = await this.#zones(checked, record);
    const judged = new Map<string, readonly ZoneJudgement[]>();
    const zoneFindings = (card: RoadsideCard, plate: CardPlate) => {
      const judgements = zones === null ? [] : judgeCard(zones, card, plate);
      judged.set(card.id, judgements);
      return findingsOf(judgements);
    };
    const assessment = assessRoadside({
      query,
      cards,
      sources,
      ...(zones !== null && { zoneFindings }),
    });
    return roadsideAnswer(
      {
        assessment,
        cards,
        sources,
        plateNumber,
        at,
        warnings: checked.warnings,
        restrictions: zones === null ? null : judged,
      },
      context,
    );
  }

  /** The rules that hold by the time of the read, so that an enacted one counts at once in every process. */
  async #zones(
    { place, at }: CheckedQuestion,
    { zoneVersion }: RoadsideRecord,
  ): Promise<RoadsideZoneQuestion | null> {
    if (place === null) return null;
    const { rules, activations } = await this.book.since(zoneVersion);
    return { rules, activations, place, at };
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

function checkQuestion(question: RoadsideArguments, authorised: Authorised): CheckedQuestion {
  const { now } = authorised.context;
  const plateType = question.plateType ?? null;
  const plate = valueOf(readPlate(question.plateNumber, plateType));
  const at = question.at ?? now;
  if (at > now && Date.parse(at) - Date.parse(now) > FUTURE_TOLERANCE_MS) {
    throw new AppError({ code: 'TIME_FUTURE', field: 'at', params: { value: at, today: civilDateOf(now) } });
  }
  const location = question.location ?? null;
  const isOutside = location !== null && !valueOf(readLocation(location)).isInDelta;
  const warnings = isOutside ? [...plate.warnings, 'LOCATION_OUTSIDE_DELTA'] : plate.warnings;
  const place = question.place ? placeSeenBy(authorised, question.place) : null;
  return { plate, plateType, at, location, place, warnings: warnings.length === 0 ? NO_WARNINGS : warnings };
}

/** What the audit tells about the question and the fields of its answer. */
function detailText(plateNumber: string, { plateType, location, at, place }: CheckedQuestion): string {
  return JSON.stringify({
    plateNumber,
    plateType,
    at,
    location,
    ...(place !== null && { place }),
    shown: SHOWN,
  });
}
