import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { CheckType, StationResult, TestMethod } from './emission-facts.js';

/**
 * Systems whose codes we read. The same digit means another method in each (4 is lug-down in Jiangsu, free acceleration in
 * Jinhua), so no code is ever read without its system. JIANGSU_2019 and JIANGSU_2020 are the interface editions v4.0 of
 * 2019-07-25 and of 2020-11-24; STATION_CLIENT is the client software of another vendor.
 */
export const CODE_SYSTEMS = ['JIANGSU_2019', 'JIANGSU_2020', 'JINHUA', 'STATION_CLIENT'] as const;
export type CodeSystem = (typeof CODE_SYSTEMS)[number];

type Table<T extends string> = Readonly<Record<string, T>>;

/** Dictionary CHECK_METHOD of the Jiangsu interface. */
const JIANGSU_METHODS: Table<TestMethod> = {
  '1': 'TSI',
  '2': 'ASM',
  '3': 'VMAS',
  '4': 'LUGDOWN',
  '5': 'FREE_ACCEL',
  '6': 'FILTER_SMOKE',
  '7': 'IM195',
};

const METHODS: Readonly<Record<CodeSystem, Table<TestMethod>>> = {
  JIANGSU_2019: JIANGSU_METHODS,
  JIANGSU_2020: JIANGSU_METHODS,
  // SDS, ZYJS, ASM, VMAS, JZJS.
  JINHUA: { '2': 'TSI', '4': 'FREE_ACCEL', '5': 'ASM', '6': 'VMAS', '7': 'LUGDOWN' },
  // 0 (免检) and 9 (其他) name no method and are refused.
  STATION_CLIENT: {
    '1': 'TSI',
    '2': 'ASM',
    '3': 'VMAS',
    '4': 'LUGDOWN',
    '6': 'FREE_ACCEL',
    '7': 'RINGELMANN',
    '8': 'IM195',
  },
};

const JIANGSU_RESULTS: Table<StationResult> = { '0': 'FAIL', '1': 'PASS', '2': 'ABORT', '3': 'INVALID' };

const RESULTS: Readonly<Record<CodeSystem, Table<StationResult>>> = {
  JIANGSU_2019: JIANGSU_RESULTS,
  JIANGSU_2020: JIANGSU_RESULTS,
  // Of 9 no more is known than that it is neither passed nor failed: it counts for nothing.
  JINHUA: { '1': 'PASS', '0': 'FAIL', '9': 'INVALID' },
  STATION_CLIENT: {},
};

const CHECK_TYPES_OF_2019: Table<CheckType> = {
  '1': 'PERIODIC',
  '2': 'NEW_REGISTRATION',
  '3': 'TRANSFER_IN',
  '4': 'COMPARISON',
  '5': 'SUPERVISION_RETEST',
};

const CHECK_KINDS: Readonly<Record<CodeSystem, Table<CheckType>>> = {
  JIANGSU_2019: CHECK_TYPES_OF_2019,
  // The newer edition tells retests after a roadside check from those after remote sensing.
  JIANGSU_2020: { ...CHECK_TYPES_OF_2019, '5': 'ROADSIDE_RETEST', '6': 'REMOTE_SENSING_RETEST' },
  JINHUA: {},
  STATION_CLIENT: {},
};

/** Our method for a system's code. Error: SOURCE_CODE_UNKNOWN. */
export function methodOf(system: CodeSystem, raw: string, field: string): Result<TestMethod> {
  return look(METHODS[system], system, raw, field);
}

/** Our result for a system's code. Error: SOURCE_CODE_UNKNOWN. */
export function stationResultOf(system: CodeSystem, raw: string, field: string): Result<StationResult> {
  return look(RESULTS[system], system, raw, field);
}

/** Our check type for a system's code. Error: SOURCE_CODE_UNKNOWN. */
export function checkTypeOf(system: CodeSystem, raw: string, field: string): Result<CheckType> {
  return look(CHECK_KINDS[system], system, raw, field);
}

function look<T extends string>(table: Table<T>, system: CodeSystem, raw: string, field: string): Result<T> {
  const code = raw.normalize('NFKC').trim();
  const found = Object.hasOwn(table, code) ? table[code] : undefined;
  return found === undefined
    ? fail({ code: 'SOURCE_CODE_UNKNOWN', field, params: { value: raw, system } })
    : ok(found);
}
