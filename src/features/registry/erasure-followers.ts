import { Injectable } from '@nestjs/common';
import type { TellingField } from '../../domain/personal/same-person.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';

/** A person whose particulars are destroyed, by the keyed hashes of what tells him; none where it is not known. */
export type ErasedPerson = Readonly<Record<TellingField, readonly Buffer[]>>;

/** What is destroyed of the owners of a vehicle. */
export interface ErasedOfVehicle {
  readonly vehicle: VehicleState;
  readonly persons: readonly ErasedPerson[];
}

/** Whoever keeps particulars outside of the registry, and must destroy them with those of the registry. */
export interface ErasureFollower {
  /** Within the transaction of the erasure. @returns ids of what was changed, for the audit. */
  forget(tx: Tx, erased: ErasedOfVehicle): Promise<readonly string[]>;
}

/** Features of a higher rank that follow an erasure: each adds itself when it is made. */
@Injectable()
export class ErasureFollowers implements ErasureFollower {
  readonly #followers: ErasureFollower[] = [];

  add(follower: ErasureFollower): void {
    this.#followers.push(follower);
  }

  async forget(tx: Tx, erased: ErasedOfVehicle): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const follower of this.#followers) changed.push(...(await follower.forget(tx, erased)));
    return changed;
  }
}
