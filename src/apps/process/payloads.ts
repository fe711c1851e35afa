import { registerEmissionPayloads, registerStationPayloads } from '../../features/inspections/index.js';
import { registerIntegrityPayloads } from '../../features/integrity/index.js';
import { registerLoopPayloads } from '../../features/maintenance/index.js';
import { registerVehiclePayloads } from '../../features/registry/index.js';
import { registerZonePayloads } from '../../features/zones/index.js';
import { registerReviewPayloads } from '../../features/review/index.js';
import { PayloadRegistry } from '../../platform/facts/payloads.js';

/** The payload classes of every kind of fact that this service understands. */
export function payloadRegistry(): PayloadRegistry {
  const payloads = new PayloadRegistry();
  registerVehiclePayloads(payloads);
  registerZonePayloads(payloads);
  registerReviewPayloads(payloads);
  registerLoopPayloads(payloads);
  registerIntegrityPayloads(payloads);
  registerStationPayloads(payloads);
  registerEmissionPayloads(payloads);
  return payloads;
}
