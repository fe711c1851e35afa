import { LimitSetProjection, StationProjection } from '../../features/inspections/index.js';
import { StationFlagProjection, ThresholdProjection } from '../../features/integrity/index.js';
import { LoopRuleProjection } from '../../features/maintenance/index.js';
import { VehicleProjection } from '../../features/registry/index.js';
import { HeldRowProjection } from '../../features/review/index.js';
import { ActivationProjection, RestrictionRuleProjection } from '../../features/zones/index.js';
import type { Projection } from '../../platform/facts/projection.js';
import { VEHICLE_EXTENSIONS } from './vehicle-extensions.js';

/** Every projection that can be thrown away and rebuilt. */
export const PROJECTIONS: readonly Projection[] = [
  new StationProjection(),
  new LimitSetProjection(),
  new VehicleProjection(VEHICLE_EXTENSIONS),
  new HeldRowProjection(),
  new LoopRuleProjection(),
  new ThresholdProjection(),
  new StationFlagProjection(),
  new RestrictionRuleProjection(),
  new ActivationProjection(),
];
