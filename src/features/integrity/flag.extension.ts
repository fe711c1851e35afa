import type { EmissionFact } from '../../domain/emission/emission-facts.js';
import { flagDecisions, type FlagFact } from '../../domain/emission/report-holds.js';
import type { RepairCompleted } from '../../domain/maintenance/loop-facts.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { OpenedExtension, VehicleExtension } from '../registry/index.js';

export const FLAG_STATES = ['OPEN', 'DISMISSED', 'UPHELD', 'OBSOLETE'] as const;
/** How a flag stands. OBSOLETE: the record that it is about was corrected since. */
export type FlagState = (typeof FLAG_STATES)[number];

interface FlagRow {
  readonly fact: FlagFact;
  readonly stationCode: string;
  readonly state: FlagState;
  readonly decidedAt: Instant | null;
}

const UPSERT = statement(
  'integrity_flag_upsert',
  `INSERT INTO integrity_flag AS t (fact_id, site, vehicle_id, about, station_code, division, rule, code, severity, hold,
     state, found_at, decided_at)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::boolean[], $11::text[], $12::timestamptz[], $13::timestamptz[])
   ON CONFLICT (fact_id) DO UPDATE SET (state, decided_at) = (excluded.state, excluded.decided_at)
   WHERE (t.state, t.decided_at) IS DISTINCT FROM (excluded.state, excluded.decided_at)`,
);

/** The flags on the records of a vehicle, with what officers made of them. */
class FlagExtension implements VehicleExtension {
  readonly tables = [{ name: 'integrity_flag', key: ['fact_id'] }];

  open(_tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<OpenedExtension | null> {
    const rows = [...factsBySubject.values()].flatMap(flagRows);
    if (rows.length === 0) return Promise.resolve(null);
    return Promise.resolve({
      reasonsOf: () => [],
      write: (tx) => {
        tx.send(UPSERT, columns(rows));
        return Promise.resolve();
      },
    });
  }
}

/** The flags, as a part of all that follows from the facts about vehicles. */
export const flagExtension = (): VehicleExtension => new FlagExtension();

function flagRows(facts: readonly Fact[]): readonly FlagRow[] {
  if (!facts.some(({ kind }) => kind === 'inspection.flagged')) return [];
  const { inForce, known } = factsInForce(facts);
  const standing = new Set(inForce.map(({ id }) => id));
  const decisions = flagDecisions(inForce.filter(isEmission));
  return inForce.filter(isFlag).map((fact) => {
    const decision = decisions.get(fact.id);
    const about = known.get(fact.payload.about);
    return {
      fact,
      stationCode: about === undefined ? fact.site : stationOf(about),
      state: standing.has(fact.payload.about) ? (decision?.payload.decision ?? 'OPEN') : 'OBSOLETE',
      decidedAt: decision?.recordedAt ?? null,
    };
  });
}

const isEmission = (fact: Fact): fact is EmissionFact => fact.kind.startsWith('inspection.');
const isFlag = (fact: Fact): fact is FlagFact => fact.kind === 'inspection.flagged' && fact.version === 1;

/** Reports and repairs alike name the station where they were made. */
const stationOf = (fact: Fact): string => (fact.payload as Pick<RepairCompleted, 'stationCode'>).stationCode;

function columns(rows: readonly FlagRow[]): readonly unknown[] {
  const of = <V>(value: (row: FlagRow) => V): V[] => rows.map(value);
  return [
    of(({ fact }) => fact.id),
    of(({ fact }) => fact.site),
    of(({ fact }) => fact.subject),
    of(({ fact }) => fact.payload.about),
    of(({ stationCode }) => stationCode),
    of(({ fact, stationCode }) => /^\d{6}/.exec(stationCode)?.[0] ?? fact.site),
    of(({ fact }) => fact.payload.rule),
    of(({ fact }) => fact.payload.code ?? null),
    of(({ fact }) => fact.payload.severity),
    of(({ fact }) => fact.payload.hold),
    of(({ state }) => state),
    of(({ fact }) => fact.recordedAt),
    of(({ decidedAt }) => decidedAt),
  ];
}
