import { evidenceExtension } from '../../features/inspections/index.js';
import { loopExtension } from '../../features/maintenance/index.js';
import { VehicleExtensions } from '../../features/registry/index.js';

/** What the features of higher ranks follow from the facts about vehicles. */
export const VEHICLE_EXTENSIONS = new VehicleExtensions([evidenceExtension(), loopExtension()]);
