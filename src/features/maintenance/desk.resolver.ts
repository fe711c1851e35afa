import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId, parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import { reportId } from '../inspections/index.js';
import { VEHICLE_TYPE } from '../registry/index.js';
import {
  ContingencyStateEnum,
  ContingencyTestConnection,
  LoopReminderConnection,
  ReminderStateEnum,
  type ContingencyTestModel,
  type LoopReminderModel,
} from './desk.model.js';
import type { ContingencyTest, Reminder, ReminderState } from './desk-rows.js';
import { DeskService } from './desk.service.js';
import type { ContingencyState } from './loop-rows.js';
import { LISTING_TYPE } from './loop.view.js';

const optional = (description: string) => ({ nullable: true, description });
const DIVISION = { type: () => String, ...optional('区划，含其下级。Division, with those below.') };
const CONTINGENCY = { type: () => ContingencyStateEnum, ...optional('核销状态。How the test stands.') };
const REMINDER = { type: () => ReminderStateEnum, ...optional('送达状态。What became of it.') };
const LISTING = { type: () => ID, ...optional('某一名单记录的提醒。Those of one listing.') };
const FIRST = {
  type: () => Int,
  ...optional('每页条数，超过上限即报错。Size of the page; above the cap is an error.'),
};
const AFTER = { type: () => String, ...optional('上一页末条游标。End cursor of the page before.') };

/** What a bureau looks after beside the list itself. */
@Resolver()
export class DeskResolver {
  constructor(private readonly desk: DeskService) {}

  @Allow('loop.list')
  @Query(() => ContingencyTestConnection, {
    description: '凭应急码所作的复检，新的在前。Retests under a contingency code, newest first.',
  })
  async contingencyTests(
    @Caller() context: RequestContext,
    @Args('division', DIVISION) division: string | null,
    @Args('state', CONTINGENCY) state: ContingencyState | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<ContingencyTestModel>> {
    const filter = { division: division ?? null, state: state ?? null };
    return shown(await this.desk.contingencies(context, filter, { first, after }), testView);
  }

  @Allow('loop.list')
  @Query(() => LoopReminderConnection, {
    description:
      '闭环提醒及其送达情况，新的在前。Reminders of the loop and what became of them, newest first.',
  })
  async loopReminders(
    @Caller() context: RequestContext,
    @Args('division', DIVISION) division: string | null,
    @Args('state', REMINDER) state: ReminderState | null,
    @Args('listing', LISTING) listing: string | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<LoopReminderModel>> {
    const about = listing ? parseGlobalId(listing, LISTING_TYPE, 'listing') : null;
    const filter = { division: division ?? null, state: state ?? null, listing: about };
    return shown(await this.desk.reminders(context, filter, { first, after }), reminderView);
  }
}

const testView = ({ id, vehicleId, at, ...test }: ContingencyTest): ContingencyTestModel => ({
  ...test,
  report: reportId(id),
  vehicleId: globalId(VEHICLE_TYPE, vehicleId),
  testedAt: at,
});

const reminderView = ({ id, about, vehicleId, at, ...reminder }: Reminder): LoopReminderModel => ({
  ...reminder,
  id: globalId('LoopReminder', id),
  listing: reminder.kind === 'FIRST_EXCEEDANCE' ? null : globalId(LISTING_TYPE, about),
  vehicleId: globalId(VEHICLE_TYPE, vehicleId),
  madeAt: at,
});

const shown = <N, M>({ edges, ...page }: Connection<N>, view: (node: N) => M): Connection<M> => ({
  ...page,
  edges: edges.map(({ cursor, node }) => ({ cursor, node: view(node) })),
});
