import { describe, expect, it } from '@jest/globals';
import type { CodeSystem } from '../../../src/domain/emission/source-codes.js';
import {
  checkTypeOf,
  CODE_SYSTEMS,
  methodOf,
  stationResultOf,
} from '../../../src/domain/emission/source-codes.js';

const ALL = '0123456789'.split('');

describe('codes of other systems', () => {
  it.each<readonly [system: CodeSystem, methods: string, results: string, checkTypes: string]>([
    [
      'JIANGSU_2019',
      '1TSI 2ASM 3VMAS 4LUGDOWN 5FREE_ACCEL 6FILTER_SMOKE 7IM195',
      '0FAIL 1PASS 2ABORT 3INVALID',
      '1PERIODIC 2NEW_REGISTRATION 3TRANSFER_IN 4COMPARISON 5SUPERVISION_RETEST',
    ],
    [
      'JIANGSU_2020',
      '1TSI 2ASM 3VMAS 4LUGDOWN 5FREE_ACCEL 6FILTER_SMOKE 7IM195',
      '0FAIL 1PASS 2ABORT 3INVALID',
      '1PERIODIC 2NEW_REGISTRATION 3TRANSFER_IN 4COMPARISON 5ROADSIDE_RETEST 6REMOTE_SENSING_RETEST',
    ],
    ['JINHUA', '2TSI 4FREE_ACCEL 5ASM 6VMAS 7LUGDOWN', '0FAIL 1PASS 9INVALID', ''],
    ['STATION_CLIENT', '1TSI 2ASM 3VMAS 4LUGDOWN 6FREE_ACCEL 7RINGELMANN 8IM195', '', ''],
  ])('%s', (system, methods, results, checkTypes) => {
    const known = (read: typeof methodOf | typeof stationResultOf | typeof checkTypeOf): string =>
      ALL.flatMap((raw) => {
        const one = read(system, raw, 'code');
        return one.ok ? [raw + one.value] : [];
      }).join(' ');
    expect([known(methodOf), known(stationResultOf), known(checkTypeOf)]).toEqual([
      methods,
      results,
      checkTypes,
    ]);
    expect(CODE_SYSTEMS).toContain(system);
  });

  it('names the system that has no such code', () => {
    expect(methodOf('JINHUA', '1', 'method')).toMatchObject({
      error: { code: 'SOURCE_CODE_UNKNOWN', field: 'method', params: { value: '1', system: 'JINHUA' } },
    });
  });
});
