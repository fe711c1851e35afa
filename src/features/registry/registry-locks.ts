import type { Tx } from '../../platform/database/database.js';
import type { FactStore } from '../../platform/facts/fact-store.js';

/**
 * The server's lock table is finite (64 entries a connection, shared by all), so whoever takes many locks takes this
 * one first: there is then only one such transaction at a time.
 */
const MANY_LOCKS = 'registry-many-locks';
const MANY = 200;

/** Serialises everything that is written about one vehicle; a VIN is guarded by the vehicle that its id names. */
export const vehicleLock = (vehicleId: string): string => `vehicle:${vehicleId}`;

/** Serialises who gets a plate. */
export const plateLock = (plate: { readonly number: string; readonly type: string }): string =>
  `plate:${plate.number}|${plate.type}`;

/**
 * Takes the locks, in one order whoever asks; held until the transaction ends. What is asked of the transaction after
 * this call, awaited or not, runs under them.
 */
export async function lockKeys(store: FactStore, tx: Tx, keys: readonly string[]): Promise<void> {
  const first = keys.length > MANY ? [store.lock(tx, [MANY_LOCKS])] : [];
  await Promise.all([...first, store.lock(tx, keys)]);
}
