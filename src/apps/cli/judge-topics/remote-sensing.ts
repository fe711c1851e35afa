import { POLLUTANTS } from '../../../domain/emission/emission-facts.js';
import type { Pollutant } from '../../../domain/emission/emission-facts.js';
import { fuelRefusal } from '../../../domain/emission/remote-findings.js';
import { readRemoteValue } from '../../../domain/emission/remote-limits.js';
import { judgeRemoteSamples } from '../../../domain/emission/remote-sensing.js';
import type { RemoteOptions, RemoteSample } from '../../../domain/emission/remote-sensing.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import type { Instant } from '../../../domain/shared/time.js';
import {
  isCase,
  optionalNumber,
  optionalObjects,
  optionalText,
  requiredText,
  requiredWord,
} from './case-fields.js';
import type { Case } from './case-fields.js';
import { bilingual, refusal } from './answer.js';
import { fuelCodeOf } from './fuel-words.js';
import { readMoment } from '../../../domain/zone/moments.js';

/** No authority configured a gap for the case: the rehearsal takes the usual example, and says so where it matters. */
const REHEARSED_GAP_MINUTES = 10;

interface Question {
  readonly fuel: string;
  readonly samples: readonly RemoteSample[];
  readonly options: RemoteOptions;
  readonly gapAssumed: boolean;
}

/**
 * `{"fuel","records":[{"at","site","device"?,"frame"?,"pollutant","value","valid"}],"now"?,"config"?,"passes"?}`: the rule of
 * HJ 845-2017. `decisive` has the indexes of the two records that list, or of each exceedance that stands as a suspicion.
 */
export function judgeRemoteSensing(input: Case): object {
  const question = parse(input);
  if (!question.ok) return refusal(question.error);
  const { fuel, samples, options, gapAssumed } = question.value;
  const code = fuelRefusal(fuelCodeOf(fuel));
  if (code !== null) {
    return {
      state: 'NONE',
      decisive: [],
      reason: code,
      message: bilingual({ code, params: { value: fuel } }),
    };
  }
  const answer = answerTo(samples, options);
  const later = samples.filter(({ at }) => options.now !== null && at > options.now).map(indexOf);
  const strict = gapAssumed ? answerTo(samples, { ...options, minGapMinutes: null }) : answer;
  return {
    ...answer,
    ...(JSON.stringify(strict) !== JSON.stringify(answer) && {
      assumed: { minGapMinutes: REHEARSED_GAP_MINUTES },
    }),
    ...(later.length > 0 && { laterThanNow: later }),
  };
}

function answerTo(samples: readonly RemoteSample[], options: RemoteOptions): object {
  const { state, decisive } = judgeRemoteSamples(samples, options);
  return { state, decisive: decisive.map(Number) };
}

const indexOf = ({ key }: RemoteSample): number => Number(key);

function parse(input: Case): Result<Question> {
  const fuel = input.fuel === null ? ok('') : requiredText(input, 'fuel');
  if (!fuel.ok) return fuel;
  if ((input.records ?? null) === null) return fail({ code: 'FIELD_MISSING', field: 'records' });
  const records = optionalObjects(input, 'records');
  if (!records.ok) return records;
  const samples: RemoteSample[] = [];
  for (const [index, record] of records.value.entries()) {
    const sample = sampleOf(record, index);
    if (!sample.ok) return fail({ ...sample.error, field: `records[${index}].${sample.error.field ?? ''}` });
    if (sample.value !== null) samples.push(sample.value);
  }
  const config = configOf(input);
  if (!config.ok) return config;
  const { gap, noCounts, ...options } = config.value;
  return ok({
    fuel: fuel.value,
    samples: samples.filter(({ pollutant }) => noCounts || pollutant !== 'NO'),
    options: { ...options, minGapMinutes: gap === undefined ? REHEARSED_GAP_MINUTES : gap },
    gapAssumed: gap === undefined,
  });
}

