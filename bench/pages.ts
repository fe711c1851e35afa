import { ApiClient, signIn } from './api-client.js';
import { LARGE, type BenchRun } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import { startService } from './servers.js';
import { median } from './statistics.js';

const PAGE_SIZE = 100;
const LATE_PAGE = 1000;
const REPETITIONS = 300;
const WARM_UP = 20;
const MOST_DIFFERENCE = 0.2;

const QUERY = `query Vehicles($filter: VehicleFilterInput, $first: Int, $after: String) {
  vehicles(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id vin plate { number type color } vehicleType fuel stage g3List division status
      reasons { code text since } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface ListBody {
  readonly data: {
    readonly vehicles: {
      readonly edges: readonly unknown[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

type Filter = Readonly<Record<string, string>>;

const bodyOf = (filter: Filter, after: string | null): string =>
  JSON.stringify({ query: QUERY, variables: { filter, first: PAGE_SIZE, after } });

/** Follows the list to its late page, or its last full one. @returns the number of that page and the cursor before it */
async function walk(client: ApiClient, filter: Filter): Promise<{ page: number; after: string | null }> {
  let reached: { page: number; after: string | null } = { page: 0, after: null };
  let after: string | null = null;
  for (let page = 1; page <= LATE_PAGE; page += 1) {
    const { text } = await client.ask(bodyOf(filter, after));
    const { edges, pageInfo } = (JSON.parse(text) as ListBody).data.vehicles;
    if (edges.length < PAGE_SIZE) break;
    reached = { page, after };
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return reached;
}

/** Medians of the first and the late page, taken in turn. */
async function timePages(
  client: ApiClient,
  filter: Filter,
  after: string | null,
): Promise<{ first: number; late: number }> {
  const first: number[] = [];
  const late: number[] = [];
  for (let turn = 0; turn < WARM_UP + REPETITIONS; turn += 1) {
    const early = await client.ask(bodyOf(filter, null));
    const later = await client.ask(bodyOf(filter, after));
    if (turn < WARM_UP) continue;
    first.push(early.ms);
    late.push(later.ms);
  }
  return { first: median(first), late: median(late) };
}

const LISTS: readonly (readonly [name: string, filter: Filter])[] = [
  ['all vehicles of the delta', {}],
  ['vehicles of Jiangsu', { division: '320000' }],
];

/** Late pages against first pages. */
export async function measurePages(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('pages');
  const server = await startService(run.store, LARGE);
  try {
    const client = new ApiClient(server.port, await signIn(server.port, 'ECOLOGY_BUREAU'));
    for (const [name, filter] of LISTS) {
      const { page, after } = await walk(client, filter);
      const { first, late } = await timePages(client, filter, after);
      run.say(`  ${name}: page 1 ${first.toFixed(2)} ms, page ${page} ${late.toFixed(2)} ms`);
      figures.add(`${name}: page 1`, first, 'ms');
      figures.add(`${name}: page ${page}`, late, 'ms');
      const ratio = late / first;
      const isLevel = Math.abs(ratio - 1) <= MOST_DIFFERENCE;
      figures.judge(`${name}: page ${page} to page 1`, ratio, '×', '0.8 to 1.2', isLevel);
    }
    client.close();
  } finally {
    await server.child.stop();
  }
  return figures.all;
}
