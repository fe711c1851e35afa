import { ACCESS_ENTITIES } from '../../features/access/index.js';
import { CodeEntryEntity, DivisionEntity } from '../../features/reference/index.js';
import { IMPORT_ENTITIES } from '../../features/imports/index.js';
import { INSPECTION_ENTITIES } from '../../features/inspections/index.js';
import { INTEGRITY_ENTITIES } from '../../features/integrity/index.js';
import { MAINTENANCE_ENTITIES } from '../../features/maintenance/index.js';
import { REGISTRY_ENTITIES } from '../../features/registry/index.js';
import { REVIEW_ENTITIES } from '../../features/review/index.js';
import { ZONE_ENTITIES } from '../../features/zones/index.js';

/** Every table that a feature declares, for the data source and for the comparison with the migrations. */
export const ENTITIES = [
  ...ACCESS_ENTITIES,
  CodeEntryEntity,
  DivisionEntity,
  ...REGISTRY_ENTITIES,
  ...REVIEW_ENTITIES,
  ...ZONE_ENTITIES,
  ...IMPORT_ENTITIES,
  ...MAINTENANCE_ENTITIES,
  ...INTEGRITY_ENTITIES,
  ...INSPECTION_ENTITIES,
];
