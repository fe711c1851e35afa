import { writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figures.js';
import type { BenchOptions, Part } from './options.js';

const BYTES_A_GIB = 2 ** 30;

/** Where and with what the figures were measured. */
export interface Surroundings {
  readonly measuredOn: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  /** Processes that wanted to run in the minute before the start. */
  readonly loadBefore: number;
}

export function describeSurroundings(postgres: string): Surroundings {
  const processors = cpus();
  return {
    measuredOn: new Date().toISOString(),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / BYTES_A_GIB),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    postgres,
    loadBefore: loadavg()[0] ?? 0,
  };
}

const TITLES: Readonly<Record<Part, string>> = {
  roadside: 'The roadside question',
  listed: 'The roadside question with reports and open loops in the database',
  plates: 'Lists of plates',
  pages: 'Pages of lists',
  facts: 'Writing facts',
  import: 'Importing a register',
  reports: 'Reports of sixteen stations at once',
  release: 'Releases and packs',
  integrity: 'Integrity of stations: generated frauds and clean traffic',
  'fold-loop': 'The loop of a vehicle with 200 facts',
};

/** Three figures that count, whole numbers in full. */
function shown(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return String(Math.round(value));
  return value.toPrecision(3);
}

function line({ name, value, unit, bar }: Figure): string {
  const judged = bar === undefined ? ' | ' : `${bar.text} | ${bar.reached ? 'reached' : '**missed**'}`;
  return `| ${name} | ${shown(value)} ${unit} | ${judged} |`;
}

function table(part: Part, figures: readonly Figure[]): readonly string[] {
  const own = figures.filter((figure) => figure.part === part);
  if (own.length === 0) return [];
  return ['', `## ${TITLES[part]}`, '', '| figure | median | bar | |', '|---|---|---|---|', ...own.map(line)];
}

/** What was measured, as Markdown. */
export function reportText(
  options: BenchOptions,
  surroundings: Surroundings,
  figures: readonly Figure[],
): string {
  const { measuredOn, processor, cores, memoryGiB, system, node, postgres, loadBefore } = surroundings;
  const head = [
    '# Measured figures',
    '',
    `Measured on ${measuredOn.slice(0, 10)} with \`npm run bench\`: ${options.vehicles} vehicles, ${options.rounds} rounds of`,
    `${options.seconds} s each. ${cores} × ${processor}, ${memoryGiB} GiB, ${system}; Node ${node}, PostgreSQL ${postgres}.`,
    `Load of the machine before the start: ${loadBefore.toFixed(2)}. Generator, server and database share the cores.`,
    'How to read this: README.md beside it.',
  ];
  const parts = Object.keys(TITLES) as Part[];
  return `${[...head, ...parts.flatMap((part) => table(part, figures))].join('\n')}\n`;
}

/** Writes RESULTS.md and results.json beside the sources of the measurements. */
export function writeReport(
  options: BenchOptions,
  surroundings: Surroundings,
  figures: readonly Figure[],
): void {
  const place = (name: string): string => fileURLToPath(new URL(`../../bench/${name}`, import.meta.url));
  writeFileSync(place('RESULTS.md'), reportText(options, surroundings, figures));
  writeFileSync(place('results.json'), `${JSON.stringify({ surroundings, options, figures }, null, 2)}\n`);
}
