import { AppError } from '../errors/app-error.js';
import { DEFAULT_PAGE_SIZE } from './query-cost.js';

/**
 * The size of a page that was asked for.
 * @throws AppError PAGE_TOO_LARGE above the maximum (a shorter list would look complete), PAGE_INVALID below 1
 */
export function checkFirst(first: number | null | undefined, maximum: number, field = 'first'): number {
  if (first === null || first === undefined) return Math.min(DEFAULT_PAGE_SIZE, maximum);
  if (!Number.isInteger(first) || first < 1) throw new AppError('PAGE_INVALID', { value: first }, { field });
  if (first > maximum) throw new AppError('PAGE_TOO_LARGE', { value: first, maximum }, { field });
  return first;
}
