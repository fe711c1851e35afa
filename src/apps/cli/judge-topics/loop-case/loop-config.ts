import { REPAIR_TYPES } from '../../../../domain/maintenance/loop-facts.js';
import type { LoopRules, RepairType } from '../../../../domain/maintenance/loop-facts.js';
import type { Instant } from '../../../../domain/shared/time.js';
import { STATION_STATUSES } from '../../../../domain/station/station-facts.js';
import type { StationStatus } from '../../../../domain/station/station-facts.js';
import { SITES } from '../../../../domain/sync/fact.js';
import type { SiteCode } from '../../../../domain/sync/fact.js';
import { isJsonObject } from '../../../../domain/zone/json-fields.js';
import type { JsonFields } from '../../../../domain/zone/json-fields.js';
import { readMoment } from '../../../../domain/zone/moments.js';

/** The configuration of a case; what it leaves out is not configured. */
export interface LoopConfig {
  readonly rules: LoopRules;
  readonly now: Instant | null;
  readonly stations: readonly StationSpell[];
  readonly site: SiteCode;
  /** The registration that holds where no fact tells one. */
  readonly fuel: string;
  readonly vehicleType: string;
  readonly division: string | null;
}

/** A status of a station from a moment on. */
export interface StationSpell {
  readonly station: string;
  readonly status: StationStatus;
  readonly from: Instant;
}

export const MOST_KM = 9_999_999;
const LONGEST_DAYS = 3660;
const MOST_MINUTES = 1440;
const MOST_OFFICERS = 9;
const HUNDRED_PER_CENT = 100;
/** As in the rehearsal of remote sensing: where the case says nothing, records of one site within ten minutes are one. */
const REHEARSED_GAP_MINUTES = 10;
const EVER: Instant = '1992-01-01T00:00:00.000Z';

/** Reads `config`, and `now` beside it. */
export function readLoopConfig(top: JsonFields): LoopConfig {
  const own = configFields(top);
  return {
    rules: {
      notifyDays: wholeNumber(own, LONGEST_DAYS, 'notifyDays'),
      repairDays: wholeNumber(own, LONGEST_DAYS, 'repairDays'),
      sameStation: own.flag('sameStation'),
      resetOnPass: own.flag('resetOnPass'),
      noCountsForListing: own.flag('noCountsForListing'),
      remoteMinGapMinutes:
        wholeNumber(own, MOST_MINUTES, 'remoteMinGapMinutes', 'minGapMinutes') ?? REHEARSED_GAP_MINUTES,
      remotePlateConfidencePct: wholeNumber(own, HUNDRED_PER_CENT, 'remotePlateConfidencePct'),
      smokeConfirmations: wholeNumber(own, MOST_OFFICERS, 'smokeConfirmations'),
      certificateFor: own
        .texts('certificateFor')
        .flatMap((text) => repairTypeOf(own, 'certificateFor', text)),
    },
    now: momentIn(own, 'now') ?? momentIn(top, 'now'),
    stations: readStations(own),
    site: readSite(own) ?? '310000',
    fuel: own.text('fuel') ?? top.text('fuel') ?? 'B',
    vehicleType: own.text('vehicleType') ?? 'H11',
    division: own.text('division'),
  };
}

/** A whole number from 0 to a largest one; null where it is not given. */
export function wholeNumber(fields: JsonFields, largest: number, ...names: readonly string[]): number | null {
  const value = fields.number(...names);
  if (value === null || (Number.isSafeInteger(value) && value >= 0 && value <= largest)) return value;
  return fields.refuse('FIELD_VALUE', fields.find(...names).field, {
    value,
    allowed: `0…${String(largest)}`,
  });
}

/** A moment, of Asia/Shanghai where no offset is written; null where it is not given. */
export function momentIn(fields: JsonFields, ...names: readonly string[]): Instant | null {
  const text = fields.text(...names);
  return text === null ? null : fields.take(readMoment(text, fields.find(...names).field));
}

/** One of some words, in any case of letters; null where it is not given or is none of them (a problem then). */
export function wordIn<W extends string>(
  fields: JsonFields,
  words: readonly W[],
  ...names: readonly string[]
): W | null {
  const text = fields.text(...names);
  if (text === null) return null;
  const word = words.find((known) => known === text.trim().toUpperCase().replaceAll('-', '_'));
  const params = { value: text, allowed: words.join(' ') };
  return word ?? fields.refuse('FIELD_VALUE', fields.find(...names).field, params);
}

/** A word that must be there. */
export function requiredWord<W extends string>(
  fields: JsonFields,
  words: readonly [W, ...W[]],
  ...names: readonly string[]
): W {
  const { field, value } = fields.find(...names);
  if (value === null) fields.refuse('FIELD_MISSING', field);
  return wordIn(fields, words, ...names) ?? words[0];
}

export function readSite(fields: JsonFields): SiteCode | null {
  return wordIn(fields, SITES, 'site');
}

function configFields(top: JsonFields): JsonFields {
  const { field, value } = top.find('config');
  if (value !== null && !isJsonObject(value)) top.refuse('FIELD_TYPE', field, { expected: 'object' });
  return top.below(isJsonObject(value) ? value : {}, `${field}.`);
}

function repairTypeOf(fields: JsonFields, field: string, text: string): readonly RepairType[] {
  const known = REPAIR_TYPES.find((type) => type === text.toUpperCase());
  if (known !== undefined) return [known];
  fields.refuse('FIELD_VALUE', `config.${field}`, { value: text, allowed: REPAIR_TYPES.join(' ') });
  return [];
}

/** `{"310115001":"SUSPENDED"}` or `[{"station","status","from"}]`. */
function readStations(own: JsonFields): readonly StationSpell[] {
  const { field, value } = own.find('stations');
  if (isJsonObject(value)) {
    const byCode = own.below(value, `${field}.`);
    return Object.keys(value).flatMap((station) =>
      spellOf(station, wordIn(byCode, STATION_STATUSES, station), EVER),
    );
  }
  return own.list('stations').flatMap(({ field: path, value: item }) => {
    if (!isJsonObject(item)) {
      own.refuse('FIELD_TYPE', path, { expected: 'object' });
      return [];
    }
    const fields = own.below(item, `${path}.`);
    const station = fields.text('station', 'stationCode', 'code');
    if (station === null) fields.refuse('FIELD_MISSING', `${path}.station`);
    const status = wordIn(fields, STATION_STATUSES, 'status');
    return spellOf(station ?? '', status, momentIn(fields, 'from', 'at') ?? EVER);
  });
}

function spellOf(station: string, status: StationStatus | null, from: Instant): readonly StationSpell[] {
  return status === null ? [] : [{ station, status, from }];
}
