import { describe, expect, it } from '@jest/globals';
import { EMISSION_CLAUSES } from '../../../src/domain/emission/clauses.js';
import type { LimitSet, TestMethod } from '../../../src/domain/emission/emission-facts.js';
import { limitSetInForce } from '../../../src/domain/emission/limit-sets.js';
import { limitsInForce, METHOD_CLAUSES } from '../../../src/domain/emission/limits.js';
import { MACHINE_CLASSES, machineLimits } from '../../../src/domain/emission/nrmm-limits.js';
import { absorptionOf, opacitiesContradict } from '../../../src/domain/emission/opacity.js';
import { exactly, readScaled, roundHalfEven, scaled, toNumber } from '../../../src/domain/emission/scaled.js';

function highest(method: TestMethod, limitSet: LimitSet, on: string | null = null): Record<string, number> {
  const limits = limitsInForce(method, limitSet, on);
  return Object.fromEntries(limits.map(({ code, highest: most }) => [code, toNumber(most!)]));
}

describe('limits in force', () => {
  it.each<readonly [method: TestMethod, limitSet: LimitSet, on: string | null, limits: object]>([
    ['FREE_ACCEL', 'A', null, { K_FA: 1.2, N_FA: 40, RINGELMANN: 1 }],
    ['FREE_ACCEL', 'B', null, { K_FA: 0.7, N_FA: 26, RINGELMANN: 1 }],
    ['LUGDOWN', 'A', null, { K100: 1.2, N100: 40, K80: 1.2, N80: 40, NOX80: 1500, RINGELMANN: 1 }],
    ['LUGDOWN', 'B', null, { K100: 0.7, N100: 26, K80: 0.7, N80: 26, NOX80: 900, RINGELMANN: 1 }],
    ['LUGDOWN', 'B', '2020-06-30', { K100: 0.7, N100: 26, K80: 0.7, N80: 26, NOX80: 1200, RINGELMANN: 1 }],
    ['LUGDOWN', 'B', '2020-07-01', { K100: 0.7, N100: 26, K80: 0.7, N80: 26, NOX80: 900, RINGELMANN: 1 }],
    ['LUGDOWN', 'A', '2019-04-30', {}],
    ['RINGELMANN', 'A', '2019-05-01', { RINGELMANN: 1 }],
    ['TSI', 'A', null, { LOW_CO: 0.6, LOW_HC: 80, HIGH_CO: 0.3, HIGH_HC: 50, LAMBDA: 1.05 }],
    ['TSI', 'B', null, { LOW_CO: 0.4, LOW_HC: 40, HIGH_CO: 0.3, HIGH_HC: 30, LAMBDA: 1.05 }],
    ['ASM', 'A', null, { CO_5025: 0.5, HC_5025: 90, NO_5025: 700, CO_2540: 0.4, HC_2540: 80, NO_2540: 650 }],
    ['ASM', 'B', null, { CO_5025: 0.35, HC_5025: 47, NO_5025: 420, CO_2540: 0.3, HC_2540: 44, NO_2540: 390 }],
    ['IM195', 'A', null, { CO: 3.5, HC_NOX: 1.5 }],
    ['IM195', 'B', null, { CO: 2.8, HC_NOX: 1.2 }],
    ['VMAS', 'A', null, { CO: 8, HC: 1.6, NOX: 1.3 }],
    ['VMAS', 'B', null, { CO: 5, HC: 1, NOX: 0.7 }],
    ['FILTER_SMOKE', 'A', null, {}],
  ])('%s %s on %s', (method, limitSet, on, limits) => {
    expect(highest(method, limitSet, on)).toEqual(limits);
  });

  it('have a clause each', () => {
    for (const clause of Object.values(METHOD_CLAUSES))
      expect(EMISSION_CLAUSES[clause].zh).toMatch(/\p{Script=Han}/u);
  });

  it.each<readonly [machineClass: 'I' | 'II' | 'III', powerKw: string, k: number | null]>([
    ['I', '18.9', 3],
    ['I', '19', 2],
    ['I', '36.9', 2],
    ['I', '37', 1.61],
    ['I', '560', 1.61],
    ['I', '560.1', null],
    ['II', '18.99', 2],
    ['II', '19.0', 1],
    ['II', '36.999', 1],
    ['II', '37.0', 0.8],
    ['II', '900', 0.8],
    ['III', '36.9', 0.8],
    ['III', '37', 0.5],
  ])('of a machine: class %s at %s kW', (machineClass, powerKw, k) => {
    const limits = machineLimits(machineClass, scaled(powerKw));
    expect(limits.ok ? toNumber(limits.value[0]!.highest!) : null).toBe(k);
    expect(MACHINE_CLASSES).toContain(machineClass);
  });
});

