import { foldLoop } from '../../../../domain/maintenance/fold-loop.js';
import type { LoopBook } from '../../../../domain/maintenance/loop-book.js';
import { momentOf } from '../../../../domain/maintenance/loop-events.js';
import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';
import { divisionOfCode } from '../../../../domain/maintenance/registration-line.js';
import { provinceOfPlate } from '../../../../domain/maintenance/notice-owner.js';
import type { Result } from '../../../../domain/shared/result.js';
import type { Instant } from '../../../../domain/shared/time.js';
import { STATION_STATUSES } from '../../../../domain/station/station-facts.js';
import { isJsonObject, JsonFields } from '../../../../domain/zone/json-fields.js';
import type { JsonObject } from '../../../../domain/zone/json-fields.js';
import { caseBook } from './case-book.js';
import type { CaseContingency } from './case-book.js';
import {
  buildFieldCheck,
  buildRemote,
  buildReport,
  buildSmoke,
  buildSmokeReview,
} from './emission-builders.js';
import { buildFlag, buildFlagDecision } from './flag-builders.js';
import { kindOf, KIND_WORDS, rankOfKind } from './fact-kinds.js';
import type { KnownKind } from './fact-kinds.js';
import {
  buildAppeal,
  buildAppealDecision,
  buildIntake,
  buildNotice,
  buildOverdue,
  buildOverride,
  buildRepair,
  buildTransferOut,
  buildWithdrawal,
} from './loop-builders.js';
import { momentIn, readLoopConfig, wordIn } from './loop-config.js';
import type { LoopConfig, StationSpell } from './loop-config.js';
import type { Builder, CaseSoFar, Sketch } from './sketch.js';
import {
  assumedRegistration,
  buildRegistered,
  buildReplated,
  buildScrapped,
  buildTransferred,
} from './vehicle-builders.js';

/** A case of the loop, ready to be folded. */
export interface LoopCase {
  readonly config: LoopConfig;
  readonly book: LoopBook;
  readonly facts: readonly LoopInput[];
  /** Where each fact stands in the case, by id. */
  readonly indexes: ReadonlyMap<string, number>;
  /** The gate that the case asks about; null where it asks about none. */
  readonly gate: GateQuestion | null;
  /** Whether the timeline and the outcomes are asked for, and what was known by when. */
  readonly timeline: boolean;
  readonly asOf: Instant | null;
}

export interface GateQuestion {
  readonly station: string;
  readonly at: Instant;
  readonly code: string | null;
}

type StationKind = Extract<KnownKind, `station.${string}`>;

const BUILDERS: Readonly<Record<Exclude<KnownKind, StationKind>, Builder>> = {
  'inspection.reported': buildReport,
  'inspection.field-checked': buildFieldCheck,
  'inspection.remote-sensed': buildRemote,
  'inspection.smoke-captured': buildSmoke,
  'inspection.smoke-reviewed': buildSmokeReview,
  'inspection.flagged': buildFlag,
  'inspection.flag-decided': buildFlagDecision,
  'loop.notice-served': buildNotice,
  'loop.repair-started': buildIntake,
  'loop.repair-completed': buildRepair,
  'loop.appeal-lodged': buildAppeal,
  'loop.appeal-decided': buildAppealDecision,
  'loop.withdrawn': buildWithdrawal,
  'loop.station-overridden': buildOverride,
  'loop.fell-overdue': buildOverdue,
  'loop.transferred-out': buildTransferOut,
  'vehicle.registered': buildRegistered,
  'vehicle.replated': buildReplated,
  'vehicle.transferred': buildTransferred,
  'vehicle.scrapped': buildScrapped,
};

/** Reads a case of `judge loop`. Problems: FIELD_MISSING, FIELD_TYPE, FIELD_VALUE, TIME_ORDER and those of times. */
export function readLoopCase(input: JsonObject): Result<LoopCase> {
  const top = new JsonFields(input, '');
  if ((input.facts ?? null) === null) top.refuse('FIELD_MISSING', 'facts');
  const config = readLoopConfig(top);
  const sketches = readSketches(top);
  const stations = sketches.filter(({ kind }) => isStationKind(kind));
  const spells = [...config.stations, ...stations.flatMap(spellOf)];
  const book = caseBook(config.rules, spells, stations.flatMap(contingencyOf));
  const vehicle = sketches.filter(({ kind }) => !isStationKind(kind));
  const { facts, indexes } = buildFacts(vehicle, config, book);
  const timeline = top.flag('timeline') ?? false;
  return top.result({
    config,
    book,
    facts,
    indexes,
    gate: readGate(top),
    timeline,
    asOf: momentIn(top, 'asOf'),
  });
}

function isStationKind(kind: KnownKind): kind is StationKind {
  return kind.startsWith('station.');
}

/** The facts of the case, those that say the same once. */
function readSketches(top: JsonFields): readonly Sketch[] {
  const seen = new Set<string>();
  const sketches: Sketch[] = [];
  for (const [index, { field, value }] of top.list('facts').entries()) {
    if (!isJsonObject(value)) {
      top.refuse('FIELD_TYPE', field, { expected: 'object' });
      continue;
    }
    const members = isJsonObject(value.payload) ? { ...value.payload, ...value } : value;
    const text = sortedText(members);
    const sketch = sketchOf(top.below(members, `${field}.`), field, index, text);
    if (sketch !== null && !seen.has(text)) sketches.push(sketch);
    seen.add(text);
  }
  return sketches;
}

