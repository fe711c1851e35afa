import { Injectable } from '@nestjs/common';
import { envelopeText } from '../../domain/sync/canonical.js';
import type { Fact } from '../../domain/sync/fact.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { lockKeys, vehicleLock } from './registry-locks.js';
import { VehicleProjection } from './vehicle.projection.js';

const LARGEST_BATCH = 1000;

/** Takes in facts that are true already, of any author site: from a peer, or from the demonstration data. */
@Injectable()
export class FactIngestService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly projection: VehicleProjection,
  ) {}

  /** As {@link ingestIn}, in a transaction of its own. */
  async ingest(facts: readonly Fact[]): Promise<number> {
    return this.database.transaction((tx) => this.ingestIn(tx, facts));
  }

  /**
   * Appends up to 1000 vehicle facts and projects the vehicles that they are about. Facts that are known already are
   * passed over, so a batch may come again. Asks for no permission: nothing that a caller can reach leads here.
   * @returns how many facts were new.
   * @throws Error for a known id with another content, InvalidPayloadError
   */
  async ingestIn(tx: Tx, facts: readonly Fact[]): Promise<number> {
    if (facts.length > LARGEST_BATCH) throw new RangeError(`more than ${LARGEST_BATCH} facts in one batch`);
    const subjects = [...new Set(facts.map((fact) => fact.subject))];
    await lockKeys(this.store, tx, subjects.map(vehicleLock));
    const bySubject = await this.store.load(tx, 'vehicle', subjects);
    const added = facts.filter((fact) => addWhenNew(bySubject.get(fact.subject) ?? [], fact));
    if (added.length === 0) return 0;
    await this.store.append(tx, added);
    await this.projection.project(tx, bySubject);
    return added.length;
  }
}

function addWhenNew(known: Fact[], fact: Fact): boolean {
  const same = known.find((other) => other.id === fact.id);
  if (same === undefined) {
    known.push(fact);
    return true;
  }
  if (envelopeText(same) === envelopeText(fact)) return false;
  throw new Error(`fact ${fact.id} is known with another content`);
}
