import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { RegistrationService } from './registration.service.js';
import { VehicleCorrectionService } from './vehicle-correction.service.js';
import {
  ReplateVehicleInput,
  ScrapVehicleInput,
  StageEvidenceInput,
  TransferVehicleInput,
} from './vehicle-event.input.js';
import { VehicleEventsService } from './vehicle-events.service.js';
import { RegisterVehiclesPayload, VehicleWritePayload } from './vehicle-write.model.js';
import { outcomeView, referenceOf, rowsView, withPlate } from './vehicle-write.view.js';
import { VehicleCorrectionInput, VehicleReferenceInput, VehicleRegistrationInput } from './vehicle.input.js';

const KEY = {
  description: '幂等键，由客户端选择：同键同内容得同一答复。Idempotency key, chosen by the client.',
};
const VEHICLE = { description: '所指车辆。The vehicle that is meant.' };
const INPUT = { description: '变更内容。What changes.' };
const REGISTRATION = { description: '登记内容。The registration.' };
const REGISTRATIONS = {
  type: () => [VehicleRegistrationInput],
  description: '各行登记内容，最多 1000 行。The registrations, at most 1000.',
};
const REASON = { description: '更正理由，记入审计。Why; goes into the audit.' };
const EXPECTED = {
  type: () => String,
  nullable: true,
  description:
    '所见的登记事实，已被取代时答 STALE。The registration fact that was seen; STALE when replaced.',
};

/** Changes of vehicles. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class VehicleMutationsResolver {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly corrections: VehicleCorrectionService,
    private readonly events: VehicleEventsService,
  ) {}

  @Allow('vehicle.register')
  @Mutation(() => VehicleWritePayload, { description: '登记一辆车。Registers a vehicle.' })
  async registerVehicle(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', REGISTRATION) vehicle: VehicleRegistrationInput,
  ): Promise<VehicleWritePayload> {
    const outcome = await this.registrations.registerVehicle(context, withPlate(vehicle), idempotencyKey);
    return outcomeView(outcome, context);
  }

  @Allow('vehicle.register')
  @Mutation(() => RegisterVehiclesPayload, {
    description: '批量登记，逐行给出结果。Registers many vehicles, with a result a row.',
  })
  async registerVehicles(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicles', REGISTRATIONS) vehicles: VehicleRegistrationInput[],
  ): Promise<RegisterVehiclesPayload> {
    const inputs = vehicles.map(withPlate);
    return rowsView(await this.registrations.registerVehicles(context, inputs, idempotencyKey), context);
  }

  @Allow('vehicle.correct')
  @Mutation(() => VehicleWritePayload, {
    description: '更正本站的登记。Corrects a registration of this site.',
  })
  async correctVehicle(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('changes', INPUT) { plate, ...changes }: VehicleCorrectionInput,
    @Args('reason', REASON) reason: string,
    @Args('expectedFact', EXPECTED) expectedFact: string | null,
  ): Promise<VehicleWritePayload> {
    const wanted = plate ? withPlate({ ...changes, plate }) : { ...changes, plate };
    const what = { idempotencyKey, vehicle: referenceOf(vehicle), changes: wanted, reason, expectedFact };
    return outcomeView(await this.corrections.correct(context, what), context);
  }

  @Allow('vehicle.replate')
  @Mutation(() => VehicleWritePayload, { description: '换发号牌。Gives a vehicle another plate.' })
  async replateVehicle(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('input', INPUT) input: ReplateVehicleInput,
  ): Promise<VehicleWritePayload> {
    const change = { idempotencyKey, vehicle: referenceOf(vehicle), input: withPlate(input) };
    return outcomeView(await this.events.replate(context, change), context);
  }

  @Allow('vehicle.transfer')
  @Mutation(() => VehicleWritePayload, {
    description: '转移登记到新所有人或新登记地。Transfers a vehicle to another owner or division.',
  })
  async transferVehicle(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('input', INPUT) input: TransferVehicleInput,
  ): Promise<VehicleWritePayload> {
    const change = { idempotencyKey, vehicle: referenceOf(vehicle), input };
    return outcomeView(await this.events.transfer(context, change), context);
  }

  @Allow('vehicle.scrap')
  @Mutation(() => VehicleWritePayload, { description: '注销或报废。Ends the registration of a vehicle.' })
  async scrapVehicle(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('input', INPUT) input: ScrapVehicleInput,
  ): Promise<VehicleWritePayload> {
    const change = { idempotencyKey, vehicle: referenceOf(vehicle), input };
    return outcomeView(await this.events.scrap(context, change), context);
  }

  @Allow('vehicle.add-stage-evidence')
  @Mutation(() => VehicleWritePayload, {
    description:
      '补充排放阶段证据；效力较低时答 STAGE_SOURCE_LOWER 且阶段不变。Adds evidence of the stage; a lower rank is kept and warned of.',
  })
  async addStageEvidence(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('input', INPUT) input: StageEvidenceInput,
  ): Promise<VehicleWritePayload> {
    const change = { idempotencyKey, vehicle: referenceOf(vehicle), input };
    return outcomeView(await this.events.addStageEvidence(context, change), context);
  }
}
