import type { Result } from '../shared/result.js';
import { EARLIEST_INSTANT } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import { isJsonObject, JsonFields } from './json-fields.js';
import { readLastMoment, readMoment } from './moments.js';
import { POLLUTION_LEVELS } from './restriction-rule.js';
import type { Activation, PollutionLevel } from './restriction-rule.js';

const FROM = ['from', 'validFrom'] as const;
const LAST = ['to', 'validTo'] as const;

/**
 * Reads heavy-pollution days as a case writes them: the name of the set, from when, and until when (`until` is the first
 * moment no more, the day of `to` still counts). Without divisions it is on everywhere. Problems: FIELD_MISSING,
 * FIELD_TYPE, FIELD_VALUE and those of dates.
 */
export function readActivations(value: unknown, path = 'activations'): Result<readonly Activation[]> {
  const fields = new JsonFields({ [path]: value }, '');
  const activations = fields.list(path).flatMap(({ field, value: item }) => {
    if (typeof item === 'string') return [alwaysOn(item, field)];
    if (!isJsonObject(item)) {
      fields.refuse('FIELD_TYPE', field, { expected: 'object' });
      return [];
    }
    const own = fields.below(item, `${field}.`);
    const ruleSet = requiredText(own, 'ruleSet', 'name');
    const from = fields.take(readMoment(requiredText(own, ...FROM), own.find(...FROM).field));
    const until = endOf(own);
    if (from === null || until === null) return [];
    const divisions = own.texts('divisions', 'division', 'area', 'cityCode');
    const basis = own.text('basis') ?? '';
    return [{ id: field, ruleSet, from, until, level: levelOf(own), divisions, basis }];
  });
  return fields.result(activations);
}

/** A bare name: the set is on, nobody said since when. */
const alwaysOn = (ruleSet: string, id: string): Activation => ({
  id,
  ruleSet,
  divisions: [],
  level: 'ORANGE',
  from: EARLIEST_INSTANT,
  until: '9999-12-31T00:00:00.000Z',
  basis: '',
});

function requiredText(own: JsonFields, ...names: readonly string[]): string {
  const text = own.text(...names);
  if (text === null) own.refuse('FIELD_MISSING', own.find(...names).field);
  return text ?? '';
}

function endOf(own: JsonFields): Instant | null {
  const until = own.text('until');
  if (until !== null) return own.take(readMoment(until, own.find('until').field));
  return own.take(readLastMoment(requiredText(own, ...LAST), own.find(...LAST).field));
}

function levelOf(own: JsonFields): PollutionLevel {
  const text = own.text('level');
  const level = POLLUTION_LEVELS.find((known) => known === (text ?? 'ORANGE').toUpperCase());
  if (level !== undefined) return level;
  own.refuse('FIELD_VALUE', own.find('level').field, {
    value: text ?? '',
    allowed: POLLUTION_LEVELS.join(' '),
  });
  return 'ORANGE';
}
