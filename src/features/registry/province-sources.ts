import type { Instant } from '../../domain/shared/time.js';
import { SITES, type SiteCode } from '../../domain/sync/fact.js';
import type { SourceStatus } from '../../domain/vehicle/roadside.js';

const MS_A_SECOND = 1000;

interface SourceRules {
  readonly site: SiteCode;
  /** Seconds. */
  readonly sourceSilentAfter: number;
}

/**
 * How up to date each province is: the own record is as of now; another province is SILENT when it was never heard of or
 * not for too long, even where facts of it are known, since they may be out of date.
 */
export function provinceSources(
  heard: ReadonlyMap<string, Instant>,
  now: Instant,
  { site: own, sourceSilentAfter }: SourceRules,
): readonly SourceStatus[] {
  const latestSilent = Date.parse(now) - sourceSilentAfter * MS_A_SECOND;
  return SITES.map((site) => {
    const asOf = site === own ? now : (heard.get(site) ?? null);
    const isSilent = asOf === null || Date.parse(asOf) < latestSilent;
    return { site, status: isSilent ? 'SILENT' : 'NO_RECORD', asOf };
  });
}

/** The same, where provinces that are not silent answered with the vehicles found. */
export function withAnswers(
  sources: readonly SourceStatus[],
  found: readonly SiteCode[],
): readonly SourceStatus[] {
  if (found.length === 0) return sources;
  return sources.map((source) =>
    source.status === 'NO_RECORD' && found.includes(source.site) ? { ...source, status: 'ANSWERED' } : source,
  );
}
