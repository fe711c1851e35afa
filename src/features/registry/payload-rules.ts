import { ValidateBy, ValidateIf } from 'class-validator';
import { parseCivilDate } from '../../domain/shared/time.js';

/** The rules that follow hold unless the value is null; a missing member is never taken for null. */
export const OrNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);

/** A civil date that exists: the tables behind the projection know no 30th of February. */
export const IsCivilDate = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCivilDate',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && parseCivilDate(value).ok,
      defaultMessage: () => '$property must be a date as YYYY-MM-DD',
    },
  });
