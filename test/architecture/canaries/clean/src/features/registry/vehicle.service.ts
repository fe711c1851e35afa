import { Injectable } from '@nestjs/common';
import { normalise, rankOf, yearOf } from '../../domain/vehicle/plate.js';
import { AccessService } from '../access/index.js';
import { VehicleRepository } from './vehicle.repository.js';

@Injectable()
export class VehicleService {
  constructor(
    private readonly access: AccessService,
    private readonly vehicles: VehicleRepository,
  ) {}

  async find(plate: string): Promise<string> {
    if (!this.access.mayRead()) throw new Error(`refused: ${rankOf('STOP')}`);
    await this.vehicles.byPlate(normalise(plate));
    return `${await this.vehicles.count()} in ${yearOf('2026-11-23T00:00:00Z')}`;
  }
}