/** A valid record; null for one marked invalid, whose value is not looked at. */
function sampleOf(record: Case, index: number): Result<RemoteSample | null> {
  const at = momentOf(record, 'at');
  if (!at.ok) return at;
  const site = requiredText(record, 'site');
  if (!site.ok) return site;
  const pollutant = pollutantOf(record);
  if (!pollutant.ok) return pollutant;
  const frame = optionalText(record, 'frame');
  if (!frame.ok) return frame;
  const valid = requiredFlag(record, 'valid');
  if (!valid.ok) return valid;
  if (!valid.value) return ok(null);
  if ((record.value ?? null) === null) return fail({ code: 'FIELD_MISSING', field: 'value' });
  const value = readRemoteValue(pollutant.value, record.value, 'value');
  if (!value.ok) return value;
  return ok({
    // Padded, so that records of one moment are told apart by their place.
    key: String(index).padStart(9, '0'),
    at: at.value,
    site: site.value.trim(),
    frames: frame.value === null ? [] : [frame.value],
    pollutant: pollutant.value,
    value: value.value,
  });
}

/** One of the three, in any case. */
function pollutantOf(record: Case): Result<Pollutant> {
  const text = requiredText(record, 'pollutant');
  if (!text.ok) return text;
  const pollutant = text.value.normalize('NFKC').trim().toUpperCase();
  return requiredWord<Pollutant>({ pollutant }, 'pollutant', POLLUTANTS);
}

interface Config extends Omit<RemoteOptions, 'minGapMinutes'> {
  /** Undefined where the case does not say; null where it says that none is configured. */
  readonly gap: number | null | undefined;
  readonly noCounts: boolean;
}

function configOf(input: Case): Result<Config> {
  const config = input.config ?? {};
  if (!isCase(config)) return fail({ code: 'FIELD_TYPE', field: 'config', params: { expected: 'object' } });
  const gap = gapOf(config);
  if (!gap.ok) return gap;
  const reset = optionalFlag(config, 'resetOnPass');
  if (!reset.ok) return reset;
  const noCounts = optionalFlag(config, 'noCountsForListing');
  if (!noCounts.ok) return noCounts;
  const passes = passesOf(input);
  if (!passes.ok) return passes;
  const now = (input.now ?? null) === null ? ok(null) : momentOf(input, 'now');
  if (!now.ok) return now;
  return ok({
    gap: gap.value,
    noCounts: noCounts.value ?? true,
    passes: reset.value === true ? passes.value : [],
    now: now.value,
  });
}

const GAP_FIELDS = ['minGapMinutes', 'remoteMinGapMinutes'] as const;

function gapOf(config: Case): Result<number | null | undefined> {
  const name = GAP_FIELDS.find((field) => config[field] !== undefined);
  if (name === undefined) return ok(undefined);
  const field = `config.${name}`;
  const gap = optionalNumber(config, name);
  if (!gap.ok) return fail({ ...gap.error, field });
  if (gap.value === null || gap.value >= 0) return gap;
  return fail({ code: 'FIELD_VALUE', field, params: { value: gap.value, allowed: '≥ 0' } });
}

function passesOf(input: Case): Result<readonly Instant[]> {
  const given = input.passes ?? [];
  if (!Array.isArray(given))
    return fail({ code: 'FIELD_TYPE', field: 'passes', params: { expected: 'array' } });
  const moments: Instant[] = [];
  for (const [index, text] of (given as readonly unknown[]).entries()) {
    const field = `passes[${index}]`;
    const moment = momentOf({ [field]: text }, field);
    if (!moment.ok) return moment;
    moments.push(moment.value);
  }
  return ok(moments);
}

function momentOf(input: Case, field: string): Result<Instant> {
  const text = requiredText(input, field);
  return text.ok ? readMoment(text.value, field) : text;
}

function requiredFlag(input: Case, field: string): Result<boolean> {
  const value = input[field] ?? null;
  if (value === null) return fail({ code: 'FIELD_MISSING', field });
  return typeof value === 'boolean'
    ? ok(value)
    : fail({ code: 'FIELD_TYPE', field, params: { expected: 'boolean' } });
}

/** Null where the configuration does not say. */
function optionalFlag(config: Case, field: string): Result<boolean | null> {
  if ((config[field] ?? null) === null) return ok(null);
  const flag = requiredFlag(config, field);
  return flag.ok ? flag : fail({ ...flag.error, field: `config.${field}` });
}
