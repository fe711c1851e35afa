import { REPAIR_TYPES } from '../../../../domain/maintenance/loop-facts.js';
import type { LoopInput, RepairCompleted, RepairPart } from '../../../../domain/maintenance/loop-facts.js';
import { addDays, civilDateOf, parseCivilDate } from '../../../../domain/shared/time.js';
import type { CivilDate } from '../../../../domain/shared/time.js';
import { isJsonObject } from '../../../../domain/zone/json-fields.js';
import type { JsonFields } from '../../../../domain/zone/json-fields.js';
import { MOST_KM, momentIn, readSite, requiredWord, wholeNumber, wordIn } from './loop-config.js';
import type { Builder, CaseSoFar, Sketch } from './sketch.js';
import { envelope, siteOfCode } from './sketch.js';

const ORDINARY_SHOP = '310000M01';
const MOST_CYCLES = 999;
const MOST_PARTS = 99;
const CHANNELS = ['LETTER', 'ANNOUNCEMENT', 'MESSAGE', 'IN_PERSON'] as const;
const REASONS = ['OTHER', 'MISREAD_PLATE', 'CLONED_PLATE', 'WRONG_VEHICLE'] as const;
const LEAVES = ['OTHER', 'STATION_CLOSED', 'STATION_SUSPENDED', 'OUT_OF_AREA'] as const;
const FAILING_KINDS = [
  'inspection.reported',
  'inspection.field-checked',
  'inspection.remote-sensed',
  'inspection.smoke-captured',
] as const satisfies readonly LoopInput['kind'][];

export const buildNotice: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const { listing } = soFar.state();
  const owner = listing?.noticeOwner.division ?? listing?.discoveredBy.site ?? soFar.config.site;
  return [
    {
      ...loopEnvelope(sketch, soFar),
      kind: 'loop.notice-served',
      payload: {
        noticeNo: fields.text('noticeNo') ?? sketch.id,
        channel: wordIn(fields, CHANNELS, 'channel') ?? 'LETTER',
        division: fields.text('division') ?? owner,
      },
    },
  ];
};

export const buildIntake: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const stationCode = fields.text('station', 'stationCode') ?? ORDINARY_SHOP;
  return [
    {
      ...envelope(sketch, readSite(fields) ?? siteOfCode(stationCode, soFar.config)),
      kind: 'loop.repair-started',
      payload: { stationCode, failure: failureOf(sketch, soFar), odometerKm: kilometres(fields) },
    },
  ];
};

export const buildRepair: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const stationCode = fields.text('station', 'stationCode') ?? ORDINARY_SHOP;
  const completedAt = momentIn(fields, 'completedAt', 'completed') ?? sketch.at;
  const site = readSite(fields) ?? siteOfCode(stationCode, soFar.config);
  return [
    {
      ...envelope(sketch, site, momentIn(fields, 'uploadedAt', 'uploaded') ?? sketch.at),
      kind: 'loop.repair-completed',
      payload: {
        stationCode,
        uscc: null,
        failure: failureOf({ ...sketch, at: completedAt }, soFar),
        settlementNo: fields.text('settlementNo') ?? sketch.id,
        intakeAt: momentIn(fields, 'intakeAt') ?? completedAt,
        completedAt,
        settledOn: civilDateOf(completedAt),
        odometerKm: kilometres(fields),
        repairType: wordIn(fields, REPAIR_TYPES, 'repairType') ?? 'SPECIAL',
        certificateNo: fields.text('certificateNo', 'certificate'),
        diagnosis: fields.text('diagnosis') ?? '',
        ...workOf(fields),
        readingsBefore: [],
        readingsAfter: [],
        qualityInspector: null,
        warrantyKm: null,
        warrantyDays: null,
      },
    },
  ];
};

export const buildAppeal: Builder = (sketch, soFar) => [
  {
    ...loopEnvelope(sketch, soFar),
    kind: 'loop.appeal-lodged',
    payload: {
      about: soFar.named(sketch.fields, 'about', 'failure') ?? soFar.failure(sketch.at),
      basis: sketch.fields.text('basis') ?? '',
    },
  },
];

