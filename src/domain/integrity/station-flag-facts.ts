import type { FlagDecided, FlagSeverity } from '../emission/emission-facts.js';
import { idOfName } from '../shared/named-id.js';
import type { Instant } from '../shared/time.js';
import type { Fact, SiteCode } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { EvidenceRow } from './integrity-types.js';

export const STATION_FLAG_SUBJECT = 'station-flag';

/** A lead about a station as a whole, found in its records of a civil month (A6). It holds nothing. */
export interface StationFlagged {
  readonly stationCode: string;
  /** `YYYY-MM`, of Asia/Shanghai. */
  readonly month: string;
  readonly rule: string;
  readonly code: string;
  readonly severity: FlagSeverity;
  readonly evidence: readonly EvidenceRow[];
}

export type StationFlagFact =
  Fact<'integrity.station-flagged', StationFlagged> | Fact<'integrity.station-flag-decided', FlagDecided>;

/** A flag of a station and how it stands. */
export interface StationFlagState {
  readonly factId: string;
  readonly site: SiteCode;
  readonly flagged: StationFlagged;
  readonly foundAt: Instant;
  readonly state: 'OPEN' | FlagDecided['decision'];
  readonly decidedAt: Instant | null;
}

/** The subject of all flags of a station, the same at every site. */
export const stationFlagSubject = (stationCode: string, sha256: Sha256): string =>
  idOfName('qingtu/station-flag/1/', stationCode, sha256);

/** The flags of a station with the decision that rules each: the one that was recorded last. In the order of their facts. */
export function foldStationFlags(facts: readonly StationFlagFact[]): readonly StationFlagState[] {
  const ordered = [...new Map(facts.map((fact) => [fact.id, fact])).values()].sort(byRecording);
  return ordered.flatMap((fact): readonly StationFlagState[] => {
    if (fact.kind !== 'integrity.station-flagged') return [];
    const decision = ordered.findLast(
      (one) => one.kind === 'integrity.station-flag-decided' && one.payload.flag === fact.id,
    );
    const isDecided = decision?.kind === 'integrity.station-flag-decided';
    return [
      {
        factId: fact.id,
        site: fact.site,
        flagged: fact.payload,
        foundAt: fact.recordedAt,
        state: isDecided ? decision.payload.decision : 'OPEN',
        decidedAt: isDecided ? decision.recordedAt : null,
      },
    ];
  });
}

function byRecording(a: StationFlagFact, b: StationFlagFact): number {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
