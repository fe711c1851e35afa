import pg from 'pg';
import type { VehicleState } from '../src/domain/vehicle/vehicle-state.js';
import { roadsideCardOf } from '../src/domain/vehicle/roadside-card.js';
import { answerParent } from './child.js';
import { Registrations, stateOf } from './registrations.js';
import { writeTogether, type WriteOrder } from './write-round.js';

/** The reference: 32 connections insert the same rows with named statements, without facts, chain, audit and checks. */
const WRITERS = 32;

const VEHICLE = `INSERT INTO vehicle (id, site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type,
  use_nature, fuel, is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc,
  status, scrapped_on, flags, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`;
const PLATE = `INSERT INTO vehicle_plate (vehicle_id, ordinal, number, type, color, valid_from, valid_to, site)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const CARD = 'INSERT INTO roadside_card (vehicle_id, card) VALUES ($1, $2)';
const REASON = `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const REVIEW = 'INSERT INTO review_item (vehicle_id, code, since, facts) VALUES ($1, $2, $3, $4)';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: WRITERS });
const registrations = new Registrations();

type Row = readonly [name: string, text: string, values: unknown[]];

function rowsOf(state: VehicleState): readonly Row[] {
  const s = state;
  const vehicle = [
    s.id,
    s.site,
    s.vin,
    s.frameNo,
    s.plate.number,
    s.plate.type,
    s.plate.color,
    s.vehicleType,
  ];
  vehicle.push(s.useNature, s.fuel, s.isDiesel, s.emissionClass, s.stage);
  const rest = [s.g3List, s.firstRegisteredOn, s.division, s.ownerKind, s.ownerUscc, s.status, s.scrappedOn];
  return [
    ['vehicle', VEHICLE, [...vehicle, ...rest, s.flags, s.recordedAt]],
    ...s.plates.map(({ number, type, color, from, to, site }, ordinal): Row => {
      return ['plate', PLATE, [s.id, ordinal, number, type, color, from, to, site]];
    }),
    ['card', CARD, [s.id, JSON.stringify(roadsideCardOf(s))]],
    ...s.reasons.map(({ code, since, clause, facts, evidenceAt }): Row => {
      return ['reason', REASON, [s.id, code, since, clause, facts, evidenceAt]];
    }),
    ...s.review.map(({ code, since, facts }): Row => ['review', REVIEW, [s.id, code, since, facts]]),
  ];
}

async function insert(rows: readonly Row[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const [name, text, values] of rows) await client.query({ name, text, values });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

answerParent(({ seconds, prepared }: WriteOrder) => {
  const vehicles = registrations.take(prepared).map((input) => rowsOf(stateOf(input)));
  return writeTogether(vehicles, WRITERS, seconds, insert);
});
