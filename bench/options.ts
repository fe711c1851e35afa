export const PARTS = [
  'roadside',
  'listed',
  'plates',
  'pages',
  'facts',
  'reports',
  'release',
  'import',
  'integrity',
  'fold-loop',
] as const;
export type Part = (typeof PARTS)[number];

/** What a run measures and how long. */
export interface BenchOptions {
  /** Vehicles in the large database; the small one has a tenth. */
  readonly vehicles: number;
  /** Length of one measured round. */
  readonly seconds: number;
  /** Rounds of each variant, taken in turn; figures are medians over them. */
  readonly rounds: number;
  /** Reports in the database of the part `listed`. */
  readonly reports: number;
  /** Vehicles on the over-limit list in it. */
  readonly loops: number;
  readonly parts: readonly Part[];
}

const MOST_VEHICLES = 5_000_000;
const MOST_REPORTS = 20_000_000;

function integer(name: string, fallback: number, least: number, most: number): number {
  const text = process.env[name] ?? '';
  if (text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}, but is "${text}"`);
}

function partsOf(text: string | undefined): readonly Part[] {
  if (text === undefined || text === '') return PARTS;
  return text.split(',').map((name) => {
    const part = PARTS.find((one) => one === name.trim());
    if (part === undefined) throw new RangeError(`BENCH_ONLY knows ${PARTS.join(', ')}, but not "${name}"`);
    return part;
  });
}

/** Reads the settings of README.md. @throws RangeError naming the setting */
export function readOptions(): BenchOptions {
  const vehicles = integer('BENCH_VEHICLES', 1_000_000, 10_000, MOST_VEHICLES);
  const loops = integer('BENCH_LOOPS', Math.min(100_000, vehicles / 10), 1, vehicles / 2);
  return {
    vehicles,
    loops,
    reports: integer('BENCH_REPORTS', 3 * vehicles, loops, MOST_REPORTS),
    seconds: integer('BENCH_SECONDS', 6, 1, 120),
    rounds: integer('BENCH_ROUNDS', 5, 1, 25),
    parts: partsOf(process.env['BENCH_ONLY']),
  };
}
