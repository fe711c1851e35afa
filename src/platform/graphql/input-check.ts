import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { AppError } from '../errors/app-error.js';

const PLAIN = new Set<unknown>([String, Number, Boolean, Array, Object, Date]);
const INDEX = /^\d+$/;

interface Violation {
  readonly path: readonly string[];
  readonly reason: string;
}

function firstViolation(errors: readonly ValidationError[], above: readonly string[]): Violation | null {
  for (const error of errors) {
    const path = [...above, error.property];
    const [reason] = Object.values(error.constraints ?? {});
    if (reason !== undefined) return { path, reason };
    const inner = firstViolation(error.children ?? [], path);
    if (inner !== null) return inner;
  }
  return null;
}

/** `rows.3.plate.number` → field `rows[3].plate.number`, row 3: the first index is the row the caller counts by. */
function placeOf(path: readonly string[]): { readonly field: string; readonly row: number | undefined } {
  const index = path.find((part) => INDEX.test(part));
  const field = path.reduce((text, part) => {
    if (INDEX.test(part)) return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
  return { field, row: index === undefined ? undefined : Number(index) };
}

const isClass = (type: unknown): type is new () => object => typeof type === 'function' && !PLAIN.has(type);

async function check(itemClass: new () => object, value: object, above: readonly string[]): Promise<object> {
  const input: object = plainToInstance(itemClass, value);
  // Unknown properties cannot get here: the schema has refused them.
  const errors = await validate(input, { forbidUnknownValues: false, stopAtFirstError: true });
  const violation = firstViolation(errors, above);
  if (violation === null) return input;
  throw new AppError('BAD_INPUT', { reason: violation.reason }, placeOf(violation.path));
}

/**
 * Checks inputs by the class-validator rules of their classes, nested ones where they say `@ValidateNested` and
 * `@Type`. The first violation is told: its field as a path, its row, and the rule's words.
 */
@Injectable()
export class InputCheck implements PipeTransform {
  /** @throws AppError BAD_INPUT */
  async transform(value: unknown, { metatype, data, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || !isClass(metatype) || typeof value !== 'object' || value === null) return value;
    return check(metatype, value, data === undefined ? [] : [data]);
  }
}

/**
 * The same for an argument whose class the language does not keep, a list of inputs or one that may be null:
 * `@Args('rows', { type: () => [RowInput] }, new InputCheckOf(RowInput)) rows: RowInput[]`.
 */
export class InputCheckOf implements PipeTransform {
  constructor(private readonly inputClass: new () => object) {}

  /** @throws AppError BAD_INPUT with the row of the first violation */
  async transform(value: unknown, { data }: ArgumentMetadata): Promise<unknown> {
    const above = data === undefined ? [] : [data];
    if (typeof value !== 'object' || value === null) return value;
    if (!Array.isArray(value)) return check(this.inputClass, value, above);
    const items: readonly object[] = value;
    const rows: object[] = [];
    for (const [row, item] of items.entries()) {
      rows.push(await check(this.inputClass, item, [...above, String(row)]));
    }
    return rows;
  }
}
