import type { EntityManager } from 'typeorm';
import { VehicleRow } from './vehicle.entity.js';

const COLUMNS = 'id, plate_number';

export class VehicleRepository {
  constructor(private readonly manager: EntityManager) {}

  async byPlate(plate: string): Promise<unknown> {
    return this.manager.query(`select ${COLUMNS} from vehicle where plate_number = $1`, [plate]);
  }

  async count(): Promise<number> {
    return this.manager.count(VehicleRow);
  }
}
