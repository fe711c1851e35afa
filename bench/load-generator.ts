import { readFileSync } from 'node:fs';
import { Random } from '../seeds/demo/random.js';
import { answerParent } from './child.js';
import { LoadConnection, type Target } from './load-connection.js';
import type { Plate } from './roadside-question.js';
import { DurationHistogram } from './statistics.js';

/** One round of load: so many connections, each asking anew as soon as it is answered. */
export interface LoadOrder extends Target {
  /** JSON file with the plates to choose from. */
  readonly platesFile: string;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly seed: number;
}

/** What a round gave. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers in all, those of the warm-up included. */
  readonly answers: number;
  /** Answers that were read whole and compared with the question. */
  readonly checked: number;
}

const CHECK_EVERY = 101;
const MS = 1000;
const platesByFile = new Map<string, readonly Plate[]>();

function platesOf(file: string): readonly Plate[] {
  const plates = platesByFile.get(file) ?? (JSON.parse(readFileSync(file, 'utf8')) as Plate[]);
  platesByFile.set(file, plates);
  return plates;
}

interface RoadsideBody {
  readonly errors?: unknown;
  readonly data: {
    readonly roadsideCheck: {
      readonly plateNumber: string;
      readonly sources: readonly unknown[];
      readonly vehicles: readonly { readonly id: string; readonly plate: { readonly number: string } }[];
    };
  };
}

/** @throws Error unless the body is a complete answer about a vehicle that is found under the plate */
function checkAnswer(body: Buffer, { number }: Plate): void {
  const { errors, data } = JSON.parse(body.toString('utf8')) as RoadsideBody;
  const { plateNumber, sources, vehicles } = data.roadsideCheck;
  const isComplete = errors === undefined && plateNumber === number && sources.length === 4;
  if (isComplete && vehicles.some((one) => one.plate.number === number)) return;
  throw new Error(`not the answer about ${number}: ${body.toString('utf8')}`);
}

class Round {
  readonly durations = new DurationHistogram();
  answers = 0;
  checked = 0;
  readonly #random: Random;
  readonly #plates: readonly Plate[];
  readonly #measureFrom: number;
  readonly #end: number;

  constructor(private readonly order: LoadOrder) {
    this.#random = new Random(order.seed);
    this.#plates = platesOf(order.platesFile);
    this.#measureFrom = performance.now() + order.warmUpSeconds * MS;
    this.#end = this.#measureFrom + order.seconds * MS;
  }

  async run(connections: readonly LoadConnection[]): Promise<LoadResult> {
    await Promise.all(connections.map((connection) => this.#askAlways(connection)));
    return {
      requestsPerSecond: this.durations.total / this.order.seconds,
      p50Ms: this.durations.quantile(0.5),
      p99Ms: this.durations.quantile(0.99),
      answers: this.answers,
      checked: this.checked,
    };
  }

  async #askAlways(connection: LoadConnection): Promise<void> {
    for (;;) {
      const plate = this.#random.pick(this.#plates);
      const sentAt = performance.now();
      if (sentAt >= this.#end) return;
      const body = await connection.ask(plate);
      const answeredAt = performance.now();
      this.answers += 1;
      if (answeredAt >= this.#measureFrom && answeredAt < this.#end) this.durations.add(answeredAt - sentAt);
      if (this.answers % CHECK_EVERY !== 0) continue;
      checkAnswer(body, plate);
      this.checked += 1;
    }
  }
}

answerParent(async (order: LoadOrder) => {
  platesOf(order.platesFile);
  const opening = Array.from({ length: order.connections }, () => LoadConnection.open(order));
  const connections = await Promise.all(opening);
  try {
    return await new Round(order).run(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
});
