import { Random } from '../seeds/demo/random.js';
import { TRUCK_MODELS } from '../seeds/integrity/models.js';
import { makeReport, makeTruck } from '../seeds/integrity/ordinary-test.js';
import type { InspectionReported, ReportedItem, Scaled } from '../src/domain/emission/emission-facts.js';
import { STATION_CODES } from './stations.js';

const SEED = 16;
const MINUTE_MS = 60_000;
const DAYS_BACK = 300;
const LINES = 2;
/** Of a thousand. */
const FAILING = 120;

/** A vehicle that comes to be tested. */
export interface Tested {
  readonly vin: string;
  readonly number: string;
  readonly type: string;
}

/** A call of a station: so many reports in the form in which the API takes them. */
export type ReportInput = Readonly<Record<string, unknown>>;

/** Reports of sixteen stations, one vehicle after another, the same in every run but for the day. */
export class ReportTraffic {
  readonly #random = new Random(SEED);
  /** When the next test of each station begins. */
  readonly #clocks = STATION_CODES.map(() => Date.now() - DAYS_BACK * 1440 * MINUTE_MS);
  #made = 0;

  constructor(private readonly vehicles: readonly Tested[]) {}

  /** @throws RangeError when there is no vehicle left that was not tested */
  next(station: number): ReportInput {
    const random = this.#random;
    const vehicle = this.vehicles[this.#made];
    if (vehicle === undefined) throw new RangeError(`only ${this.vehicles.length} vehicles to be tested`);
    this.#made += 1;
    const startMs = this.#clocks[station] ?? 0;
    this.#clocks[station] = startMs + random.between(4, 7) * MINUTE_MS;
    const truck = makeTruck(random, random.pick(TRUCK_MODELS), this.#made);
    const stationCode = STATION_CODES[station] ?? '';
    const { report } = makeReport(
      random,
      { ...truck, vin: vehicle.vin, plate: vehicle.number },
      {
        fact: String(this.#made),
        stationCode,
        lineNo: String((this.#made % LINES) + 1),
        inspector: `${stationCode}-I${this.#made % LINES}`,
        startMs,
        seconds: random.between(95, 150),
        timesNo: 1,
        result: random.chance(FAILING) ? 'FAIL' : 'PASS',
      },
    );
    return inputOf(report, vehicle, this.#made);
  }
}

const decimal = ({ value, scale }: Scaled): string => (value / 10 ** scale).toFixed(scale);
const orNull = (value: Scaled | null): string | null => (value === null ? null : decimal(value));
const tenths = (value: number | null): string | null => orNull(value === null ? null : { value, scale: 1 });
const thousandths = (value: number | null): string | null =>
  orNull(value === null ? null : { value, scale: 3 });

const itemInput = ({ code, value, unit, limit, passed, readings }: ReportedItem): ReportInput => ({
  code,
  value: decimal(value),
  unit,
  limit: orNull(limit),
  passed,
  readings: readings.map(decimal),
});

/** A report in the form of the API, with every field that a station fills. */
function inputOf(report: InspectionReported, { number, type }: Tested, made: number): ReportInput {
  const { ratedPowerW, ambient, items, rawMessage, contingency, judgement, ...as } = report;
  if (rawMessage !== null || contingency || judgement.flags.length > 0) throw new Error('no ordinary report');
  return {
    ...as,
    reportNo: `BENCH-${String(made).padStart(9, '0')}`,
    plate: { number, type, color: 'YELLOW' },
    ratedPowerKw: thousandths(ratedPowerW),
    ambient: ambient && {
      temperatureC: tenths(ambient.temperatureC10),
      pressureKpa: thousandths(ambient.pressurePa),
      humidityPct: tenths(ambient.humidityPct10),
    },
    items: items.map(itemInput),
  };
}
