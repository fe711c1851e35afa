import type { OnModuleInit } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { HotFields } from '../../platform/graphql/hot-field.js';
import { InputCheckOf } from '../../platform/graphql/input-check.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { ZonePlaceInput } from '../zones/index.js';
import { PlateColorEnum } from './registry-enums.model.js';
import { GeoPointInput, RoadsideAnswer } from './roadside.model.js';
import { RoadsideService, type RoadsideArguments } from './roadside.service.js';

const ACTION = 'vehicle.roadside-check';
const NUMBER = {
  description: '号牌号码，可含分隔点和全角字符。Plate number; dots and full-width characters are read.',
};
const TYPE = {
  type: () => String,
  nullable: true,
  description:
    '号牌种类（GA/T 16.7），缺省时可能指多辆车。Plate type; without it several vehicles may be meant.',
};
const COLOR = {
  type: () => PlateColorEnum,
  nullable: true,
  description: '所见号牌颜色。Colour of the plate as seen.',
};
const AT = {
  type: () => InstantScalar,
  nullable: true,
  description: '所指时刻，缺省为现在。The moment asked about; now when absent.',
};
const LOCATION = {
  type: () => GeoPointInput,
  nullable: true,
  description: '查询地点，记入审计。Where it is asked; goes into the audit.',
};
const PLACE = {
  type: () => ZonePlaceInput,
  nullable: true,
  description: '车辆所在位置：据此判断限行规则。Where the vehicle is: the restrictions there are judged too.',
};

@Resolver()
export class RoadsideResolver implements OnModuleInit {
  constructor(
    private readonly roadside: RoadsideService,
    private readonly hotFields: HotFields,
  ) {}

  onModuleInit(): void {
    this.hotFields.add({
      name: 'roadsideCheck',
      action: ACTION,
      execute: (args, context) => this.roadside.check(args as RoadsideArguments & typeof args, context),
    });
  }

  @Allow(ACTION)
  @Query(() => RoadsideAnswer, {
    description: '路侧查询：眼前这辆车能否放行。The roadside question: may the vehicle in front go on?',
  })
  roadsideCheck(
    @Caller() context: RequestContext,
    @Args('plateNumber', NUMBER) plateNumber: string,
    @Args('plateType', TYPE) plateType: string | null,
    @Args('plateColor', COLOR) plateColor: PlateColor | null,
    @Args('at', AT) at: Instant | null,
    @Args('location', LOCATION, new InputCheckOf(GeoPointInput)) location: GeoPointInput | null,
    @Args('place', PLACE) place: ZonePlaceInput | null,
  ): Promise<RoadsideAnswer> {
    return this.roadside.check({ plateNumber, plateType, plateColor, at, location, place }, context);
  }
}
