import { foldLoop } from '../../domain/maintenance/fold-loop.js';
import type { LoopBook } from '../../domain/maintenance/loop-book.js';
import type { LoopInput } from '../../domain/maintenance/loop-facts.js';
import type { LoopState } from '../../domain/maintenance/loop-state.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { SupervisionReason } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import type { OpenedExtension, VehicleExtension } from '../registry/index.js';
import type { LoopBooks } from './loop-books.js';
import { loopReasons } from './loop-reasons.js';
import { contingencyRows, listingRows, repairRows } from './loop-rows.js';
import { concernsLoop, loopInputsOf } from './loop.payloads.js';
import { LOOP_TABLES, writeLoopRows } from './loop.projection.js';

/** The loop of a vehicle: reasons of key supervision that follow from it, and the rows of the over-limit list. */
export class LoopExtension implements VehicleExtension {
  readonly tables = LOOP_TABLES;

  constructor(private readonly books: LoopBooks) {}

  async open(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<OpenedExtension | null> {
    const concerned = new Map([...factsBySubject].filter(([, facts]) => concernsLoop(facts)));
    if (concerned.size === 0) return null;
    return new OpenedLoops(concerned, await this.books.load(tx, concerned.values()));
  }
}

class OpenedLoops implements OpenedExtension {
  readonly #inputs: ReadonlyMap<string, readonly LoopInput[]>;
  readonly #loops = new Map<string, LoopState>();

  constructor(
    factsBySubject: ReadonlyMap<string, readonly Fact[]>,
    private readonly book: LoopBook,
  ) {
    this.#inputs = new Map([...factsBySubject].map(([subject, facts]) => [subject, loopInputsOf(facts)]));
  }

  reasonsOf(subject: string, asOf?: Instant): readonly SupervisionReason[] {
    const inputs = this.#inputs.get(subject);
    if (inputs === undefined) return [];
    if (asOf === undefined) return loopReasons(this.#loopOf(subject, inputs));
    return loopReasons(foldLoop(knownAt(inputs, asOf), this.book));
  }

  write(tx: Tx): Promise<void> {
    const loops = [...this.#inputs].map(([id, facts]) => ({ id, facts, loop: this.#loopOf(id, facts) }));
    writeLoopRows(
      tx,
      loops.map(({ id }) => id),
      {
        listings: loops.flatMap(({ id, loop, facts }) => listingRows(id, loop, facts)),
        repairs: loops.flatMap(({ id, loop, facts }) => repairRows(id, loop, facts)),
        contingencies: loops.flatMap(({ id, loop, facts }) => contingencyRows(id, loop, facts)),
      },
    );
    return Promise.resolve();
  }

  #loopOf(subject: string, inputs: readonly LoopInput[]): LoopState {
    const known = this.#loops.get(subject) ?? foldLoop(inputs, this.book);
    this.#loops.set(subject, known);
    return known;
  }
}

/** What had been recorded by then. */
export const knownAt = (inputs: readonly LoopInput[], asOf: Instant): readonly LoopInput[] =>
  inputs.filter(({ recordedAt }) => recordedAt <= asOf);
