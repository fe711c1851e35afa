import { SealedReports } from '../../features/imports/index.js';
import { SealedRawMessages } from '../../features/inspections/index.js';
import { OwnerVault, SealedOwners } from '../../features/registry/index.js';
import { SealedHeldRows } from '../../features/review/index.js';
import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import { SealedPieces } from '../../platform/files/sealed-pieces.js';
import type { Keyring } from '../../platform/secrets/keyring.js';
import { Rekeying } from '../../platform/secrets/rekey.js';

/** The rotation of the key over every kind of thing that the keyring seals. */
export function rekeyingOf(database: Database, keyring: Keyring, clock: Clock): Rekeying {
  const stores = [
    new SealedOwners(new OwnerVault(keyring)),
    new SealedHeldRows(keyring, clock),
    new SealedReports(keyring),
    new SealedRawMessages(keyring),
    new SealedPieces(keyring),
  ];
  return new Rekeying(database, keyring, stores, clock);
}
