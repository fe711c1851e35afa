import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Extensions,
  Field,
  Float,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  createUnionType,
  registerEnumType,
} from '@nestjs/graphql';
import { IsString, Length } from 'class-validator';
import { Allow, Public } from '../../src/platform/auth/allow.js';
import { Caller } from '../../src/platform/auth/current-context.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { AppError } from '../../src/platform/errors/app-error.js';
import { HotFields, type FieldArguments, type HotField } from '../../src/platform/graphql/hot-field.js';
import { InputCheckOf } from '../../src/platform/graphql/input-check.js';
import { CivilDateScalar, InstantScalar } from '../../src/platform/graphql/scalars.js';
import { checkFirst } from '../../src/platform/graphql/paging.js';
import {
  connectionClasses,
  connectionOf,
  encodeCursor,
  type Connection,
} from '../../src/platform/graphql/relay.js';

export enum Colour {
  YELLOW = 'y',
  BLUE = 'b',
}
registerEnumType(Colour, { name: 'Colour' });

@InterfaceType()
export abstract class Named {
  @Field(() => String)
  name!: string;
}

@ObjectType({ implements: () => [Named] })
export class Owner extends Named {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { nullable: true })
  vehicles!: number | null;
}

@ObjectType({ implements: () => [Named] })
export class Fleet extends Named {
  @Field(() => [Owner])
  owners!: Owner[];
}

const Keeper = createUnionType({ name: 'Keeper', types: () => [Owner, Fleet] as const });

@ObjectType()
export class Truck {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { name: 'plate' })
  plateNumber!: string;
  @Field(() => Colour, { nullable: true })
  colour!: Colour | null;
  @Field(() => Float, { nullable: true })
  mass!: number | null;
  @Field(() => Boolean, { defaultValue: false })
  heavy!: boolean | undefined;
  @Field(() => CivilDateScalar, { nullable: true })
  since!: string | null;
  @Field(() => InstantScalar)
  seen!: string;
  @Field(() => [String], { nullable: 'items' })
  notes!: (string | null)[];
  @Field(() => [[Int]])
  grid!: number[][];
  @Field(() => Owner, { nullable: true })
  owner!: Owner | null;
  @Field(() => Keeper)
  keeper!: Owner | Fleet;
  @Field(() => [Named])
  named!: Named[];
  @Field(() => String)
  echo!: string;
}

const classes = connectionClasses(Truck, 'Truck');

@InputType()
export class TruckQuestion {
  @Field(() => String)
  @IsString()
  @Length(2, 20)
  plate!: string;
  @Field(() => Colour, { nullable: true })
  colour?: Colour | null;
  @Field(() => Int, { defaultValue: 7 })
  count!: number;
}

@ArgsType()
export class AskArguments {
  @Field(() => String)
  @Length(2, 20)
  plate!: string;
  @Field(() => Colour, { nullable: true })
  colour?: Colour | null;
}

const WRONG_VALUES: object = { mass: 'heavy', colour: 'green' };

/** What the sample answers to a plate: a truck, nothing, something broken, or an error. */
function truckOf(plate: string, echo: unknown): Truck | null | object {
  const owner = { id: 'o1', name: '张三 "quoted"\n', vehicles: null, __typename: 'Owner' };
  const fleet = Object.assign(new Fleet(), {
    name: 'Fleet \u{20000}',
    owners: [owner, { ...owner, id: 7, vehicles: 3 }],
  });
  const truck = {
    id: `t-${plate}`,
    plateNumber: plate,
    colour: Colour.YELLOW,
    mass: 18_000.5,
    heavy: undefined,
    since: '2012-02-29',
    seen: '2026-11-23T01:02:03.004Z',
    notes: ['a', null, '苏'],
    grid: [[1, 2], [], [3]],
    owner,
    keeper: fleet,
    named: [owner, fleet],
    echo: JSON.stringify(echo),
  };
  if (plate === 'NONE') return null;
  if (plate === 'BROKEN') return { ...truck, seen: null };
  if (plate === 'PROMISE') return { ...truck, owner: Promise.resolve(owner), mass: Promise.resolve(1) };
  if (plate === 'NULLS')
    return { ...truck, colour: null, mass: undefined, since: null, owner: undefined, heavy: true };
  if (plate === 'WRONG') return { ...truck, ...WRONG_VALUES };
  if (plate === 'REFUSED') throw new AppError('PATTERN_TOO_BROAD', { minimum: 3 }, { field: 'plate' });
  if (plate === 'CRASH') throw new Error('secret detail of the inside');
  if (plate === 'AWAY') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  return truck;
}

@Injectable()
export class SampleService {
  calls = 0;

  ask(args: FieldArguments, context: RequestContext): Promise<unknown> {
    this.calls += 1;
    const { language, purpose, reference, now } = context;
    return Promise.resolve().then(() =>
      truckOf(String(args['plate']), { args, language, purpose, reference, now }),
    );
  }
}

@Resolver(() => Truck)
export class SampleResolver {
  constructor(private readonly service: SampleService) {}

  @Query(() => Truck, { nullable: true, complexity: 5 })
  @Allow('vehicle.roadside-check')
  hotTruck(
    @Args('plate') plate: string,
    @Args('colour', { type: () => Colour, nullable: true }) colour: Colour | null | undefined,
    @Args('count', { type: () => Int, defaultValue: 3 }) count: number,
    @Args('on', { type: () => CivilDateScalar, nullable: true }) on: string | null | undefined,
    @Args('questions', { type: () => [TruckQuestion], nullable: true })
    questions: TruckQuestion[] | null | undefined,
    @Caller() caller: RequestContext,
  ): Promise<unknown> {
    const args = { plate, colour, count, on, questions };
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    return this.service.ask(Object.fromEntries(given), caller);
  }

  @Query(() => Truck, { nullable: true })
  @Public()
  truck(@Args() { plate, colour }: AskArguments, @Caller() caller: RequestContext): Promise<unknown> {
    return this.service.ask({ plate, colour }, caller);
  }

  @Query(() => classes.Connection)
  @Public()
  trucks(
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) _after: string | null,
  ): Connection<object> {
    const nodes = Array.from(
      { length: checkFirst(first, 200) },
      (_, index) => truckOf(`T${index}`, {}) ?? {},
    );
    return connectionOf(nodes, { cursorOf: () => encodeCursor('trucks', ['x']), more: false, isFirst: true });
  }

  @Query(() => [Truck])
  @Extensions({ listFactor: 50 })
  @Public()
  fewTrucks(): object[] {
    return [];
  }

  @Mutation(() => Int)
  @Public()
  record(
    @Args('questions', { type: () => [TruckQuestion] }, new InputCheckOf(TruckQuestion))
    questions: TruckQuestion[],
  ): number {
    return questions.length;
  }

  @ResolveField(() => String)
  slow(@Parent() truck: Truck): string {
    return `slow ${truck.id}`;
  }
}

@Module({ providers: [SampleService, SampleResolver], exports: [SampleService] })
export class SampleModule implements OnModuleInit {
  constructor(
    private readonly hotFields: HotFields,
    private readonly service: SampleService,
  ) {}

  onModuleInit(): void {
    const { service } = this;
    const field: HotField = {
      name: 'hotTruck',
      action: 'vehicle.roadside-check',
      execute: (args, context) => service.ask(args, context),
    };
    this.hotFields.add(field);
  }
}
