import { isPurpose } from '../../domain/access/purposes.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { AppError } from '../../platform/errors/app-error.js';
import { parseGlobalId, splitGlobalId } from '../../platform/graphql/relay.js';
import type { AuditConditions } from './audit.repository.js';

/** Conditions as they were asked; null and absent mean the same. */
export interface AuditFilter {
  readonly account?: string | null;
  readonly organisation?: string | null;
  readonly subject?: string | null;
  readonly action?: string | null;
  readonly purpose?: string | null;
  readonly from?: Instant | null;
  readonly to?: Instant | null;
}

const ACTION = /^[a-z]+(?:[.-][a-z]+)*$/;

const idOf = (token: string | null | undefined, type: string, field: string): string | null =>
  token === null || token === undefined ? null : parseGlobalId(token, type, field);

function subjectOf(token: string | null | undefined): string | null {
  if (token === null || token === undefined) return null;
  const id = splitGlobalId(token)?.id;
  if (id === undefined) throw new AppError('ID_INVALID', { type: 'Node' }, { field: 'filter.subject' });
  return id;
}

function actionOf(action: string | null | undefined): string | null {
  if (action === null || action === undefined) return null;
  if (ACTION.test(action)) return action;
  throw new AppError('BAD_INPUT', { reason: 'vehicle.read, audit.read, …' }, { field: 'filter.action' });
}

function purposeOf(purpose: string | null | undefined): string | null {
  if (purpose === null || purpose === undefined || isPurpose(purpose)) return purpose ?? null;
  throw new AppError({ code: 'PURPOSE_UNKNOWN', field: 'filter.purpose', params: { value: purpose } });
}

/**
 * Checks a filter on the audit against its rules and the caller's reach.
 * @throws AppError naming the field: ID_INVALID, BAD_INPUT, PURPOSE_UNKNOWN; FORBIDDEN when the reach opens nothing
 */
export function checkAuditFilter(
  filter: AuditFilter,
  { divisionPrefix }: Pick<Authorised, 'divisionPrefix'>,
): AuditConditions {
  if (divisionPrefix === null) throw new AppError('FORBIDDEN');
  const { from = null, to = null } = filter;
  if (from !== null && to !== null && to <= from) {
    throw new AppError('BAD_INPUT', { reason: 'to <= from' }, { field: 'filter.to' });
  }
  return {
    divisionPrefix,
    account: idOf(filter.account, 'Account', 'filter.account'),
    organisation: idOf(filter.organisation, 'Organisation', 'filter.organisation'),
    subject: subjectOf(filter.subject),
    action: actionOf(filter.action),
    purpose: purposeOf(filter.purpose),
    from,
    to,
  };
}
