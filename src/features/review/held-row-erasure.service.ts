import { Injectable } from '@nestjs/common';
import { isSamePerson, type MemberMatch } from '../../domain/personal/same-person.js';
import { normalisePlate } from '../../domain/shared/plate.js';
import { normaliseVin } from '../../domain/shared/vin.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import {
  ErasureFollowers,
  type ErasedOfVehicle,
  type ErasureFollower,
  type RegistrationInput,
} from '../registry/index.js';
import { HeldRowSeal, type OwnerHashes } from './held-row-seal.js';
import { HeldRowRepository, type HeldRowRecord, type OwnedRow } from './held-row.repository.js';

type Erased = ErasedOfVehicle['persons'][number];

/** Takes a person whose particulars are erased out of the rows that wait: deciding one must not bring them back. */
@Injectable()
export class HeldRowErasure implements ErasureFollower {
  constructor(
    private readonly rows: HeldRowRepository,
    private readonly seal: HeldRowSeal,
    followers: ErasureFollowers,
  ) {
    followers.add(this);
  }

  /** The rows go on waiting, without the owner. @returns their ids. @throws KeyUnknownError, SealBrokenError */
  async forget(tx: Tx, { vehicle, persons }: ErasedOfVehicle): Promise<readonly string[]> {
    const hashes = persons.flatMap(({ name, phone, idNumber }) => [...name, ...phone, ...idNumber]);
    const candidates = hashes.length === 0 ? [] : await this.rows.ofOwners(tx, hashes);
    const changed: string[] = [];
    for (const row of candidates) {
      if (await this.#forgetIn(tx, row, vehicle, persons)) changed.push(row.id);
    }
    return changed;
  }

  async #forgetIn(
    tx: Tx,
    row: OwnedRow,
    vehicle: VehicleState,
    persons: readonly Erased[],
  ): Promise<boolean> {
    const { input, problems } = this.seal.open(row.id, row.sealed);
    const ofVehicle = isOfVehicle(row, input, vehicle);
    if (!persons.some((person) => isSamePerson(compared(row.ownerHashes, person), ofVehicle))) return false;
    const { ownerParticulars: _erased, ...left } = input;
    const told = [...problems, { code: 'OWNER_ERASED', field: 'ownerParticulars' }];
    await this.rows.replaceContent(
      tx,
      row.id,
      this.seal.sealContent(row.id, { input: left, problems: told }),
    );
    return true;
  }
}

function compared([name, phone, idNumber]: OwnerHashes, person: Erased) {
  return {
    name: matchOf(name, person.name),
    phone: matchOf(phone, person.phone),
    idNumber: matchOf(idNumber, person.idNumber),
  };
}

function matchOf(hash: Buffer | null, hashes: readonly Buffer[]): MemberMatch {
  if (hash === null || hashes.length === 0) return 'UNKNOWN';
  return hashes.some((one) => one.equals(hash)) ? 'SAME' : 'OTHER';
}

/** Whether the row is about the vehicle, or speaks against it. */
function isOfVehicle(
  { relatedVehicles }: HeldRowRecord,
  { vin, plate }: RegistrationInput,
  vehicle: VehicleState,
): boolean {
  if (relatedVehicles.includes(vehicle.id)) return true;
  if (vehicle.vin !== null && vin && normaliseVin(vin) === vehicle.vin) return true;
  return vehicle.plates.some(
    ({ number, type }) =>
      number === normalisePlate(plate.number) && type === plate.type.normalize('NFKC').trim(),
  );
}
