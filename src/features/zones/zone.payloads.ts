import {
  ArrayNotEmpty,
  IsArray,
  IsNotEmpty,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import type { Fact } from '../../domain/sync/fact.js';
import type { ActivationContent, PollutionLevel, RuleContent } from '../../domain/zone/restriction-rule.js';
import { isPollutionLevel, isStoredInstant, isStoredRule } from '../../domain/zone/stored-rule.js';
import type {
  ActivationEnded,
  ActivationFact,
  RuleEnacted,
  RuleFact,
  RuleRepealed,
} from '../../domain/zone/zone-facts.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';

const LONGEST_TEXT = 200;

const Is = (name: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${name}` } });
const IsStoredInstant = (): PropertyDecorator => Is('a moment in UTC with milliseconds', isStoredInstant);

class RuleEnactedPayload implements RuleEnacted {
  @Is('the content of a restriction rule', isStoredRule)
  readonly rule!: RuleContent;
}

class RuleRepealedPayload implements RuleRepealed {
  @IsStoredInstant()
  readonly from!: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly reason!: string;
}

class ActivationDeclaredPayload implements ActivationContent {
  @IsNotEmpty()
  @MaxLength(LONGEST_TEXT)
  readonly ruleSet!: string;

  @IsArray()
  @ArrayNotEmpty()
  @Matches(/^\d{6}$/, { each: true })
  readonly divisions!: readonly string[];

  @Is('a level of the warning', isPollutionLevel)
  readonly level!: PollutionLevel;

  @IsStoredInstant()
  readonly from!: string;

  @IsStoredInstant()
  readonly until!: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly basis!: string;
}

class ActivationEndedPayload implements ActivationEnded {
  @IsStoredInstant()
  readonly at!: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly reason!: string;
}

const KINDS = [
  ['zone.rule-enacted', RuleEnactedPayload],
  ['zone.rule-repealed', RuleRepealedPayload],
  ['zone.activation-declared', ActivationDeclaredPayload],
  ['zone.activation-ended', ActivationEndedPayload],
] as const;

/** Makes the facts about restrictions and heavy-pollution days known. */
export function registerZonePayloads(payloads: PayloadRegistry): void {
  for (const [kind, payloadClass] of KINDS) payloads.register(kind, 1, payloadClass);
}

/** The facts that speak about rules. */
export const ruleFactsOf = (facts: readonly Fact[]): readonly RuleFact[] =>
  facts.filter(
    (fact): fact is RuleFact => fact.kind === 'zone.rule-enacted' || fact.kind === 'zone.rule-repealed',
  );

/** The facts that speak about heavy-pollution days. */
export const activationFactsOf = (facts: readonly Fact[]): readonly ActivationFact[] =>
  facts.filter(
    (fact): fact is ActivationFact =>
      fact.kind === 'zone.activation-declared' || fact.kind === 'zone.activation-ended',
  );
