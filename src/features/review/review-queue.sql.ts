import type { ReviewKind } from '../../domain/review/review-texts.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Statement } from '../../platform/database/statement.js';

/** Conditions that were checked; null where none was asked. */
export interface QueueConditions {
  readonly divisionPrefix: string;
  readonly kinds: readonly ReviewKind[] | null;
  readonly since: CivilDate | null;
}

/** A place in the queue: the oldest come first. */
export interface QueuePosition {
  readonly since: CivilDate;
  /** UUID of the vehicle or of the held row. */
  readonly id: string;
  readonly code: ReviewKind;
}

/** A statement with its values. */
export interface QueueQuery {
  readonly sql: Statement;
  readonly values: readonly unknown[];
}

/** One place where things wait: its rows, and the expressions of its columns. */
interface Source {
  readonly from: string;
  readonly since: string;
  readonly id: string;
  readonly code: string;
  readonly division: string;
  readonly condition: string;
  /** The only code of the source; null where its rows carry it. */
  readonly only: ReviewKind | null;
  readonly isRow: boolean;
}

/** Kept by a person who knew of this very rival. */
const keptAgainst = (item: string, rival: string, own: string): string =>
  `EXISTS (SELECT FROM review_decision d WHERE d.vehicle_id = ${own} AND d.item = '${item}' AND ${rival} = ANY (d.considered))`;

const elsewhere = (only: ReviewKind, from: string, since: string, condition: string): Source => ({
  from,
  since,
  id: 'v.id',
  code: `'${only}'`,
  division: 'v.division',
  condition,
  only,
  isRow: false,
});

/** `$1` is the own site: a site can only confirm its own records. */
const SOURCES: readonly Source[] = [
  {
    from: 'review_item w JOIN vehicle v ON v.id = w.vehicle_id',
    since: 'w.since',
    id: 'w.vehicle_id',
    code: 'w.code',
    division: 'v.division',
    condition: 'TRUE',
    only: null,
    isRow: false,
  },
  {
    from: 'held_row h',
    since: 'h.since',
    id: 'h.id',
    code: 'h.code',
    division: 'h.division',
    condition: 'h.sealed IS NOT NULL',
    only: null,
    isRow: true,
  },
  elsewhere(
    'MULTIPLE_REGISTRATIONS',
    'vehicle v',
    `(v.recorded_at AT TIME ZONE 'Asia/Shanghai')::date`,
    `'MULTIPLE_REGISTRATIONS' = ANY (v.flags)`,
  ),
  elsewhere(
    'PLATE_IN_USE_ELSEWHERE',
    'vehicle_plate p JOIN vehicle v ON v.id = p.vehicle_id',
    'p.valid_from',
    `p.valid_to IS NULL AND p.site = $1 AND EXISTS (SELECT FROM vehicle_plate q WHERE q.number = p.number
       AND q.type = p.type AND q.valid_to IS NULL AND q.site <> $1
       AND NOT ${keptAgainst('PLATE_IN_USE_ELSEWHERE', 'q.vehicle_id', 'p.vehicle_id')})`,
  ),
  elsewhere(
    'VIN_REGISTERED_ELSEWHERE',
    'vehicle v',
    'v.first_registered_on',
    `v.site = $1 AND EXISTS (SELECT FROM vehicle o WHERE o.vin = v.vin AND o.site <> $1
       AND NOT ${keptAgainst('VIN_REGISTERED_ELSEWHERE', 'o.id', 'v.id')})`,
  ),
];

/** Values of one statement; a value never becomes part of the text. */
class Values {
  readonly all: unknown[];

  constructor(site: string) {
    this.all = [site];
  }

  /** The placeholder of a value. */
  of(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

const wanted = ({ only }: Source, { kinds }: QueueConditions): boolean =>
  only === null || kinds === null || kinds.includes(only);

/** The condition on `$1` keeps its type known where no source asks for it. */
function conditionsOf(source: Source, asked: QueueConditions, values: Values): readonly string[] {
  const prefix = values.of(asked.divisionPrefix);
  return [
    source.condition,
    `$1::text IS NOT NULL`,
    `left(${source.division}, length(${prefix}::text)) = ${prefix}`,
    ...(source.only !== null || asked.kinds === null
      ? []
      : [`${source.code} = ANY (${values.of(asked.kinds)}::text[])`]),
    ...(asked.since === null ? [] : [`${source.since} >= ${values.of(asked.since)}::date`]),
  ];
}

/** Planned for its very values: which index is the short way depends on them. */
const planned = (...parts: readonly string[]): Statement => ({ name: '', text: parts.join(' ') });

const CITY = `CASE WHEN division LIKE '31%' THEN '310000' ELSE left(division, 4) || '00' END`;

/** One page, oldest first, by keyset: each source is walked only as far as the page goes. */
export function queuePageQuery(
  site: string,
  asked: QueueConditions,
  after: QueuePosition | null,
  size: number,
): QueueQuery {
  const values = new Values(site);
  const limit = values.of(size);
  const parts = SOURCES.filter((source) => wanted(source, asked)).map((source) => {
    const { since, id, code, from, isRow } = source;
    const conditions = [...conditionsOf(source, asked, values)];
    if (after !== null) {
      const key = `(${values.of(after.since)}::date, ${values.of(after.id)}::uuid, ${values.of(after.code)}::text)`;
      conditions.push(`(${since}, ${id}, ${code}) > ${key}`);
    }
    return `(SELECT ${since} AS since, ${id} AS id, ${code} AS code, ${isRow} AS "isRow" FROM ${from}
      WHERE ${conditions.join(' AND ')} ORDER BY 1, 2, 3 LIMIT ${limit})`;
  });
  const tail = 'AS waiting ORDER BY since, id, code LIMIT';
  const sql = planned('SELECT * FROM (', parts.join(' UNION ALL '), ')', tail, limit);
  return { sql, values: values.all };
}

/** How many wait, by kind and city; a municipality is its own city. */
export function queueCountsQuery(site: string, asked: QueueConditions): QueueQuery {
  const values = new Values(site);
  const parts = SOURCES.filter((source) => wanted(source, asked)).map((source) => {
    const conditions = conditionsOf(source, asked, values);
    const { code, division, from } = source;
    return `SELECT ${code} AS code, ${division} AS division FROM ${from} WHERE ${conditions.join(' AND ')}`;
  });
  const tail = 'AS waiting GROUP BY 1, 2 ORDER BY 1, 2';
  const sql = planned(
    'SELECT code,',
    CITY,
    'AS division, count(*)::int AS total FROM (',
    parts.join(' UNION ALL '),
    ')',
    tail,
  );
  return { sql, values: values.all };
}
