import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { QuickCheck } from './quick-check.js';
import type { Fact } from '../../domain/sync/fact.js';

/** A fact whose payload is not what its kind and version promise; always a mistake in code or a broken peer. */
export class InvalidPayloadError extends Error {
  constructor(
    readonly kind: string,
    readonly version: number,
    readonly problems: readonly string[],
  ) {
    super(`payload of ${kind} v${version} is invalid: ${problems.join('; ')}`);
    this.name = 'InvalidPayloadError';
  }
}

const key = (kind: string, version: number): string => `${kind}@${version}`;

function flatten(errors: readonly ValidationError[], path = ''): string[] {
  return errors.flatMap((error) => {
    const here = path === '' ? error.property : `${path}.${error.property}`;
    return [
      ...Object.values(error.constraints ?? {}).map((text) => `${here}: ${text}`),
      ...flatten(error.children ?? [], here),
    ];
  });
}

/** The payload class of every kind and version of fact that this service understands. */
export class PayloadRegistry {
  readonly #classes = new Map<string, ClassConstructor<object>>();
  readonly #quick = new Map<string, QuickCheck>();

  /** Each kind and version has one class; a second one is a mistake in the composition. */
  register(kind: string, version: number, payloadClass: ClassConstructor<object>): void {
    if (this.#classes.has(key(kind, version)))
      throw new Error(`two payload classes for ${key(kind, version)}`);
    this.#classes.set(key(kind, version), payloadClass);
    this.#quick.set(key(kind, version), new QuickCheck(payloadClass));
  }

  /** @throws InvalidPayloadError when the kind is unknown or the payload breaks its class. */
  check(fact: Pick<Fact, 'kind' | 'version' | 'payload'>): void {
    const quick = this.#quick.get(key(fact.kind, fact.version));
    if (quick?.passes(fact.payload) === true) return;
    const payloadClass = this.#classes.get(key(fact.kind, fact.version));
    if (payloadClass === undefined) {
      throw new InvalidPayloadError(fact.kind, fact.version, ['this kind and version is not known here']);
    }
    const instance: object = plainToInstance(payloadClass, fact.payload as object);
    const errors = validateSync(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
    });
    if (errors.length > 0) throw new InvalidPayloadError(fact.kind, fact.version, flatten(errors));
    quick?.learn(instance);
  }
}
