import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import type { Asking, TestApi } from './api.js';
import { reviewsOn } from './review.js';
import { newKey, valueOf } from './vehicle-requests.js';

const VEHICLE = 'id vin stage stageSource isDiesel g3List fuel status plate { number type to }';
const QUEUE = `query ($filter: ReviewFilterInput, $first: Int, $after: String) {
  reviewQueue(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    edges { cursor node { code text nextStep since version decisions stages facts vehicle { id }
      heldRow { id runId codes decisions fields { name value } hiddenFields problems { code message } } related { id } } } } }`;
const DECIDE = `mutation ($key: String!, $vehicle: ID!, $item: DecidableItem!, $version: String!, $input: ReviewDecisionInput!) {
  decideReviewItem(idempotencyKey: $key, vehicle: $vehicle, item: $item, version: $version, input: $input) {
    vehicle { ${VEHICLE} } problems { code field } } }`;
export const DECIDE_ROW = `mutation ($key: String!, $row: ID!, $input: HeldRowDecisionInput!) {
  decideHeldRow(idempotencyKey: $key, row: $row, input: $input) {
    decided vehicles { ${VEHICLE} } existingVehicleId problems { code field } warnings { code } } }`;

export interface QueueNode {
  readonly code: string;
  readonly version: string;
  readonly decisions: readonly string[];
  readonly stages: readonly string[] | null;
  readonly vehicle: { readonly id: string } | null;
  readonly related: readonly { readonly id: string }[];
  readonly heldRow: {
    readonly id: string;
    readonly runId: string;
    readonly decisions: readonly string[];
    readonly fields: readonly { readonly name: string; readonly value: string }[];
    readonly hiddenFields: readonly string[];
  } | null;
}
export interface Queue {
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly edges: readonly { readonly node: QueueNode }[];
}
export interface Decided {
  readonly vehicle: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly { readonly code: string; readonly field: string | null }[];
}
export interface RowDecided {
  readonly decided: boolean;
  readonly vehicles: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly { readonly code: string; readonly field: string | null }[];
}

const ECOLOGY = { as: 'ECOLOGY_BUREAU' } as const;

/** The codes of the problems of an answer. */
export const codesOf = ({ problems }: Pick<Decided, 'problems'>): readonly string[] =>
  problems.map(({ code }) => code);

/** The queue and its decisions as the ecology bureau asks for them. */
export function reviewDesk(api: TestApi) {
  const reviews = reviewsOn(api.parts.database, '310000', api.parts.stores.keyring);
  const queue = async (filter: object | null = null, more: object = {}): Promise<Queue> => {
    const variables = { filter, first: 100, ...more };
    return valueOf(await api.ask(QUEUE, { ...ECOLOGY, variables }), 'reviewQueue') as Queue;
  };
  const nodes = async (filter: object | null = null): Promise<readonly QueueNode[]> =>
    (await queue(filter)).edges.map(({ node }) => node);
  const itemOf = async (vehicle: string, code: string): Promise<QueueNode | undefined> =>
    (await nodes()).find((node) => node.vehicle?.id === vehicle && node.code === code);
  return {
    reviews,
    queue,
    nodes,
    itemOf,
    async opened(vehicle: string, code: string): Promise<QueueNode> {
      const item = await itemOf(vehicle, code);
      if (item === undefined) throw new Error(`${code} does not wait`);
      return item;
    },
    async decide(
      vehicle: string,
      item: string,
      version: string,
      input: object,
      key = newKey(),
    ): Promise<Decided> {
      const variables = { key, vehicle, item, version, input: { basis: 'licence seen', ...input } };
      return valueOf(await api.ask(DECIDE, { ...ECOLOGY, variables }), 'decideReviewItem') as Decided;
    },
    async decideRow(
      row: string,
      input: object,
      key = newKey(),
      asking: Asking = ECOLOGY,
    ): Promise<RowDecided> {
      const variables = { key, row, input: { basis: 'file 12 of 2026', ...input } };
      return valueOf(await api.ask(DECIDE_ROW, { ...asking, variables }), 'decideHeldRow') as RowDecided;
    },
    /** Holds a row, and gives its node in the queue. */
    async held(input: object, code: string, related: readonly string[] = []): Promise<QueueNode> {
      const said = await reviews.hold(input as RegistrationInput, { code, field: 'plate' }, related);
      const runId = said.split(' ')[1];
      const node = (await nodes()).find(({ heldRow }) => heldRow?.runId === runId);
      if (node === undefined) throw new Error(`${said} is not in the queue`);
      return node;
    },
  };
}
export type ReviewDesk = ReturnType<typeof reviewDesk>;
