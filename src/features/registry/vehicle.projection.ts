import { Injectable } from '@nestjs/common';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { roadsideCardOf } from '../../domain/vehicle/roadside-card.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { arrayText, jsonTexts, splitJsonTexts, wordArrayText } from '../../platform/database/array-text.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { heldReasons, keptVehicles } from './kept-vehicles.js';
import { projectDecisions } from './vehicle-decisions.projection.js';
import { projectOwners } from './vehicle-owner.projection.js';
import { VehicleExtensions, type FoldedVehicles, type RegisteredStates } from './vehicle-extensions.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

const INSERT_VEHICLES = `INSERT INTO vehicle (id, site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type, use_nature, fuel,
     is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags, recorded_at)
   SELECT id, site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type, use_nature, fuel,
     is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags::text[], recorded_at
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::date[], $16::text[],
     $17::text[], $18::text[], $19::text[], $20::date[], $21::text[], $22::timestamptz[]) WITH ORDINALITY
     AS given (id, site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type, use_nature, fuel,
     is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags, recorded_at, n)
   ORDER BY n`;

const INSERT_NEW_VEHICLES = statement('vehicle_insert', INSERT_VEHICLES);

/**
 * `known` tells which rows were there before: only a row that the conflict clause has locked and updated carries an
 * xmax. The rows come in the given order, so a VIN given up early in the batch can be taken later in it.
 */
const UPSERT_VEHICLES = statement(
  'vehicle_upsert',
  `${INSERT_VEHICLES}
   ON CONFLICT (id) DO UPDATE SET (site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type, use_nature,
     fuel, is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags, recorded_at) = (excluded.site, excluded.vin, excluded.frame_no, excluded.plate_number,
     excluded.plate_type, excluded.plate_color, excluded.vehicle_type, excluded.use_nature, excluded.fuel,
     excluded.is_diesel, excluded.emission_class, excluded.stage, excluded.g3_list, excluded.first_registered_on,
     excluded.division, excluded.owner_kind, excluded.owner_uscc, excluded.status, excluded.scrapped_on,
     excluded.flags, excluded.recorded_at)
   RETURNING id, xmax <> 0 AS known`,
);

const PLATES = `unnest($2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::text[])
  AS given (vehicle_id, ordinal, number, type, color, valid_from, valid_to, site)`;
const REASONS = `unnest($10::uuid[], $11::text[], $12::date[], $13::text[], $14::text[], $15::timestamptz[],
  $16::timestamptz[]) AS given (vehicle_id, code, since, clause, facts, evidence_at, until_at)`;
const REVIEWS = `unnest($17::uuid[], $18::text[], $19::date[], $20::text[])
  AS given (vehicle_id, code, since, facts)`;

const CARDS = splitJsonTexts('$21');

/** Takes away what the facts no longer say, so that a plate given up in this batch is free when another takes it. */
const DELETE_GONE = statement(
  'vehicle_gone',
  `WITH plates AS (
     DELETE FROM vehicle_plate AS held WHERE vehicle_id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT FROM ${PLATES} WHERE (given.vehicle_id, given.ordinal, given.number, given.type, given.color, given.valid_from,
         given.site) = (held.vehicle_id, held.ordinal, held.number, held.type, held.color, held.valid_from, held.site)
         AND given.valid_to IS NOT DISTINCT FROM held.valid_to)
   ), reasons AS (
     DELETE FROM supervision_reason AS held WHERE vehicle_id = ANY ($1) AND NOT EXISTS (
       SELECT FROM ${REASONS} WHERE (given.vehicle_id, given.code, given.since, given.clause, given.facts::uuid[],
         given.evidence_at) = (held.vehicle_id, held.code, held.since, held.clause, held.facts, held.evidence_at)
         AND given.until_at IS NOT DISTINCT FROM held.until_at)
   )
   DELETE FROM review_item AS held WHERE vehicle_id = ANY ($1) AND NOT EXISTS (
     SELECT FROM ${REVIEWS} WHERE (given.vehicle_id, given.code, given.since, given.facts::uuid[])
       = (held.vehicle_id, held.code, held.since, held.facts))`,
);

/** What is still there is just as given; the conflict clauses find it by its key whatever the planner believes. */
const INSERT_MISSING = statement(
  'vehicle_parts',
  `WITH plates AS (
     INSERT INTO vehicle_plate (vehicle_id, ordinal, number, type, color, valid_from, valid_to, site)
     SELECT * FROM ${PLATES} ON CONFLICT (vehicle_id, ordinal) DO NOTHING
   ), reasons AS (
     INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at, until_at)
     SELECT vehicle_id, code, since, clause, facts::uuid[], evidence_at, until_at FROM ${REASONS}
     ON CONFLICT (vehicle_id, code) DO NOTHING
   ), reviews AS (
     INSERT INTO review_item (vehicle_id, code, since, facts)
     SELECT vehicle_id, code, since, facts::uuid[] FROM ${REVIEWS} ON CONFLICT (vehicle_id, code) DO NOTHING
   )
   INSERT INTO roadside_card (vehicle_id, card) SELECT * FROM unnest($1::uuid[], ${CARDS})
   ON CONFLICT (vehicle_id) DO UPDATE SET card = excluded.card`,
);

