import {
  getMetadataStorage,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';

type Rule = (value: unknown, object: object) => boolean;

interface Property {
  readonly conditions: readonly Rule[];
  readonly rules: readonly Rule[];
  readonly isNested: boolean;
}

/** A decorator of class-validator, as far as it is understood here; any other is left to the careful way. */
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'customValidation',
  'conditionalValidation',
  'nestedValidation',
]);

/**
 * The rules of one payload class, looked up once instead of at every payload: many thousands of facts of a few kinds are
 * checked in a row. It says yes only where every rule of the class says yes; a no means that the careful way must look,
 * which also knows what to say. What is inside of a member it learns from payloads that were found good.
 */
export class QuickCheck {
  readonly #properties = new Map<string, Property>();
  readonly #listed: readonly (readonly [name: string, property: Property])[] = [];
  readonly #nested = new Map<string, QuickCheck>();
  readonly #isUnderstood: boolean;

  constructor(private readonly payloadClass: abstract new (...args: never[]) => object) {
    const all = getMetadataStorage().getTargetValidationMetadatas(payloadClass, '', true, false);
    this.#isUnderstood = all.length > 0 && all.every(isUnderstood);
    if (!this.#isUnderstood) return;
    const byName = getMetadataStorage().groupByPropertyName(all);
    for (const [name, metadata] of Object.entries(byName)) this.#properties.set(name, propertyOf(metadata));
    this.#listed = [...this.#properties];
  }

  /** Learns from an instance that the careful way found good, of which classes its members are. */
  learn(instance: object): void {
    for (const [name, { isNested }] of this.#properties) {
      const member: unknown = Reflect.get(instance, name);
      if (isNested) for (const one of membersIn(member)) this.#learnMember(name, one);
    }
  }

  #learnMember(name: string, member: object): void {
    const nested = this.#nested.get(name) ?? new QuickCheck(classOf(member));
    this.#nested.set(name, nested);
    nested.learn(member);
  }

  /** Whether the payload surely keeps every rule. */
  passes(payload: unknown): boolean {
    if (!this.#isUnderstood || typeof payload !== 'object' || payload === null || Array.isArray(payload))
      return false;
    for (const name of Object.keys(payload)) if (!this.#properties.has(name)) return false;
    for (const [name, property] of this.#listed) {
      if (!this.#memberPasses(name, property, payload)) return false;
    }
    return true;
  }

  #memberPasses(name: string, { conditions, rules, isNested }: Property, payload: object): boolean {
    const value = (payload as Readonly<Record<string, unknown>>)[name];
    for (const condition of conditions) if (!condition(value, payload)) return true;
    if (isNested && !this.#nestedPasses(name, value)) return false;
    for (const rule of rules) if (!rule(value, payload)) return false;
    return true;
  }

  #nestedPasses(name: string, value: unknown): boolean {
    const nested = this.#nested.get(name);
    if (nested === undefined) return Array.isArray(value) && value.length === 0;
    return Array.isArray(value) ? value.every((one) => nested.passes(one)) : nested.passes(value);
  }
}

/** The object that a member is, or those in it. */
function membersIn(member: unknown): readonly object[] {
  const all: readonly unknown[] = Array.isArray(member) ? member : [member];
  return all.filter((one): one is object => typeof one === 'object' && one !== null);
}

const classOf = (member: object): abstract new (...args: never[]) => object =>
  member.constructor as abstract new (...args: never[]) => object;

function isUnderstood(metadata: Metadata): boolean {
  // Declared as always there, but some decorators leave it out.
  const groups: unknown = Reflect.get(metadata, 'groups');
  const isForAll = groups === undefined || (Array.isArray(groups) && groups.length === 0);
  return KNOWN_TYPES.has(metadata.type) && !metadata.always && isForAll;
}

function propertyOf(metadata: readonly Metadata[]): Property {
  const of = (type: string): Metadata[] => metadata.filter((one) => one.type === type);
  return {
    conditions: of('conditionalValidation').map((one) => conditionOf(one)),
    rules: of('customValidation').map((one) => ruleOf(one)),
    isNested: of('nestedValidation').length > 0,
  };
}

function conditionOf({ constraints }: Metadata): Rule {
  const [condition] = constraints as [(object: object, value: unknown) => boolean];
  return (value, object) => condition(object, value);
}

function ruleOf({ constraintCls, constraints, each, propertyName }: Metadata): Rule {
  const validators: readonly ValidatorConstraintInterface[] = getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => instance);
  // One for all questions to this rule, which are answered one after another: there are many millions of them.
  const asked: ValidationArguments = {
    targetName: '',
    property: propertyName,
    object: {},
    value: null,
    constraints,
  };
  const holds: Rule = (value, object) => {
    asked.object = object;
    asked.value = value;
    return (
      validators.length > 0 && validators.every((validator) => validator.validate(value, asked) === true)
    );
  };
  if (!each) return holds;
  return (value, object) => Array.isArray(value) && value.every((item: unknown) => holds(item, object));
}
