import { IntegrityFlagEntity } from './integrity-flag.entity.js';
import { IntegrityThresholdEntity } from './integrity-threshold.entity.js';
import { StationFlagEntity } from './station-flag.entity.js';

/** The tables of this feature, as its migration makes them. */
export const INTEGRITY_ENTITIES = [IntegrityThresholdEntity, IntegrityFlagEntity, StationFlagEntity];
