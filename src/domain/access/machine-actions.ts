import type { Action } from './actions.js';
import { isAllowed, PERMISSIONS } from './permissions.js';
import type { Role } from './roles.js';

const OWN_ACCOUNT = 'a program has a key and no account, password or session to look after';
const GRANTS = 'a program that could grant access would give itself more';
const NOTICE =
  'a restriction of traffic is an act of an authority with its name to it, not a reading of a program';

/**
 * What only a person does, whatever the role, and why. Reviewed by hand: an action belongs here when the law or the
 * rules of the registry want somebody to weigh and answer for the single case.
 */
const PERSON_ONLY: Readonly<Partial<Record<Action, string>>> = {
  'account.read-self': OWN_ACCOUNT,
  'account.change-password': OWN_ACCOUNT,
  'session.manage-own': OWN_ACCOUNT,
  'account.manage': GRANTS,
  'client.manage': GRANTS,
  'token-key.rotate': GRANTS,
  'review.decide': 'doubtful records are decided by a person, each decision a fact under its name',
  'export.approve': 'the second person of a large export is a person',
  'owner.search':
    'from a person to vehicles: each search is for one case, which somebody answers for (PIPL art. 6)',
  'owner.erase':
    'a request of the person concerned is weighed one by one and cannot be undone (PIPL art. 47)',
  'station.manage': 'filing, suspending and striking off a station is an act of its authority',
  'station.issue-contingency': 'who lets a station test through an outage answers for it by name',
  'limit-set.decide': 'adopting a set of limits is an act of an authority with its name to it',
  'integrity.set-thresholds': 'what is suspected from is decided by an authority with its name to it',
  'integrity.decide': 'a flag is a lead: only an officer who looked says what became of it',
  'smoke.review': 'a capture counts only when an officer has looked at it',
  'zone.enact': NOTICE,
  'zone.declare-pollution': NOTICE,
};

/** Whether an action is a person's alone, so that no program may hold it. */
export const isPersonOnly = (action: Action): boolean => PERSON_ONLY[action] !== undefined;

/** The actions that a program of this role may be given, in order. */
export function grantableActions(role: Role): readonly Action[] {
  const actions = Object.keys(PERMISSIONS).sort() as Action[];
  return actions.filter((action) => isAllowed(role, action) && !isPersonOnly(action));
}
