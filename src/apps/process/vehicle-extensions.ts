import { evidenceExtension, sensingExtension } from '../../features/inspections/index.js';
import { flagExtension } from '../../features/integrity/index.js';
import { loopExtension, loopSensingRules } from '../../features/maintenance/index.js';
import { VehicleExtensions } from '../../features/registry/index.js';

/** What the divisions configured for what sensors see. */
export const SENSING_RULES = loopSensingRules();

/** What the features of higher ranks follow from the facts about vehicles. */
export const VEHICLE_EXTENSIONS = new VehicleExtensions([
  evidenceExtension(),
  sensingExtension(SENSING_RULES),
  loopExtension(),
  flagExtension(),
]);
