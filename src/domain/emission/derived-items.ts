import type { ReportedItem, StationResult, TestMethod } from './emission-facts.js';
import { compareExact, exactly, scaled, sumOf } from './scaled.js';
import { RUNS } from './judge-items.js';

/** CO and CO2 together, per cent: below it the probe drew in outside air (GB 18285-2018, ASM). */
const LEAST_CARBON = scaled('6');
const SPEEDS = ['5025', '2540'] as const;

/**
 * The items of a report as they are judged. Of a transient test that states HC and NOx apart their sum is the item. A
 * test that was broken off may have fewer runs than a mean asks for: its stated value is shown, and counts for nothing.
 */
export function judgedItemsOf(
  method: TestMethod,
  stationResult: StationResult | null,
  items: readonly ReportedItem[],
): readonly ReportedItem[] {
  const all = method === 'IM195' ? withSum(items) : items;
  if (stationResult !== 'ABORT' && stationResult !== 'INVALID') return all;
  return all.map((item) => (item.readings.length < RUNS ? { ...item, readings: [] } : item));
}

function withSum(items: readonly ReportedItem[]): readonly ReportedItem[] {
  const [hc, nox, sum] = ['HC', 'NOX', 'HC_NOX'].map((wanted) => items.find(({ code }) => code === wanted));
  if (hc === undefined || nox === undefined || sum !== undefined || hc.unit !== nox.unit) return items;
  const value = sumOf(hc.value, nox.value);
  return [...items, { code: 'HC_NOX', value, unit: hc.unit, limit: null, passed: null, readings: [] }];
}

/** SAMPLE_DILUTED: at one of the speeds of ASM the exhaust was thinned with air, so that the test is invalid. */
export function dilutionFlags(method: TestMethod, items: readonly ReportedItem[]): readonly string[] {
  if (method !== 'ASM') return [];
  const percent = (wanted: string): ReportedItem | undefined =>
    items.find(({ code, unit }) => code === wanted && unit === '%');
  const diluted = SPEEDS.some((speed) => {
    const [co, co2] = [percent(`CO_${speed}`), percent(`CO2_${speed}`)];
    if (co === undefined || co2 === undefined) return false;
    return compareExact(exactly(sumOf(co.value, co2.value)), exactly(LEAST_CARBON)) < 0;
  });
  return diluted ? ['SAMPLE_DILUTED'] : [];
}
