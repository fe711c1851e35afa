import { Injectable } from '@nestjs/common';
import { foldLoop } from '../../domain/maintenance/fold-loop.js';
import type { LoopBook } from '../../domain/maintenance/loop-book.js';
import type { LoopInput } from '../../domain/maintenance/loop-facts.js';
import type { LoopState } from '../../domain/maintenance/loop-state.js';
import type { Fact } from '../../domain/sync/fact.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { vehicleFactsOf } from '../registry/index.js';
import { LoopBooks } from './loop-books.js';
import { loopInputsOf } from './loop.payloads.js';

/** A vehicle's loop with everything that it was folded from. */
export interface KnownLoop {
  readonly vehicleId: string;
  /** Null while no register knows the vehicle. */
  readonly vehicle: VehicleState | null;
  readonly facts: readonly Fact[];
  readonly inputs: readonly LoopInput[];
  readonly loop: LoopState;
  readonly book: LoopBook;
}

/** Reads the loop of one vehicle. */
@Injectable()
export class LoopReader {
  constructor(
    private readonly store: FactStore,
    private readonly books: LoopBooks,
  ) {}

  /** The loop as the facts say. @param further codes of stations that the question names */
  async read(tx: Tx, vehicleId: string, further: readonly string[] = []): Promise<KnownLoop> {
    const facts = (await this.store.load(tx, 'vehicle', [vehicleId])).get(vehicleId) ?? [];
    const book = await this.books.load(tx, [facts], further);
    const inputs = loopInputsOf(facts);
    const vehicle = foldVehicle(vehicleFactsOf(facts));
    return { vehicleId, vehicle, facts, inputs, loop: foldLoop(inputs, book), book };
  }
}
