import { readDivision } from '../../domain/shared/division.js';
import { fail, ok, type Result } from '../../domain/shared/result.js';
import { VEHICLE_STATUSES } from '../../domain/vehicle/codes.js';
import { readPlatePattern, type PlatePattern } from '../../domain/vehicle/plate-pattern.js';
import type { EmissionStage } from '../../domain/vehicle/vehicle-facts.js';
import type { ReviewItem, SupervisionCode, Ternary } from '../../domain/vehicle/vehicle-state.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { G3Membership } from './registry-enums.model.js';

/** Conditions as they were asked; null and absent mean the same. */
export interface VehicleFilter {
  readonly division?: string | null;
  readonly stages?: readonly EmissionStage[] | null;
  readonly reason?: SupervisionCode | null;
  readonly isDiesel?: Ternary | null;
  readonly g3List?: G3Membership | null;
  readonly status?: string | null;
  readonly platePattern?: string | null;
  readonly vinPrefix?: string | null;
  readonly review?: ReviewItem['code'] | null;
}

/** Conditions that were checked; null where none was asked. */
export interface VehicleConditions {
  /** What the division code of every row begins with: what was asked within what the caller may see. */
  readonly divisionPrefix: string;
  readonly stages: readonly EmissionStage[] | null;
  readonly reason: SupervisionCode | null;
  readonly isDiesel: Ternary | null;
  readonly g3List: G3Membership | null;
  readonly status: string | null;
  readonly plates: PlatePattern | null;
  readonly vinPrefix: string | null;
  readonly review: ReviewItem['code'] | null;
}

/** Codes that were retired since are still on old records. */
const BEFORE_ANY_RETIREMENT = '1992-01-01';
const VIN_PREFIX = /^[A-HJ-NPR-Z0-9]{3,17}$/;
const MUNICIPALITY = '31';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

/** The digits that all codes within a division share. */
function prefixOf(code: string, field: string): string {
  const { normalized, level } = valueOf(readDivision(code, BEFORE_ANY_RETIREMENT, field));
  if (level === 'COUNTY') return normalized;
  const isProvince = level === 'PROVINCE' || normalized.startsWith(MUNICIPALITY);
  return normalized.slice(0, isProvince ? 2 : 4);
}

/**
 * The part of the caller's reach that was asked about.
 * @throws AppError OUT_OF_SCOPE when they have nothing in common: an empty list would look like an answer;
 *   FORBIDDEN when the reach opens no division; DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD
 */
export function prefixWithin(
  asked: string | null | undefined,
  reach: string | null,
  field = 'filter.division',
): string {
  if (reach === null) throw new AppError('FORBIDDEN');
  if (asked === null || asked === undefined) return reach;
  const prefix = prefixOf(asked, field);
  if (prefix.startsWith(reach)) return prefix;
  if (reach.startsWith(prefix)) return reach;
  throw new AppError('OUT_OF_SCOPE', { value: asked }, { field });
}

function readStatus(status: string): Result<string> {
  const known = Object.hasOwn(VEHICLE_STATUSES, status);
  return known
    ? ok(status)
    : fail({ code: 'STATUS_UNKNOWN', field: 'filter.status', params: { value: status } });
}

function readVinPrefix(raw: string): Result<string> {
  const normalized = raw.normalize('NFKC').toUpperCase().trim();
  if (VIN_PREFIX.test(normalized)) return ok(normalized);
  const field = 'filter.vinPrefix';
  return normalized.length < 3
    ? fail({ code: 'PATTERN_TOO_BROAD', field, params: { minimum: 3 } })
    : fail({ code: 'VIN_ILLEGAL_CHAR', field, params: { value: raw } });
}

const given = <T, R>(value: T | null | undefined, read: (value: T) => Result<R>): R | null =>
  value === null || value === undefined ? null : valueOf(read(value));

/**
 * Checks a filter against its rules and the caller's reach.
 * @throws AppError naming the field: those of `prefixWithin`, STATUS_UNKNOWN, VIN_ILLEGAL_CHAR, and of a plate pattern
 *   PATTERN_FORMAT, PLATE_ILLEGAL_LETTER, PATTERN_TOO_BROAD
 */
export function checkFilter(filter: VehicleFilter, reach: string | null): VehicleConditions {
  return {
    divisionPrefix: prefixWithin(filter.division, reach),
    stages: filter.stages ?? null,
    reason: filter.reason ?? null,
    isDiesel: filter.isDiesel ?? null,
    g3List: filter.g3List ?? null,
    status: given(filter.status, readStatus),
    plates: given(filter.platePattern, (raw) => readPlatePattern(raw, 'filter.platePattern')),
    vinPrefix: given(filter.vinPrefix, readVinPrefix),
    review: filter.review ?? null,
  };
}
