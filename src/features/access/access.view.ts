import { PERMISSIONS, purposePolicy, scopeOf, type Action } from '../../domain/access/permissions.js';
import type { Role } from '../../domain/access/roles.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { refusals } from '../../platform/graphql/refusal.js';
import { globalId } from '../../platform/graphql/relay.js';
import type {
  AccountModel,
  AccountRefused,
  GrantedPermissionModel,
  OrganisationModel,
  SignInSucceeded,
} from './access.model.js';
import type { Account, Organisation } from './account.repository.js';
import type { SignedIn } from './session.service.js';

const ACTIONS = Object.keys(PERMISSIONS).sort() as Action[];

/** Refusals that a caller is expected to meet, as payloads. */
export const orRefusal = refusals(
  'SIGN_IN_FAILED',
  'LOGIN_INVALID',
  'LOGIN_TAKEN',
  'PASSWORD_WEAK',
  'PASSWORD_COMMON',
  'PASSWORD_GUESSABLE',
  'PASSWORD_REUSED',
  'REFRESH_REFUSED',
  'ACCOUNT_UNKNOWN',
  'ACCOUNT_OWN',
  'ACCOUNT_IS_MACHINE',
  'SESSION_UNKNOWN',
  'OPENID_REFUSED',
  'OPENID_NOT_LINKED',
  'OPENID_SUBJECT_TAKEN',
  'CLIENT_UNKNOWN',
  'CLIENT_REVOKED',
  'CLIENT_NAME_INVALID',
  'CLIENT_EXPIRY_PAST',
  'CLIENT_ACTION_FORBIDDEN',
  'CLIENT_ACTION_PERSONAL',
  'CLIENT_ADDRESS_INVALID',
  'CLIENT_OVERLAP_INVALID',
  'ORGANISATION_UNKNOWN',
  'ROLE_ORGANISATION_MISMATCH',
);

const grantsOf = (role: Role): GrantedPermissionModel[] =>
  ACTIONS.flatMap((action) => {
    const scope = scopeOf(role, action);
    if (scope === 'NONE') return [];
    return [{ action, scope, purposeRequired: purposePolicy(role, action).mode === 'REQUIRED' }];
  });

export const organisationView = (organisation: Organisation): OrganisationModel => ({
  id: globalId('Organisation', organisation.id),
  nameZh: organisation.nameZh,
  nameEn: organisation.nameEn,
  kind: organisation.kind,
  division: organisation.division,
  stationCode: organisation.stationCode,
});

/** An account as the API shows it: global ids, no hash. */
export function accountView(account: Account): AccountModel {
  const { id, login, role, kind, createdAt, disabledAt, mustChangePassword, organisation } = account;
  return {
    id: globalId('Account', id),
    login,
    role,
    kind,
    createdAt,
    disabledAt,
    mustChangePassword,
    organisation: organisationView(organisation),
    permissions: grantsOf(role),
  };
}

/** A session that was opened or refreshed, as the API shows it. */
export function signInView(signedIn: SignedIn): SignInSucceeded {
  const { token, expiresAt, refreshToken, refreshExpiresAt, account } = signedIn;
  return { token, expiresAt, refreshToken, refreshExpiresAt, account: accountView(account) };
}

/** A changed account as the API shows it, or why it was not changed. */
export function changedView(
  { language }: RequestContext,
  changed: Promise<Account>,
): Promise<{ readonly account: AccountModel } | AccountRefused> {
  return orRefusal(
    language,
    changed.then((account) => ({ account: accountView(account) })),
  );
}
