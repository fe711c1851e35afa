import type { Instant } from '../../domain/shared/time.js';
import type { PlatePattern } from '../../domain/vehicle/plate-pattern.js';
import type { Statement } from '../../platform/database/statement.js';
import type { G3Membership } from './registry-enums.model.js';
import type { VehicleConditions } from './vehicle-filter.js';

/** Where a page begins: after this vehicle, and after this plate where the list is ordered by plate. */
export interface ListPosition {
  readonly id: string;
  readonly number: string | null;
}

/** A statement with its values. */
export interface Query {
  readonly sql: Statement;
  readonly values: readonly unknown[];
}

/** Later than every character that text holds, in the byte order of `text_pattern_ops`. */
const AFTER_ALL = '\u{10FFFF}';
const VIN_LENGTH = 17;
const LAST_VIN_CHARACTER = 'Z';

const G3_CONDITIONS: Readonly<Record<G3Membership, string>> = {
  LISTED: 'v.g3_list',
  NOT_LISTED: 'NOT v.g3_list',
  UNDECIDED: 'v.g3_list IS NULL',
};

/** Conditions and values of one statement; a value never becomes part of the text. */
class Conditions {
  readonly values: unknown[] = [];
  readonly #all: string[] = [];

  /** The placeholder of a value. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(...conditions: readonly string[]): void {
    this.#all.push(...conditions);
  }

  text(): string {
    return this.#all.length === 0 ? 'TRUE' : this.#all.join(' AND ');
  }
}

/** A pattern in the language of LIKE; the characters of plates need no escape, but none may slip through. */
const likeText = ({ normalized }: PlatePattern): string =>
  normalized
    .replace(/[%_\\]/g, (special) => `\\${special}`)
    .replace(/\?/g, '_')
    .replace(/\*/g, '%');

/**
 * A condition that the planner takes to hold for half of the rows. It believes conditions to be independent and would
 * expect next to no row where a county is within its city or a pattern within its prefix, and sort all of them first
 * instead of walking the index until the page is full.
 */
const unestimated = (condition: string): string => `coalesce(${condition}, FALSE)`;

function addDivision(conditions: Conditions, prefix: string): void {
  const province = prefix.slice(0, 2);
  if (prefix.length === 2) conditions.add(`left(v.division, 2) = ${conditions.value(province)}`);
  if (prefix.length >= 4) conditions.add(`left(v.division, 4) = ${conditions.value(prefix.slice(0, 4))}`);
  if (prefix.length > 4) conditions.add(unestimated(`v.division = ${conditions.value(prefix)}`));
}

function addOwnColumns(conditions: Conditions, asked: VehicleConditions): void {
  const { stages, isDiesel, g3List, status, vinPrefix } = asked;
  if (stages !== null) conditions.add(`v.stage = ANY (${conditions.value(stages)}::text[])`);
  if (isDiesel !== null) conditions.add(`v.is_diesel = ${conditions.value(isDiesel)}`);
  if (g3List !== null) conditions.add(G3_CONDITIONS[g3List]);
  if (status !== null) conditions.add(`position(${conditions.value(status)} IN v.status) > 0`);
  if (vinPrefix !== null) {
    const last = conditions.value(vinPrefix.padEnd(VIN_LENGTH, LAST_VIN_CHARACTER));
    conditions.add(`v.vin >= ${conditions.value(vinPrefix)}`, `v.vin <= ${last}`);
    conditions.add(`left(v.vin, ${vinPrefix.length}) = ${conditions.value(vinPrefix)}`);
  }
}

/** The plates that fit, each vehicle with its first one only: it may have held several. */
function addPlates(conditions: Conditions, plates: PlatePattern): void {
  const like = conditions.value(likeText(plates));
  const fits = `p.number LIKE ${like}`;
  if (plates.prefix !== '') {
    conditions.add(`p.number ~>=~ ${conditions.value(plates.prefix)}`);
    conditions.add(`p.number ~<~ ${conditions.value(plates.prefix + AFTER_ALL)}`);
  }
  conditions.add(
    plates.prefix === '' ? fits : unestimated(fits),
    `NOT EXISTS (SELECT FROM vehicle_plate q WHERE q.vehicle_id = p.vehicle_id AND q.number LIKE ${like}
       AND (q.number ~<~ p.number OR (q.number = p.number AND q.ordinal < p.ordinal)))`,
  );
}

/** What a list is read from: the index of its most selective condition, in the order of the list. */
interface Source {
  readonly from: string;
  readonly id: string;
  readonly number: string;
  readonly order: string;
}

const VEHICLES: Source = { from: 'vehicle v', id: 'v.id', number: 'NULL::text', order: 'v.id' };
const BY_PLATE: Source = {
  from: 'vehicle_plate p JOIN vehicle v ON v.id = p.vehicle_id',
  id: 'p.vehicle_id',
  number: 'p.number',
  order: 'p.number USING ~<~, p.vehicle_id',
};
const BY_REASON: Source = {
  from: 'supervision_reason r JOIN vehicle v ON v.id = r.vehicle_id',
  id: 'r.vehicle_id',
  number: 'NULL::text',
  order: 'r.vehicle_id',
};
const BY_REVIEW: Source = {
  from: 'review_item w JOIN vehicle v ON v.id = w.vehicle_id',
  id: 'w.vehicle_id',
  number: 'NULL::text',
  order: 'w.vehicle_id',
};

function sourceOf({ plates, reason, review }: VehicleConditions): Source {
  if (plates !== null) return BY_PLATE;
  if (reason !== null) return BY_REASON;
  return review === null ? VEHICLES : BY_REVIEW;
}

function addAttachments(
  conditions: Conditions,
  source: Source,
  { reason, review }: VehicleConditions,
  at: Instant,
): void {
  if (reason !== null) {
    const code = conditions.value(reason);
    const moment = conditions.value(at);
    const stands = (row: string): string =>
      `(${row}.until_at IS NULL OR ${row}.until_at >= ${moment}::timestamptz)`;
    conditions.add(
      source === BY_REASON
        ? `r.code = ${code} AND ${stands('r')}`
        : `EXISTS (SELECT FROM supervision_reason x WHERE x.vehicle_id = v.id AND x.code = ${code} AND ${stands('x')})`,
    );
  }
  if (review !== null) {
    const code = conditions.value(review);
    conditions.add(
      source === BY_REVIEW
        ? `w.code = ${code}`
        : `EXISTS (SELECT FROM review_item y WHERE y.vehicle_id = v.id AND y.code = ${code})`,
    );
  }
}

function conditionsOf(asked: VehicleConditions, at: Instant): { source: Source; conditions: Conditions } {
  const source = sourceOf(asked);
  const conditions = new Conditions();
  addDivision(conditions, asked.divisionPrefix);
  addOwnColumns(conditions, asked);
  addAttachments(conditions, source, asked, at);
  if (asked.plates !== null) addPlates(conditions, asked.plates);
  return { source, conditions };
}

function addPosition(conditions: Conditions, source: Source, { id, number }: ListPosition): void {
  const afterId = conditions.value(id);
  if (source !== BY_PLATE || number === null) {
    // Said of both tables, since either may lead the walk.
    conditions.add(`${source.id} > ${afterId}`, `v.id > ${afterId}`);
    return;
  }
  const afterNumber = conditions.value(number);
  conditions.add(
    `p.number ~>=~ ${afterNumber}`,
    `(p.number ~>~ ${afterNumber} OR p.vehicle_id > ${afterId})`,
  );
}

/**
 * Without a name, so that it is planned for its very values: which index is the short way depends on them, and lists
 * are not asked so often that planning would count.
 */
const planned = (...lines: readonly string[]): Statement => ({ name: '', text: lines.join('\n') });

/**
 * The ids of one page, in order, by keyset: a late page costs what the first does. `size` null: all that follow. `at`:
 * the moment at which a reason must stand that is asked for.
 */
export function pageQuery(
  asked: VehicleConditions,
  at: Instant,
  after: ListPosition | null,
  size: number | null,
): Query {
  const { source, conditions } = conditionsOf(asked, at);
  if (after !== null) addPosition(conditions, source, after);
  const columns = `${source.id} AS id, ${source.number} AS number`;
  const limit = size === null ? '' : ` LIMIT ${conditions.value(size)}`;
  const tail = `ORDER BY ${source.order}${limit}`;
  const sql = planned('SELECT', columns, 'FROM', source.from, 'WHERE', conditions.text(), tail);
  return { sql, values: conditions.values };
}

/** How many vehicles the list has in all. */
export function countQuery(asked: VehicleConditions, at: Instant): Query {
  const { source, conditions } = conditionsOf(asked, at);
  const sql = planned('SELECT count(*)::int AS total FROM', source.from, 'WHERE', conditions.text());
  return { sql, values: conditions.values };
}