export const buildAppealDecision: Builder = (sketch, soFar) => [
  {
    ...loopEnvelope(sketch, soFar),
    kind: 'loop.appeal-decided',
    payload: {
      appeal: soFar.named(sketch.fields, 'appeal', 'about') ?? soFar.latest('loop.appeal-lodged'),
      decision: requiredWord(sketch.fields, ['UPHELD', 'REJECTED'], 'decision'),
      basis: sketch.fields.text('basis') ?? '',
    },
  },
];

export const buildWithdrawal: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const { state, listing } = soFar.state();
  const standing = listing !== null && listing.end === null && state !== 'NONE' ? listing.failure.factId : '';
  const about = soFar.named(fields, 'about', 'failure') ?? (standing || soFar.latest(...FAILING_KINDS));
  const reason = wordIn(fields, REASONS, 'reason') ?? 'OTHER';
  const payload = { about, reason, basis: fields.text('basis') ?? '' };
  return [{ ...loopEnvelope(sketch, soFar), kind: 'loop.withdrawn', payload }];
};

export const buildOverride: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const stationCode = fields.text('station', 'stationCode');
  const reason = wordIn(fields, LEAVES, 'reason') ?? 'OTHER';
  const payload = { stationCode, reason, basis: fields.text('basis') ?? '' };
  return [{ ...loopEnvelope(sketch, soFar), kind: 'loop.station-overridden', payload }];
};

/** What the schedule found; without a day it says that the day before was the last one. */
export const buildOverdue: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const state = soFar.state();
  const cycle = wholeNumber(fields, MOST_CYCLES, 'cycle') ?? state.cycle;
  const dueOn = dayIn(fields, 'dueOn') ?? state.dueOn ?? addDays(civilDateOf(sketch.at), -1);
  return [{ ...loopEnvelope(sketch, soFar), kind: 'loop.fell-overdue', payload: { cycle, dueOn } }];
};

export const buildTransferOut: Builder = (sketch, soFar) => [
  {
    ...loopEnvelope(sketch, soFar),
    kind: 'loop.transferred-out',
    payload: {
      division: sketch.fields.text('division') ?? '',
      basis: sketch.fields.text('basis') ?? '',
    },
  },
];

/** A civil date; null where it is not given. */
export function dayIn(fields: JsonFields, ...names: readonly string[]): CivilDate | null {
  const text = fields.text(...names);
  return text === null ? null : fields.take(parseCivilDate(text, fields.find(...names).field));
}

function loopEnvelope(sketch: Sketch, { config }: CaseSoFar) {
  return envelope(sketch, readSite(sketch.fields) ?? config.site);
}

function failureOf({ fields, at }: Sketch, soFar: CaseSoFar): string {
  return soFar.named(fields, 'failure', 'report', 'failReport', 'failReportNo') ?? soFar.failure(at);
}

function kilometres(fields: JsonFields): number | null {
  return wholeNumber(fields, MOST_KM, 'odometerKm', 'odometer');
}

/** Parts and labour as lists or numbers of them; where neither is told the repair had some labour. */
function workOf(fields: JsonFields): Pick<RepairCompleted, 'parts' | 'labour'> {
  const parts = namesIn(fields, 'parts');
  const labour = namesIn(fields, 'labour', 'labor', 'projects');
  const work = parts === null && labour === null ? [''] : (labour ?? []);
  return {
    parts: (parts ?? []).map(partOf),
    labour: work.map((project) => ({ project, hours10: 10 })),
  };
}

function namesIn(fields: JsonFields, ...names: readonly string[]): readonly string[] | null {
  const { value } = fields.find(...names);
  if (value === null) return null;
  if (typeof value === 'number') {
    return Array<string>(wholeNumber(fields, MOST_PARTS, ...names) ?? 0).fill('');
  }
  return fields.list(...names).map(({ value: item }) => {
    const name = isJsonObject(item) ? (item.name ?? item.project) : item;
    return typeof name === 'string' ? name : '';
  });
}

function partOf(name: string): RepairPart {
  return { name, code: null, quantity: 1, serial: null, emissionPart: null, brand: null };
}