/** All of a vehicle's rows but the first, where nobody can have written any before. */
const INSERT_NEW_PARTS = statement(
  'vehicle_new_parts',
  `WITH plates AS (
     INSERT INTO vehicle_plate (vehicle_id, ordinal, number, type, color, valid_from, valid_to, site) SELECT * FROM ${PLATES}
   ), reasons AS (
     INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at, until_at)
     SELECT vehicle_id, code, since, clause, facts::uuid[], evidence_at, until_at FROM ${REASONS}
   ), reviews AS (
     INSERT INTO review_item (vehicle_id, code, since, facts) SELECT vehicle_id, code, since, facts::uuid[] FROM ${REVIEWS}
   )
   INSERT INTO roadside_card (vehicle_id, card) SELECT * FROM unnest($1::uuid[], ${CARDS})`,
);

/** A subject whose facts no longer make a vehicle; the shadow tables of a rebuild have no cascade and no such rows. */
const DELETE_VEHICLES = statement('vehicle_delete', 'DELETE FROM vehicle WHERE id = ANY ($1::uuid[])');

/** An array literal of plain words (codes, UUIDs), one parameter element a row. */
const arrayLiteral = (words: readonly string[]): string => `{${words.join(',')}}`;

type Word = string | number | boolean | null;

const texts = <R>(rows: readonly R[], value: (row: R) => string | null): string => arrayText(rows.map(value));
const words = <R>(rows: readonly R[], value: (row: R) => Word): string => wordArrayText(rows.map(value));

function vehicleColumns(states: readonly VehicleState[]): unknown[] {
  const text = (value: (state: VehicleState) => string | null): string => texts(states, value);
  const word = (value: (state: VehicleState) => Word): string => words(states, value);
  return [
    word((s) => s.id),
    text((s) => s.site),
    text((s) => s.vin),
    text((s) => s.frameNo),
    text((s) => s.plate.number),
    text((s) => s.plate.type),
    text((s) => s.plate.color),
    text((s) => s.vehicleType),
    text((s) => s.useNature),
    text((s) => s.fuel),
    text((s) => s.isDiesel),
    text((s) => s.emissionClass),
    text((s) => s.stage),
    word((s) => s.g3List),
    word((s) => s.firstRegisteredOn),
    text((s) => s.division),
    text((s) => s.ownerKind),
    text((s) => s.ownerUscc),
    text((s) => s.status),
    word((s) => s.scrappedOn),
    text((s) => arrayLiteral(s.flags)),
    word((s) => s.recordedAt),
  ];
}

function partColumns(states: readonly VehicleState[]): unknown[] {
  const plates = states.flatMap(({ id, plates: held }) =>
    held.map((plate, ordinal) => ({ id, ordinal, plate })),
  );
  const reasons = states.flatMap(({ id, reasons: all }) => all.map((reason) => ({ id, reason })));
  const reviews = states.flatMap(({ id, review }) => review.map((item) => ({ id, item })));
  return [
    words(plates, ({ id }) => id),
    words(plates, ({ ordinal }) => ordinal),
    texts(plates, ({ plate }) => plate.number),
    texts(plates, ({ plate }) => plate.type),
    texts(plates, ({ plate }) => plate.color),
    words(plates, ({ plate }) => plate.from),
    words(plates, ({ plate }) => plate.to),
    texts(plates, ({ plate }) => plate.site),
    words(reasons, ({ id }) => id),
    texts(reasons, ({ reason }) => reason.code),
    words(reasons, ({ reason }) => reason.since),
    texts(reasons, ({ reason }) => reason.clause),
    texts(reasons, ({ reason }) => arrayLiteral(reason.facts)),
    words(reasons, ({ reason }) => reason.evidenceAt),
    words(reasons, ({ reason }) => reason.until ?? null),
    words(reviews, ({ id }) => id),
    texts(reviews, ({ item }) => item.code),
    words(reviews, ({ item }) => item.since),
    texts(reviews, ({ item }) => arrayLiteral(item.facts)),
  ];
}

/** A vehicle with the text of its card. */
export interface ReadyVehicle {
  readonly state: VehicleState;
  readonly card: string;
}

const rowsOf = (state: VehicleState): ReadyVehicle => ({
  state,
  card: JSON.stringify(roadsideCardOf(state)),
});

