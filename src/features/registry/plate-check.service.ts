import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { describeProblem } from '../../domain/shared/messages.js';
import { readPlate } from '../../domain/shared/plate.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import { assessRoadside, type SourceStatus } from '../../domain/vehicle/roadside.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { globalId } from '../../platform/graphql/relay.js';
import type { PlateCheckAnswer, PlateCheckRow } from './plate-check.model.js';
import { CHECK_PLATES_ACTION, PlateCheckRepository } from './plate-check.repository.js';
import { provinceSources, withAnswers } from './province-sources.js';
import { sourceView } from './roadside-view.js';
import { VEHICLE_TYPE } from './vehicle-view.js';

/** A plate as it was given; null and absent mean the same. */
export interface PlateToCheck {
  readonly plateNumber: string;
  readonly plateType?: string | null;
}

const MOST_PLATES = 10_000;
/** So many rows are judged before other requests have their turn. */
const ROWS_A_TURN = 500;

type Reading =
  | { readonly place: number; readonly plateNumber: string; readonly plateType: string | null }
  | { readonly problem: Problem; readonly plateNumber: string };

interface ReadPlates {
  readonly readings: readonly Reading[];
  /** Normalised, each once. */
  readonly numbers: readonly string[];
}

/** Many plates at once: a code for each. */
@Injectable()
export class PlateCheckService {
  constructor(
    private readonly records: PlateCheckRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * The roadside verdict of up to 10 000 plates as of now, one row a plate in the order given; an unreadable plate has
   * its error code and does not stop the others. One audit line for the call, in the transaction of the read.
   * @throws AppError BATCH_TOO_LARGE, and those of `authorise`
   */
  async check(asked: RequestContext, plates: readonly PlateToCheck[]): Promise<PlateCheckAnswer> {
    const { context } = authorise(asked, CHECK_PLATES_ACTION);
    if (plates.length > MOST_PLATES) {
      const params = { value: plates.length, maximum: MOST_PLATES };
      throw new AppError('BATCH_TOO_LARGE', params, { field: 'plates' });
    }
    const { readings, numbers } = readAll(plates);
    const record = await this.records.lookUp(context, numbers, plates.length);
    const sources = provinceSources(record.heard, context.now, this.settings);
    const sites = new Set<SiteCode>();
    const rows: PlateCheckRow[] = [];
    for (const [index, reading] of readings.entries()) {
      if (index % ROWS_A_TURN === 0) await setImmediate();
      if ('problem' in reading) {
        rows.push(refusedRow(reading, index, context.language));
        continue;
      }
      const cards = (record.cards[reading.place] ?? []).map((text) => JSON.parse(text) as RoadsideCard);
      for (const card of cards) sites.add(card.site);
      rows.push(checkedRow(reading, index, { cards, sources, now: context.now }));
    }
    return { checkedAt: context.now, rows, sources: withAnswers(sources, [...sites]).map(sourceView) };
  }
}

function readAll(plates: readonly PlateToCheck[]): ReadPlates {
  const places = new Map<string, number>();
  const readings = plates.map(({ plateNumber, plateType = null }): Reading => {
    const reading = readPlate(plateNumber, plateType);
    if (!reading.ok) return { problem: reading.error, plateNumber };
    const { normalized } = reading.value;
    const place = places.get(normalized) ?? places.size;
    places.set(normalized, place);
    return { place, plateNumber: normalized, plateType };
  });
  return { readings, numbers: [...places.keys()] };
}

function refusedRow(
  { problem, plateNumber }: Extract<Reading, { problem: Problem }>,
  index: number,
  language: Language,
): PlateCheckRow {
  return {
    index,
    plateNumber,
    code: problem.code,
    message: describeProblem(problem, language),
    verdict: null,
    reasons: [],
    ambiguous: false,
    vehicleId: null,
  };
}

interface Found {
  readonly cards: readonly RoadsideCard[];
  readonly sources: readonly SourceStatus[];
  readonly now: Instant;
}

function checkedRow(
  { plateNumber, plateType }: Extract<Reading, { place: number }>,
  index: number,
  { cards, sources, now }: Found,
): PlateCheckRow {
  const query = { plateNumber, plateType, plateColor: null, at: now };
  const { verdict, reasons, ambiguous, vehicles } = assessRoadside({ query, cards, sources });
  const [only] = ambiguous ? [] : vehicles;
  return {
    index,
    plateNumber,
    code: verdict,
    message: null,
    verdict,
    reasons: [...new Set(reasons.map((reason) => reason.code))],
    ambiguous,
    vehicleId: only === undefined ? null : globalId(VEHICLE_TYPE, only.vehicleId),
  };
}