function sketchOf(fields: JsonFields, path: string, index: number, text: string): Sketch | null {
  const word = fields.text('kind') ?? '';
  const kind = kindOf(word);
  if (word === '') fields.refuse('FIELD_MISSING', `${path}.kind`);
  else if (kind === null) fields.refuse('FIELD_VALUE', `${path}.kind`, { value: word, allowed: KIND_WORDS });
  if (fields.text('at', 'occurredAt') === null) fields.refuse('FIELD_MISSING', `${path}.at`);
  const at = momentIn(fields, 'at', 'occurredAt');
  return kind === null || at === null
    ? null
    : { index, id: fields.text('id') ?? text, word, kind, at, fields };
}

/** The same text for the same members in any order: facts that say the same are one. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isJsonObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Fills the facts in one by one, by time: what a fact leaves out is asked of those before it. */
function buildFacts(
  sketches: readonly Sketch[],
  config: LoopConfig,
  book: LoopBook,
): Pick<LoopCase, 'facts' | 'indexes'> {
  const assumed = sketches.some(({ kind }) => kind === 'vehicle.registered')
    ? []
    : [assumedRegistration(config, ...registrationOf(sketches, config))];
  const facts: LoopInput[] = [...assumed];
  const indexes = new Map<string, number>();
  for (const sketch of [...sketches].sort(byTime)) {
    if (isStationKind(sketch.kind)) continue;
    const built = BUILDERS[sketch.kind](sketch, soFarOf(sketches, facts, config, book));
    const supersedes = namedIn(sketches, sketch.fields, 'supersedes');
    for (const fact of built) {
      facts.push({ ...fact, supersedes });
      indexes.set(fact.id, sketch.index);
    }
  }
  return { facts, indexes };
}

function byTime(a: Sketch, b: Sketch): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return rankOfKind(a.kind) - rankOfKind(b.kind) || (a.id < b.id ? -1 : 1);
}

function soFarOf(
  sketches: readonly Sketch[],
  facts: readonly LoopInput[],
  config: LoopConfig,
  book: LoopBook,
): CaseSoFar {
  const folded = () => foldLoop(facts, book, config.now ?? undefined);
  return {
    config,
    named: (fields, ...names) => namedIn(sketches, fields, ...names),
    latest: (...kinds) => facts.findLast(({ kind }) => kinds.includes(kind))?.id ?? '',
    failure: (at) => {
      const before = facts.filter((fact) => momentOf(fact) <= at);
      const { listing } = foldLoop(before, book);
      return listing !== null && listing.end === null ? listing.failure.factId : firstFailure(sketches, at);
    },
    state: folded,
  };
}

/** The first failing test or check after a moment: what was repaired too early was repaired for that. */
function firstFailure(sketches: readonly Sketch[], at: Instant): string {
  const later = sketches.filter(
    ({ at: moment, kind, fields }) =>
      moment >= at &&
      (kind === 'inspection.reported' || kind === 'inspection.field-checked') &&
      fields.text('result')?.toUpperCase() === 'FAIL',
  );
  return [...later].sort(byTime)[0]?.id ?? '';
}

function namedIn(
  sketches: readonly Sketch[],
  fields: JsonFields,
  ...names: readonly string[]
): string | null {
  const { value } = fields.find(...names);
  if (typeof value === 'number') {
    return sketches.find(({ index }) => index === value)?.id ?? `#${String(value)}`;
  }
  const text = fields.text(...names);
  const found = sketches.find(
    (sketch) => sketch.id === text || (text !== null && sketch.fields.text('reportNo', 'recordNo') === text),
  );
  return found?.id ?? text;
}

function registrationOf(
  sketches: readonly Sketch[],
  config: LoopConfig,
): readonly [plate: string, division: string, vin: string | null] {
  const ordered = [...sketches].sort(byTime);
  const first = (...names: readonly string[]): string | null =>
    ordered.map(({ fields }) => fields.text(...names)).find((text) => text !== null) ?? null;
  const plate = first('plate', 'plateNumber') ?? '';
  const place = divisionOfCode(first('station', 'stationCode') ?? first('site', 'siteCode') ?? '');
  const division = config.division ?? provinceOfPlate(plate) ?? place ?? config.site;
  return [plate, division, first('vin')?.trim().toUpperCase() ?? null];
}

function spellOf({ kind, fields, at }: Sketch): readonly StationSpell[] {
  if (kind === 'station.contingency-issued') return [];
  const status = wordIn(fields, STATION_STATUSES, 'status');
  const from = momentIn(fields, 'from') ?? at;
  return [{ station: requiredStation(fields), status: status ?? 'ACTIVE', from }];
}

function contingencyOf({ kind, fields, at }: Sketch): readonly CaseContingency[] {
  if (kind !== 'station.contingency-issued') return [];
  const from = momentIn(fields, 'from') ?? at;
  const until = momentIn(fields, 'until');
  if (until === null) fields.refuse('FIELD_MISSING', fields.find('until').field);
  const code = fields.text('code') ?? '';
  return until === null ? [] : [{ station: requiredStation(fields), code, from, until }];
}

function requiredStation(fields: JsonFields): string {
  const station = fields.text('station', 'stationCode');
  if (station === null) fields.refuse('FIELD_MISSING', fields.find('station').field);
  return station ?? '';
}

function readGate(top: JsonFields): GateQuestion | null {
  const { field, value } = top.find('gate');
  if (value === null) return null;
  const fields = top.below(isJsonObject(value) ? value : {}, `${field}.`);
  const at = momentIn(fields, 'at');
  if (at === null) fields.refuse('FIELD_MISSING', `${field}.at`);
  return { station: requiredStation(fields), at: at ?? '', code: fields.text('code', 'contingency') };
}
