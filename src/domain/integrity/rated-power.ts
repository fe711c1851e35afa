import { flag, found, notConfigured, onReport } from './flag.js';
import type { IntegrityFlag, IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

const HUNDRED = 100;

/**
 * A5 RATED_POWER: the rated power that the station entered is not that of the model. `published` is what 公告 or the
 * environmental disclosure says of the engine model, in watts; where it says nothing, the values that tests of the same
 * engine model carry are compared with the one that most of them have. A lower power makes the load lighter and NOx fall.
 */
export function checkRatedPower(
  row: ReportRow,
  ofModel: readonly ReportRow[],
  published: number | null,
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const own = row.report.ratedPowerW;
  if (own === null) return found([]);
  const { ratedPowerPct } = thresholds;
  if (ratedPowerPct === null) return notConfigured('ratedPowerPct');
  if (published === null) return found(spread(row, ofModel, ratedPowerPct));
  if (!differs(own, published, ratedPowerPct)) return found([]);
  const says = `${watts(own)} entered, ${watts(published)} published for ${row.report.engineModel ?? '?'}`;
  return found([flag('RATED_POWER', onReport(row.fact), [{ fact: row.fact, says }])]);
}

const watts = (power: number): string => `${power / 1000} kW`;
const differs = (value: number, norm: number, percent: number): boolean =>
  Math.abs(value - norm) * HUNDRED > norm * percent;

/** Every test whose value is not near the commonest one; where two are equally common, all that differ among them. */
function spread(row: ReportRow, ofModel: readonly ReportRow[], percent: number): readonly IntegrityFlag[] {
  const { engineModel } = row.report;
  if (engineModel === null) return [];
  const others = ofModel.filter(
    ({ fact, report }) => fact !== row.fact && report.engineModel === engineModel,
  );
  const known = [row, ...others].flatMap((one) =>
    one.report.ratedPowerW === null ? [] : [{ one, power: one.report.ratedPowerW }],
  );
  const norms = commonest(known.map(({ power }) => power));
  const odd = known.filter(({ power }) => norms.some((norm) => differs(power, norm, percent)));
  return odd.map(({ one, power }) => {
    const against = known.filter((other) => differs(other.power, power, percent));
    return flag('RATED_POWER_SPREAD', onReport(one.fact), [
      { fact: one.fact, says: `${engineModel} at ${watts(power)}` },
      ...against.map((other) => ({ fact: other.one.fact, says: watts(other.power) })),
    ]);
  });
}

function commonest(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([value]) => value);
}
