import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { describeProblem } from '../../domain/shared/messages.js';
import { readPlate } from '../../domain/shared/plate.js';
import type { Problem } from '../../domain/shared/result.js';
import type { RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import { assessRoadside, type SourceStatus } from '../../domain/vehicle/roadside.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { FixedAnswer } from '../../platform/audit/shown-fields.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { globalId } from '../../platform/graphql/relay.js';
import type { PlateCheckAnswer, PlateCheckRow } from './plate-check.model.js';
import { PlateCheckRepository } from './plate-check.repository.js';
import { provinceSources, withAnswers } from './province-sources.js';
import { sourceView } from './roadside-view.js';
import { VEHICLE_TYPE } from './vehicle-view.js';

/** A plate as it was given; null and absent mean the same. */
export interface PlateToCheck {
  readonly plateNumber: string;
  readonly plateType?: string | null;
}

const ACTION = 'vehicle.check-plates';
const SHOWN: FixedAnswer = 'PLATE_VERDICT';
const MOST_PLATES = 10_000;
/** So many rows are judged before other requests have their turn. */
const ROWS_A_TURN = 500;

interface ReadPlate {
  /** Normalised. */
  readonly plateNumber: string;
  readonly plateType: string | null;
}

interface RefusedPlate {
  readonly problem: Problem;
  /** As it was given. */
  readonly plateNumber: string;
}

type Reading = ReadPlate | RefusedPlate;

/** Many plates at once: a code for each. */
@Injectable()
export class PlateCheckService {
  constructor(
    private readonly database: Database,
    private readonly records: PlateCheckRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * The roadside verdict of up to 10 000 plates as of now, one row a plate in the order given; an unreadable plate has
   * its error code and does not stop the others. One audit line for the call, in the transaction of the read.
   * @throws AppError BATCH_TOO_LARGE, and those of `authorise`
   */
  async check(asked: RequestContext, plates: readonly PlateToCheck[]): Promise<PlateCheckAnswer> {
    const { context } = authorise(asked, ACTION);
    if (plates.length > MOST_PLATES) {
      const params = { value: plates.length, maximum: MOST_PLATES };
      throw new AppError('BATCH_TOO_LARGE', params, { field: 'plates' });
    }
    const readings = plates.map(readingOf);
    const numbers = [
      ...new Set(readings.flatMap((one) => ('problem' in one ? [] : [one.plateNumber]))),
    ].sort();
    const { cards, heard } = await this.database.transaction(async (tx) => {
      const record = { heard: await this.records.heard(tx), cards: await this.records.cards(tx, numbers) };
      const subjects = [...new Set([...record.cards.values()].flat().map(({ id }) => id))];
      const detail = { plates: plates.length, shown: SHOWN };
      await recordAudit(tx, context, { action: ACTION, subjects, detail });
      return record;
    });
    const sources = provinceSources(heard, context.now, this.settings);
    const sites = [...new Set([...cards.values()].flat().map(({ site }) => site))];
    const rows = await rowsOf(readings, { cards, sources, context });
    return { checkedAt: context.now, rows, sources: withAnswers(sources, sites).map(sourceView) };
  }
}

function readingOf({ plateNumber, plateType = null }: PlateToCheck): Reading {
  const reading = readPlate(plateNumber, plateType);
  return reading.ok
    ? { plateNumber: reading.value.normalized, plateType }
    : { problem: reading.error, plateNumber };
}

interface Found {
  readonly cards: ReadonlyMap<string, readonly RoadsideCard[]>;
  readonly sources: readonly SourceStatus[];
  readonly context: RequestContext;
}

async function rowsOf(readings: readonly Reading[], found: Found): Promise<readonly PlateCheckRow[]> {
  const rows: PlateCheckRow[] = [];
  for (const [index, reading] of readings.entries()) {
    if (index % ROWS_A_TURN === 0) await setImmediate();
    const row =
      'problem' in reading
        ? refusedRow(reading, index, found.context.language)
        : checkedRow(reading, index, found);
    rows.push(row);
  }
  return rows;
}

function refusedRow(
  { problem, plateNumber }: RefusedPlate,
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

function checkedRow(
  { plateNumber, plateType }: ReadPlate,
  index: number,
  { cards, sources, context }: Found,
): PlateCheckRow {
  const query = { plateNumber, plateType, plateColor: null, at: context.now };
  const known = cards.get(plateNumber) ?? [];
  const { verdict, reasons, ambiguous, vehicles } = assessRoadside({ query, cards: known, sources });
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
