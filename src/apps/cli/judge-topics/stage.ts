import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { isQuantitySentinel } from '../../../domain/shared/sentinels.js';
import { parseCivilDate } from '../../../domain/shared/time.js';
import { judgeStage } from '../../../domain/vehicle/emission-stage.js';
import type { StageInput } from '../../../domain/vehicle/emission-stage.js';
import { readStage } from '../../../domain/vehicle/stage-text.js';
import { STAGE_SOURCES } from '../../../domain/vehicle/vehicle-facts.js';
import { refusal } from './answer.js';
import { optionalNumber, optionalObjects, requiredText, requiredWord } from './case-fields.js';
import type { Case } from './case-fields.js';

type Evidence = StageInput['evidence'][number];

/**
 * `{"fuel","vehicleType","emissionStage","firstRegisteredOn","massKg"?,"evidence"?}`: the emission stage by the best
 * evidence and membership of the 国三 diesel truck list. Stages may be written as the field writes them.
 */
export function judgeStageCase(input: Case): object {
  const parsed = parse(input);
  return parsed.ok ? judgeStage(parsed.value) : refusal(parsed.error);
}

function parse(input: Case): Result<StageInput> {
  const fuel = fuelOf(input);
  if (!fuel.ok) return fuel;
  const vehicleType = requiredText(input, 'vehicleType');
  if (!vehicleType.ok) return vehicleType;
  const emissionStage = stageOf(input, 'emissionStage', '');
  if (!emissionStage.ok) return emissionStage;
  const firstRegisteredOn = dateOf(input, 'firstRegisteredOn');
  if (!firstRegisteredOn.ok) return firstRegisteredOn;
  const massKg = massOf(input);
  if (!massKg.ok) return massKg;
  const evidence = evidenceOf(input);
  if (!evidence.ok) return evidence;
  return ok({
    fuel: fuel.value,
    vehicleType: vehicleType.value.normalize('NFKC').trim().toUpperCase(),
    emissionStage: emissionStage.value,
    firstRegisteredOn: firstRegisteredOn.value,
    massKg: massKg.value,
    evidence: evidence.value,
  });
}

/** Registers leave the fuel blank or null; a case without the field at all is a mistake. */
function fuelOf(input: Case): Result<string> {
  return input.fuel === null ? ok('') : requiredText(input, 'fuel');
}

function stageOf(input: Case, field: string, path: string): Result<Evidence['stage']> {
  const text = requiredText(input, field);
  return text.ok ? readStage(text.value, path + field) : text;
}

function dateOf(input: Case, field: string): Result<string> {
  const text = requiredText(input, field);
  return text.ok ? parseCivilDate(text.value, field) : text;
}

function massOf(input: Case): Result<number | null> {
  const mass = optionalNumber(input, 'massKg');
  if (!mass.ok || mass.value === null) return mass;
  return isQuantitySentinel(mass.value)
    ? fail({ code: 'SENTINEL_VALUE', field: 'massKg', params: { value: mass.value } })
    : mass;
}

function evidenceOf(input: Case): Result<readonly Evidence[]> {
  const items = optionalObjects(input, 'evidence');
  if (!items.ok) return items;
  const evidence: Evidence[] = [];
  for (const [index, item] of items.value.entries()) {
    const path = `evidence[${String(index)}].`;
    const source = requiredWord(item, 'source', STAGE_SOURCES);
    if (!source.ok) return fail({ ...source.error, field: `${path}source` });
    const stage = stageOf(item, 'stage', path);
    if (!stage.ok) return fail({ ...stage.error, field: `${path}stage` });
    evidence.push({ source: source.value, stage: stage.value });
  }
  return ok(evidence);
}
