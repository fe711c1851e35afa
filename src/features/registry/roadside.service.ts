import { Injectable } from '@nestjs/common';
import { readPlate, type PlateReading } from '../../domain/shared/plate.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import type { Result } from '../../domain/shared/result.js';
import { readLocation, type GeoPoint } from '../../domain/vehicle/location.js';
import type { RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import { assessRoadside } from '../../domain/vehicle/roadside.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import type { FixedAnswer } from '../../platform/audit/shown-fields.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
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
import { roadsideAnswer } from './roadside-view.js';

/** The question as it was asked; null and absent mean the same. */
export interface RoadsideArguments {
  readonly plateNumber: string;
  readonly plateType?: string | null;
  readonly plateColor?: PlateColor | null;
  /** The moment that the question is about; now when absent. */
  readonly at?: Instant | null;
  readonly location?: GeoPoint | null;
}

interface CheckedQuestion {
  readonly plate: PlateReading;
  readonly plateType: string | null;
  readonly at: Instant;
  readonly location: GeoPoint | null;
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
  ) {
    this.#batcher = new Coalescer((lookups) => records.lookUp(lookups), MOST_AT_ONCE);
  }

  /**
   * The verdict for the vehicle in front of the officer, audited in the transaction of the read.
   * @throws AppError PLATE_FORMAT and the other codes of a plate (field plateNumber), TYPE_UNKNOWN, TIME_FUTURE,
   *   LOCATION_INVALID, and those of `authorise`
   */
  async check(question: RoadsideArguments, asked: RequestContext): Promise<RoadsideAnswer> {
    const { context } = authorise(asked, ROADSIDE_ACTION);
    const checked = checkQuestion(question, context.now);
    const plateNumber = checked.plate.normalized;
    const detail = detailText(plateNumber, checked);
    const record = await this.#batcher.put({ plateNumber, context, detail });
    const cards = record.cards.map((text) => JSON.parse(text) as RoadsideCard);
    const { at, plateType } = checked;
    const sources = provinceSources(record.heard, context.now, this.settings);
    const query = { plateNumber, plateType, plateColor: question.plateColor ?? null, at };
    const assessment = assessRoadside({ query, cards, sources });
    return roadsideAnswer(
      { assessment, cards, sources, plateNumber, at, warnings: checked.warnings },
      context,
    );
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

function checkQuestion(question: RoadsideArguments, now: Instant): CheckedQuestion {
  const plateType = question.plateType ?? null;
  const plate = valueOf(readPlate(question.plateNumber, plateType));
  const at = question.at ?? now;
  if (at > now && Date.parse(at) - Date.parse(now) > FUTURE_TOLERANCE_MS) {
    throw new AppError({ code: 'TIME_FUTURE', field: 'at', params: { value: at, today: civilDateOf(now) } });
  }
  const location = question.location ?? null;
  const isOutside = location !== null && !valueOf(readLocation(location)).isInDelta;
  const warnings = isOutside ? [...plate.warnings, 'LOCATION_OUTSIDE_DELTA'] : plate.warnings;
  return { plate, plateType, at, location, warnings: warnings.length === 0 ? NO_WARNINGS : warnings };
}

/** What the audit tells about the question and the fields of its answer. */
function detailText(plateNumber: string, { plateType, location, at }: CheckedQuestion): string {
  return JSON.stringify({ plateNumber, plateType, at, location, shown: SHOWN });
}
