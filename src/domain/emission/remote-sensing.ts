import { addMonths, civilDateOf, startOfCivilDay } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import { POLLUTANTS } from './emission-facts.js';
import type { Pollutant, Scaled } from './emission-facts.js';
import { exceedsRemoteLimit, REMOTE_MONTHS } from './remote-limits.js';

/** SUSPECT: one more exceedance would list the vehicle; nothing is public, nothing restricted. */
export type RemoteState = 'NONE' | 'SUSPECT' | 'LISTED';

/** One valid reading of one pollutant of one diesel vehicle. */
export interface RemoteSample {
  /** Names the record to the caller; readings of the same moment are told apart by it. */
  readonly key: string;
  readonly at: Instant;
  readonly site: string;
  /** What names the raw frames behind it; two records of a site that share one are one. */
  readonly frames: readonly string[];
  readonly pollutant: Pollutant;
  readonly value: Scaled;
}

export interface RemoteOptions {
  /** Least minutes between two records of one site that count as two; null: only records of one moment are one. */
  readonly minGapMinutes: number | null;
  /** Moments of passed statutory tests, where the city lets them end a run of exceedances; else empty. */
  readonly passes: readonly Instant[];
  /** What is later has not happened yet; null: all of it has, and no suspicion has run out. */
  readonly now: Instant | null;
}

/** Two consecutive exceedances of one pollutant within six calendar months: keys of both, and when the second was. */
export interface RemoteListing {
  readonly pollutant: Pollutant;
  readonly decisive: readonly [string, string];
  readonly listedAt: Instant;
}

/** An exceedance that one more would make a listing, until a moment that still counts. */
export interface RemoteSuspicion {
  readonly pollutant: Pollutant;
  readonly key: string;
  readonly at: Instant;
  readonly until: Instant;
}

/** Every exceedance, and when it ceased to count towards a second: at the next record of its pollutant, or a pass. */
export interface RemoteSpan extends RemoteSuspicion {
  /** Null while it stands; its six months may have run out all the same. */
  readonly endedAt: Instant | null;
}

export interface RemoteOutcome {
  readonly state: RemoteState;
  /** LISTED: the two of the first listing. SUSPECT: the standing exceedance of each pollutant that has one, by time. */
  readonly decisive: readonly string[];
  readonly listedAt: Instant | null;
  /** Every pair that lists, by time: after a vehicle was cleared a later one lists it anew. */
  readonly listings: readonly RemoteListing[];
  readonly suspicions: readonly RemoteSuspicion[];
  readonly spans: readonly RemoteSpan[];
}

/** Records of one site and pollutant that count as one. */
interface Cluster {
  at: Instant;
  key: string;
  exceeds: boolean;
  last: Instant;
}

const MINUTE_MS = 60_000;

/**
 * The decision rule of HJ 845-2017: two or more consecutive exceedances of the same pollutant within six calendar
 * months. Between them there is no valid record of that pollutant below the limit and, where passes are given, no
 * passed test. The order of the samples does not matter.
 *
 * - The second counts until the same time of day six calendar months after the first in Asia/Shanghai, that moment
 *   included; the day is clamped to the month's end (08-31 → 02-28 or 02-29).
 * - Records of one site less than the gap apart are one, whatever the device, also as a chain of several; it exceeds
 *   when one of them does, and then its moment and key are those of its earliest exceedance.
 * - Of different sites at the very same moment the record below the limit is taken first, so that it separates.
 * - An exceedance is a suspicion while the next one could still list: nothing separates it and its six months run.
 */
export function judgeRemoteSamples(samples: readonly RemoteSample[], options: RemoteOptions): RemoteOutcome {
  const { now, passes } = options;
  const past = now === null ? samples : samples.filter(({ at }) => at <= now);
  const passed = [...passes].filter((at) => now === null || at <= now).sort();
  const listings: RemoteListing[] = [];
  const spans: RemoteSpan[] = [];
  const suspicions: RemoteSuspicion[] = [];
  for (const pollutant of POLLUTANTS) {
    const own = past.filter((sample) => sample.pollutant === pollutant);
    if (own.length === 0) continue;
    const clusters = clustersOf(own, options.minGapMinutes);
    const standing = follow(pollutant, clusters, passed, listings);
    spans.push(...spansOf(pollutant, clusters, passed));
    if (standing !== null && (now === null || now <= standing.until)) suspicions.push(standing);
  }
  listings.sort((a, b) => compareText(a.listedAt, b.listedAt));
  suspicions.sort((a, b) => compareText(a.at, b.at));
  return outcomeOf(listings, suspicions, spans);
}