describe('the limit set of a city', () => {
  const decisions = [
    { division: '320500', from: '2026-01-01', limitSet: 'A' },
    { division: '320000', from: '2025-01-01', limitSet: 'B' },
    { division: '320500', from: '2024-01-01', limitSet: 'B' },
  ] as const;

  it.each<readonly [city: string, on: string, limitSet: LimitSet]>([
    ['320100', '2024-12-31', 'A'],
    ['320100', '2025-01-01', 'B'],
    ['320500', '2023-12-31', 'A'],
    ['320500', '2024-01-01', 'B'],
    ['320500', '2026-01-01', 'A'],
    ['310000', '2026-01-01', 'A'],
  ])('%s on %s: %s', (city, on, limitSet) => {
    expect(limitSetInForce(decisions, city, on)).toBe(limitSet);
  });
});

describe('opacity', () => {
  it.each<readonly [opacity: string, k: number]>([
    ['0', 0],
    ['20', 0.519],
    ['26', 0.7],
    ['30', 0.829],
    ['40', 1.188],
    ['99.9', 16.065],
  ])('of %s %% is %f m⁻¹', (opacity, k) => {
    expect(toNumber(roundHalfEven(absorptionOf(exactly(scaled(opacity)))!, 3))).toBe(k);
  });

  it('of 100 % has none', () => {
    expect(absorptionOf(exactly(scaled('100')))).toBeNull();
    expect(opacitiesContradict(exactly(scaled('9')), exactly(scaled('100')))).toBe(true);
  });

  it.each<readonly [k: string, opacity: string, contradicts: boolean]>([
    ['1.2379', '40', false],
    ['1.2380', '40', true],
    ['1.1380', '40', false],
    ['1.1379', '40', true],
  ])('k %s and N %s contradict: %s', (k, opacity, contradicts) => {
    expect(opacitiesContradict(exactly(scaled(k)), exactly(scaled(opacity)))).toBe(contradicts);
  });
});

describe('a number as written', () => {
  it.each<readonly [given: unknown, value: number, scale: number]>([
    [1.2, 12, 1],
    ['1.20', 120, 2],
    ['１.２', 12, 1],
    [1e-7, 1, 7],
    ['1.5e3', 1500, 0],
    [0, 0, 0],
  ])('%p', (given, value, scale) => {
    expect(readScaled(given, 'k')).toEqual({ ok: true, value: { value, scale } });
  });

  it.each<readonly [given: unknown, code: string]>([
    ['9'.repeat(13), 'DECIMAL_FORMAT'],
    ['1e99', 'DECIMAL_FORMAT'],
    ['0x10', 'DECIMAL_FORMAT'],
    ['1.', 'DECIMAL_FORMAT'],
    [Number.NaN, 'DECIMAL_FORMAT'],
    [' ', 'SENTINEL_VALUE'],
    ['-', 'SENTINEL_VALUE'],
    [true, 'FIELD_TYPE'],
  ])('%p is refused', (given, code) => {
    expect(readScaled(given, 'k')).toMatchObject({ error: { code, field: 'k' } });
  });

  it.each<readonly [text: string, decimals: number, rounded: number]>([
    ['1.205', 2, 1.2],
    ['1.215', 2, 1.22],
    ['1.2051', 2, 1.21],
    ['1.2', 0, 1],
    ['1.2', 3, 1.2],
  ])('%s to %i decimals is %f (GB/T 8170)', (text, decimals, rounded) => {
    expect(toNumber(roundHalfEven(exactly(scaled(text)), decimals))).toBe(rounded);
  });
});
