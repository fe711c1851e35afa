import type { Scaled } from '../emission/emission-facts.js';
import { addDays, civilDateOf } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import { foldLoop } from './fold-loop.js';
import type { LoopBook } from './loop-book.js';
import type { LoopInput } from './loop-facts.js';
import type { Listing } from './loop-state.js';

/** Civil days after the clearing within which a new listing says that the repair did not hold. */
const HOLDING_DAYS = 90;

/** One item of the failing and of the passing test; null where that test did not measure it. */
export interface ReadingPair {
  readonly code: string;
  readonly before: Scaled | null;
  readonly after: Scaled | null;
}

/** Whether the repair of a closed loop held. */
export interface LoopOutcome {
  readonly listing: string;
  readonly cycles: number;
  readonly listedOn: CivilDate;
  readonly clearedOn: CivilDate;
  /** The repair station whose repair was followed by the passed test. */
  readonly repairStation: string | null;
  readonly inspectionStation: string | null;
  readonly readings: readonly ReadingPair[];
  /** Day of the next listing within ninety days, null where there was none. */
  readonly relistedOn: CivilDate | null;
  /** NOT_YET_KNOWN: ninety days are not over. */
  readonly held: 'YES' | 'NO' | 'NOT_YET_KNOWN';
}

/** The readings before and after each loop that was cleared, oldest first, and whether it held, as of a moment. */
export function loopOutcomes(
  facts: readonly LoopInput[],
  book: LoopBook,
  at: Instant,
): readonly LoopOutcome[] {
  const { past, listing } = foldLoop(facts, book, at);
  const byId = new Map(factsInForce(facts).inForce.map((fact) => [fact.id, fact]));
  const listings = listing === null ? past : [...past, listing];
  return listings.flatMap((one, index) => {
    if (one.end?.stage !== 'CLEARED') return [];
    return [outcomeOf(one, one.end, listings[index + 1] ?? null, byId, civilDateOf(at))];
  });
}

function outcomeOf(
  listing: Listing,
  end: NonNullable<Listing['end']>,
  next: Listing | null,
  facts: ReadonlyMap<string, LoopInput>,
  today: CivilDate,
): LoopOutcome {
  const clearedOn = civilDateOf(end.at);
  const lastDay = addDays(clearedOn, HOLDING_DAYS);
  const nextOn = next === null ? null : civilDateOf(next.since);
  const relistedOn = nextOn !== null && nextOn <= lastDay ? nextOn : null;
  const passed = facts.get(end.factId);
  const test = passed?.kind === 'inspection.reported' ? passed.payload : null;
  const repair = listing.repairs.findLast(({ completedAt }) => test !== null && completedAt < test.startedAt);
  return {
    listing: listing.id,
    cycles: listing.cycle,
    listedOn: civilDateOf(listing.since),
    clearedOn,
    repairStation: repair?.stationCode ?? null,
    inspectionStation: test?.stationCode ?? null,
    readings: pairs(readingsOf(facts.get(listing.failure.factId)), readingsOf(passed)),
    relistedOn,
    held: relistedOn !== null ? 'NO' : today > lastDay ? 'YES' : 'NOT_YET_KNOWN',
  };
}

interface Reading {
  readonly code: string;
  readonly value: Scaled;
}

function readingsOf(fact: LoopInput | undefined): readonly Reading[] {
  if (fact?.kind === 'inspection.reported' || fact?.kind === 'inspection.field-checked') {
    return fact.payload.judgement.items;
  }
  if (fact?.kind !== 'inspection.remote-sensed') return [];
  return fact.payload.readings.map(({ pollutant, value }) => ({ code: pollutant, value }));
}

function pairs(before: readonly Reading[], after: readonly Reading[]): readonly ReadingPair[] {
  const codes = [...new Set([...before, ...after].map(({ code }) => code))].sort();
  const valueIn = (readings: readonly Reading[], code: string): Scaled | null =>
    readings.find((reading) => reading.code === code)?.value ?? null;
  return codes.map((code) => ({ code, before: valueIn(before, code), after: valueIn(after, code) }));
}
