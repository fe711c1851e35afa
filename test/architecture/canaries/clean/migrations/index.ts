import { CreateVehicle1 } from './1-create-vehicle.js';

export const MIGRATIONS = [CreateVehicle1];
