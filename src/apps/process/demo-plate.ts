import type { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A truck of the shared 国三 list whose number no other vehicle bears: a question with a plain answer. */
const DEMO_PLATE = statement(
  'demo_plate',
  `SELECT v.plate_number AS number FROM supervision_reason r JOIN vehicle v ON v.id = r.vehicle_id
   WHERE r.code = 'G3_DIESEL_TRUCK' AND cardinality(v.flags) = 0
     AND NOT EXISTS (SELECT FROM vehicle_plate p WHERE p.number = v.plate_number AND p.vehicle_id <> v.id)
   ORDER BY r.vehicle_id LIMIT 1`,
);

/** A plate worth asking about, for the banner; null when the demonstration has none. */
export async function demoPlate(database: Database): Promise<string | null> {
  const [row] = await database.query<{ number: string }>(DEMO_PLATE);
  return row?.number ?? null;
}
