import { Module } from '@nestjs/common';
import { VehicleResolver } from './vehicle.resolver.js';
import { VehicleService } from './vehicle.service.js';

@Module({ providers: [VehicleResolver, VehicleService] })
export class RegistryApiModule {}