/** Vehicles whose registration was corrected first: one of them may have given up what a newer one takes. */
const correctedFirst = (states: readonly VehicleState[], facts: ReadonlyMap<string, readonly Fact[]>) => {
  const isCorrected = (state: VehicleState): boolean =>
    facts.get(state.id)?.some((fact) => fact.id === state.registrationFact && fact.supersedes !== null) ===
    true;
  return [...states.filter(isCorrected), ...states.filter((state) => !isCorrected(state))];
};

const NONE: ReadonlySet<string> = new Set();

const OWN_TABLES: Projection['tables'] = [
  { name: 'vehicle', key: ['id'] },
  { name: 'vehicle_plate', key: ['vehicle_id', 'ordinal'] },
  { name: 'roadside_card', key: ['vehicle_id'] },
  { name: 'supervision_reason', key: ['vehicle_id', 'code'] },
  { name: 'review_item', key: ['vehicle_id', 'code'] },
  { name: 'review_decision', key: ['vehicle_id', 'item'] },
  { name: 'vehicle_owner', key: ['vehicle_id'] },
];

/** The tables that vehicles are found and listed by, each row following from the facts about its vehicle alone. */
@Injectable()
export class VehicleProjection implements Projection {
  readonly subjectType = 'vehicle';
  readonly tables: Projection['tables'];

  constructor(private readonly extensions: VehicleExtensions) {
    this.tables = [...OWN_TABLES, ...extensions.tables];
  }

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    await this.#write(tx, factsBySubject, await this.extensions.fold(tx, factsBySubject), null);
  }

  /**
   * As {@link project}, for vehicles whose rows were in line before these facts came to theirs: the rows of a vehicle about
   * which the facts change nothing are left alone.
   * @param before what the register said of some of the vehicles until then
   */
  async projectAdded(
    tx: Tx,
    factsBySubject: ReadonlyMap<string, readonly Fact[]>,
    added: readonly Fact[],
    before: RegisteredStates,
  ): Promise<void> {
    const changed = new Set(vehicleFactsOf(added).map(({ subject }) => subject));
    const unchanged = new Map([...before].filter(([subject]) => !changed.has(subject)));
    const held = heldReasons(
      tx,
      [...factsBySubject.keys()].filter((subject) => !changed.has(subject)),
    );
    const [folded, reasons] = await Promise.all([
      this.extensions.fold(tx, factsBySubject, undefined, unchanged),
      held,
    ]);
    await this.#write(tx, factsBySubject, folded, {
      facts: added,
      kept: keptVehicles(folded.states, reasons),
    });
  }

  async #write(
    tx: Tx,
    factsBySubject: ReadonlyMap<string, readonly Fact[]>,
    { states, opened }: FoldedVehicles,
    added: { readonly facts: readonly Fact[]; readonly kept: ReadonlySet<string> } | null,
  ): Promise<void> {
    const gone = [...factsBySubject.keys()].filter((subject) => !states.has(subject));
    if (gone.length > 0) await tx.query(DELETE_VEHICLES, [gone]);
    const kept = added?.kept ?? NONE;
    const changed = [...states.values()].filter(({ id }) => !kept.has(id));
    if (changed.length > 0) await this.#writeOwn(tx, correctedFirst(changed, factsBySubject).map(rowsOf));
    await Promise.all(opened.map((extension) => extension.write(tx, states, added?.facts ?? null)));
  }

  /** What the rows of a vehicle follow from, worked out without a database. Null when the facts make no vehicle. */
  ready(facts: readonly Fact[]): ReadyVehicle | null {
    const state = foldVehicle(vehicleFactsOf(facts));
    return state === null ? null : rowsOf(state);
  }

  /** Writes vehicles of which nothing was known before, by the same rules as {@link project}. */
  async insertNew(tx: Tx, vehicles: readonly ReadyVehicle[]): Promise<void> {
    if (vehicles.length === 0) return;
    const states = vehicles.map(({ state }) => state);
    const ids = wordArrayText(states.map(({ id }) => id));
    await Promise.all([
      tx.query(INSERT_NEW_VEHICLES, vehicleColumns(states)),
      tx.query(INSERT_NEW_PARTS, [ids, ...partColumns(states), jsonTexts(vehicles.map(({ card }) => card))]),
      projectOwners(tx, states, []),
    ]);
  }

  async #writeOwn(tx: Tx, vehicles: readonly ReadyVehicle[]): Promise<void> {
    const states = vehicles.map(({ state }) => state);
    const rows = await tx.query<{ id: string; known: boolean }>(UPSERT_VEHICLES, vehicleColumns(states));
    const known = rows.filter((row) => row.known).map((row) => row.id);
    const parts = partColumns(states);
    if (known.length > 0) await tx.query(DELETE_GONE, [known, ...parts]);
    const ids = wordArrayText(states.map(({ id }) => id));
    await tx.query(INSERT_MISSING, [ids, ...parts, jsonTexts(vehicles.map(({ card }) => card))]);
    await projectDecisions(tx, states, known);
    await projectOwners(tx, states, known);
  }
}