function outcomeOf(
  listings: readonly RemoteListing[],
  suspicions: readonly RemoteSuspicion[],
  spans: readonly RemoteSpan[],
): RemoteOutcome {
  const [first] = listings;
  if (first !== undefined) {
    return {
      state: 'LISTED',
      decisive: first.decisive,
      listedAt: first.listedAt,
      listings,
      suspicions,
      spans,
    };
  }
  const decisive = suspicions.map(({ key }) => key);
  return {
    state: suspicions.length > 0 ? 'SUSPECT' : 'NONE',
    decisive,
    listedAt: null,
    listings,
    suspicions,
    spans,
  };
}

/** Goes through the clusters of one pollutant by time, notes each pair that lists and gives what stands at the end. */
function follow(
  pollutant: Pollutant,
  clusters: readonly Cluster[],
  passes: readonly Instant[],
  listings: RemoteListing[],
): RemoteSuspicion | null {
  let standing: RemoteSuspicion | null = null;
  for (const { at, key, exceeds } of clusters) {
    if (exceeds && standing !== null && at <= standing.until && !passedBetween(passes, standing.at, at)) {
      listings.push({ pollutant, decisive: [standing.key, key], listedAt: at });
    }
    standing = exceeds ? { pollutant, key, at, until: sixMonthsAfter(at) } : null;
  }
  return standing === null || passedBetween(passes, standing.at, null) ? null : standing;
}

function spansOf(
  pollutant: Pollutant,
  clusters: readonly Cluster[],
  passes: readonly Instant[],
): readonly RemoteSpan[] {
  return clusters.flatMap(({ at, key, exceeds }, index) => {
    if (!exceeds) return [];
    const next = clusters[index + 1]?.at ?? null;
    const pass = passes.find((moment) => moment > at) ?? null;
    const endedAt = next === null || (pass !== null && pass < next) ? pass : next;
    return [{ pollutant, key, at, until: sixMonthsAfter(at), endedAt }];
  });
}

/** Whether a test was passed after a moment and not after another; null: up to now. */
function passedBetween(passes: readonly Instant[], from: Instant, to: Instant | null): boolean {
  return passes.some((pass) => pass > from && (to === null || pass <= to));
}

/** The same time of day in Asia/Shanghai six calendar months later. */
function sixMonthsAfter(at: Instant): Instant {
  const date = civilDateOf(at);
  const timeOfDay = Date.parse(at) - Date.parse(startOfCivilDay(date));
  const later = Date.parse(startOfCivilDay(addMonths(date, REMOTE_MONTHS))) + timeOfDay;
  return new Date(later).toISOString();
}

function clustersOf(samples: readonly RemoteSample[], minGapMinutes: number | null): readonly Cluster[] {
  const sorted = [...samples].sort((a, b) => compareText(a.at, b.at) || compareText(a.key, b.key));
  const latest = new Map<string, Cluster>();
  const framed = new Map<string, Cluster>();
  const clusters: Cluster[] = [];
  for (const sample of sorted) {
    const { at, key, site } = sample;
    const exceeds = exceedsRemoteLimit(sample.pollutant, sample.value);
    const frames = sample.frames.map((frame) => `${site} ${frame}`);
    let cluster = frames.map((frame) => framed.get(frame)).find((one) => one !== undefined);
    cluster ??= isClose(latest.get(site), at, minGapMinutes) ? latest.get(site) : undefined;
    if (cluster === undefined) {
      cluster = { at, key, exceeds, last: at };
      clusters.push(cluster);
    } else if (exceeds && !cluster.exceeds) {
      Object.assign(cluster, { at, key, exceeds });
    }
    cluster.last = at;
    latest.set(site, cluster);
    for (const frame of frames) framed.set(frame, cluster);
  }
  return clusters.sort(
    (a, b) => compareText(a.at, b.at) || Number(a.exceeds) - Number(b.exceeds) || compareText(a.key, b.key),
  );
}

function isClose(cluster: Cluster | undefined, at: Instant, minGapMinutes: number | null): boolean {
  if (cluster === undefined) return false;
  if (cluster.last === at) return true;
  return minGapMinutes !== null && Date.parse(at) - Date.parse(cluster.last) < minGapMinutes * MINUTE_MS;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
