import { Matches, ValidateBy } from 'class-validator';
import { parseInstant } from '../../domain/shared/time.js';

const Is = (name: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${name}` } });

function isStoredInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const read = parseInstant(value);
  return read.ok && read.value === value;
}

/** A moment in UTC as the service writes it. */
export const IsMoment = (): PropertyDecorator => Is('a moment in UTC with milliseconds', isStoredInstant);

/** A code of a station or a number of a report: opaque, unique in the issuing province. */
export const IsReportNumber = (): PropertyDecorator => Matches(/^[0-9A-Z-]{6,40}$/);

/** A SHA-256 in hexadecimal. */
export const IsHash = (): PropertyDecorator => Matches(/^[0-9a-f]{64}$/);
