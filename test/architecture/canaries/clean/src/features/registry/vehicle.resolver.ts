import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/allow.js';
import { VehicleService } from './vehicle.service.js';

@Resolver()
export class VehicleResolver {
  constructor(private readonly vehicles: VehicleService) {}

  @Allow('vehicle.read')
  @Query(() => String)
  async vehicle(@Args('plate') plate: string): Promise<string> {
    return this.vehicles.find(plate);
  }

  @Public()
  @Mutation(() => String)
  signIn(): string {
    return 'signed in';
  }
}
