import { PLATE_TYPES, USE_NATURES, VEHICLE_STATUSES } from './codes.js';
import { FUELS } from './fuel.js';
import { VEHICLE_TYPES } from './vehicle-types.js';
import type { CodeName } from './vehicle-types.js';

/** The code tables that have names: 号牌种类, 使用性质, 车辆类型, 燃料种类, 机动车状态 (GA/T 16). */
export type CodeTable = 'PLATE_TYPE' | 'USE_NATURE' | 'VEHICLE_TYPE' | 'FUEL' | 'VEHICLE_STATUS';

/** Every table with its codes and their names. */
export const CODE_TABLES: Readonly<Record<CodeTable, Readonly<Record<string, CodeName>>>> = {
  PLATE_TYPE: PLATE_TYPES,
  USE_NATURE: USE_NATURES,
  VEHICLE_TYPE: VEHICLE_TYPES,
  FUEL: FUELS,
  VEHICLE_STATUS: VEHICLE_STATUSES,
};
