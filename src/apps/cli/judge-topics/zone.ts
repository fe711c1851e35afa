import { REFERENCE_RULES } from '../../../../seeds/reference/zone-rules.js';
import { fail } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { evaluateZone } from '../../../domain/zone/evaluate.js';
import { readMoment } from '../../../domain/zone/moments.js';
import { readActivations } from '../../../domain/zone/read-activations.js';
import { readZonePlace, readZoneVehicle } from '../../../domain/zone/read-question.js';
import { readRule } from '../../../domain/zone/read-rule.js';
import type { RuleContent } from '../../../domain/zone/restriction-rule.js';
import { refusal } from './answer.js';
import { isCase, requiredText } from './case-fields.js';
import type { Case } from './case-fields.js';

/**
 * `{"rule","vehicle","at","place"?,"activations"?}`: whether a restriction holds for a vehicle at a moment and place. The
 * rule is an object or the id of one that is known by its notice; times without an offset are of Asia/Shanghai.
 * `restricted` is null where it cannot be told; `missing` then says what would have to be known.
 */
export function judgeZone(input: Case): object {
  const rule = ruleOf(input);
  if (!rule.ok) return refusal(rule.error);
  const vehicle = readZoneVehicle(input.vehicle ?? {});
  if (!vehicle.ok) return refusal(vehicle.error);
  const text = requiredText(input, 'at');
  if (!text.ok) return refusal(text.error);
  const at = readMoment(text.value, 'at');
  if (!at.ok) return refusal(at.error);
  const place = readZonePlace(input.place);
  if (!place.ok) return refusal(place.error);
  const activations = readActivations(input.activations ?? input.activeRuleSets);
  if (!activations.ok) return refusal(activations.error);
  const { restricted, reason, missing, nextStep } = evaluateZone(rule.value, {
    vehicle: vehicle.value,
    at: at.value,
    place: place.value,
    activations: activations.value,
  });
  return { restricted, reason, ...(restricted === null && { missing, nextStep }) };
}

function ruleOf(input: Case): Result<RuleContent> {
  const given = input.rule ?? null;
  if (given === null) return fail({ code: 'FIELD_MISSING', field: 'rule' });
  if (typeof given !== 'string') return isCase(given) ? readRule(given) : readRule(null);
  const known = REFERENCE_RULES.find(({ id }) => id === given.trim().toUpperCase());
  return known === undefined
    ? fail({ code: 'RULE_UNKNOWN', field: 'rule', params: { value: given } })
    : readRule(known.rule);
}
