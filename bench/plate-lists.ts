import { ApiClient, signIn } from './api-client.js';
import { LARGE, takeTurns, warmUpServers, type BenchRun, type Variant } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import { samplePlates } from './plates.js';
import type { Plate } from './roadside-question.js';
import { startService } from './servers.js';
import { median } from './statistics.js';

const AT_ONCE = 10_000;
const LEAST_GAIN = 30;
const CALLS = 9;
const WARM_UP_CALLS = 3;
const MS = 1000;

const QUERY = `query CheckPlates($plates: [PlateToCheckInput!]!) {
  checkPlates(plates: $plates) {
    checkedAt rows { index plateNumber code message verdict reasons ambiguous vehicleId }
    sources { province name status asOf }
  }
}`;

interface CheckPlatesBody {
  readonly data: {
    readonly checkPlates: { readonly rows: readonly { readonly vehicleId: string | null }[] };
  };
}

const bodyOf = (plates: readonly Plate[]): string =>
  JSON.stringify({
    operationName: 'CheckPlates',
    query: QUERY,
    variables: { plates: plates.map(({ number, type }) => ({ plateNumber: number, plateType: type })) },
  });

/** Milliseconds of one call; every plate must be found. */
async function callOnce(client: ApiClient, plates: readonly Plate[]): Promise<number> {
  const { text, ms } = await client.ask(bodyOf(plates));
  const { rows } = (JSON.parse(text) as CheckPlatesBody).data.checkPlates;
  const found = rows.filter(({ vehicleId }) => vehicleId !== null).length;
  if (rows.length === plates.length && found === plates.length) return ms;
  throw new Error(`${plates.length} plates gave ${rows.length} rows and ${found} vehicles`);
}

/** Ten thousand plates in one call against as many single questions. */
export async function measurePlateLists(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('plates');
  const { plates, file } = await samplePlates(run.store, LARGE);
  const server = await startService(run.store, LARGE);
  try {
    const token = await signIn(server.port, 'TRAFFIC_POLICE');
    const service: Variant = { name: 'roadsideCheck', server, token, platesFile: file };
    await warmUpServers(run, [service]);
    const client = new ApiClient(server.port, token);
    const times: number[] = [];
    for (let call = 0; call < CALLS + WARM_UP_CALLS; call += 1) {
      const from = (call * AT_ONCE) % Math.max(1, plates.length - AT_ONCE + 1);
      times.push(await callOnce(client, plates.slice(from, from + AT_ONCE)));
    }
    client.close();
    const measured = times.slice(WARM_UP_CALLS);
    const size = Math.min(AT_ONCE, plates.length);
    const bulk = (size * MS) / median(measured);
    run.say(`  checkPlates: ${measured.map((ms) => Math.round(ms)).join(', ')} ms`);
    const rate = async (connections: number): Promise<number> =>
      median((await takeTurns(run, [service], connections))[0]?.map((one) => one.requestsPerSecond) ?? []);
    const lone = await rate(1);
    const crowd = await rate(32);
    figures.add(`checkPlates with ${size} plates`, bulk, 'plates/s');
    figures.add('one such call', median(measured), 'ms');
    figures.add('single calls, one after another', lone, 'plates/s');
    figures.add('single calls, 32 connections', crowd, 'plates/s');
    figures.judge('to single calls, one after another', bulk / lone, '×', '≥ 30', bulk / lone >= LEAST_GAIN);
    figures.add('to single calls, 32 connections', bulk / crowd, '×');
  } finally {
    await server.child.stop();
  }
  return figures.all;
}
