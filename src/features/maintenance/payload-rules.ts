import { Matches, ValidateBy } from 'class-validator';
import { parseInstant } from '../../domain/shared/time.js';

const Is = (name: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${name}` } });

/** A moment in UTC as the service writes it. */
export const IsMoment = (): PropertyDecorator =>
  Is('a moment in UTC with milliseconds', (value) => {
    const read = typeof value === 'string' ? parseInstant(value) : null;
    return read?.ok === true && read.value === value;
  });

/** A code of a station: opaque, unique in the issuing province. */
export const IsStationCode = (): PropertyDecorator => Matches(/^[0-9A-Z-]{6,40}$/);
