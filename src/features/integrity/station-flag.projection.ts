import { Injectable } from '@nestjs/common';
import { foldStationFlags, STATION_FLAG_SUBJECT } from '../../domain/integrity/station-flag-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { stationFlagFactsOf } from './station-flag.payloads.js';

const UPSERT = statement(
  'station_flag_upsert',
  `INSERT INTO station_flag (fact_id, site, station_code, division, month, code, state, found_at, decided_at)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
     $8::timestamptz[], $9::timestamptz[])
   ON CONFLICT (fact_id) DO UPDATE SET (state, decided_at) = (excluded.state, excluded.decided_at)`,
);

/** The flags of stations as their facts leave them; they are added and decided, never taken away. */
@Injectable()
export class StationFlagProjection implements Projection {
  readonly subjectType = STATION_FLAG_SUBJECT;
  readonly tables = [{ name: 'station_flag', key: ['fact_id'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const flags = [...factsBySubject.values()].flatMap((facts) =>
      foldStationFlags(stationFlagFactsOf(facts)),
    );
    await tx.query(UPSERT, [
      flags.map(({ factId }) => factId),
      flags.map(({ site }) => site),
      flags.map(({ flagged }) => flagged.stationCode),
      flags.map(({ flagged, site }) => /^\d{6}/.exec(flagged.stationCode)?.[0] ?? site),
      flags.map(({ flagged }) => flagged.month),
      flags.map(({ flagged }) => flagged.code),
      flags.map(({ state }) => state),
      flags.map(({ foundAt }) => foundAt),
      flags.map(({ decidedAt }) => decidedAt),
    ]);
  }
}
