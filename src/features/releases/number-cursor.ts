import { AppError } from '../../platform/errors/app-error.js';
import { decodeCursor } from '../../platform/graphql/relay.js';

/** Above every number. */
const AFTER_ALL = 2 ** 31 - 1;

/** The number below which a page begins, in lists with the newest first. @throws AppError CURSOR_INVALID */
export function numberBelow(list: string, after: string | null | undefined): number {
  if (after === null || after === undefined) return AFTER_ALL;
  const [number] = decodeCursor(list, after);
  if (typeof number !== 'number') throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
  return number;
}
