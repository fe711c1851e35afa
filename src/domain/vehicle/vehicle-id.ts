import { idOfName } from '../shared/named-id.js';
import type { Sha256 } from '../sync/hash-chain.js';

/** Says what is hashed, so that the id of a vehicle can never be the id of anything else named by the same text. */
const DOMAIN = 'qingtu/vehicle/1/';

/** The id of the vehicle with this normalised VIN, so that facts of two sites about one VIN meet on one subject. */
export const vehicleIdOfVin = (vin: string, sha256: Sha256): string => idOfName(DOMAIN, vin, sha256);
