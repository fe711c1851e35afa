import type { Instant } from '../../domain/shared/time.js';
import type { Role } from '../../domain/access/roles.js';

export type Language = 'zh' | 'en';

/** What is left of a role's permissions: a program's list of actions, or what a password that must change leaves open. */
export interface Restriction {
  readonly actions: ReadonlySet<string>;
  /** How anything else is refused. */
  readonly refusal: 'FORBIDDEN' | 'PASSWORD_CHANGE_REQUIRED';
}

/** Who asks: an account with one role in one organisation, and where its reach ends. */
export interface Actor {
  readonly accountId: string;
  readonly role: Role;
  readonly organisationId: string;
  /** GB/T 2260 code of the organisation: a county, a city, a province. */
  readonly division: string;
  /** The session that it speaks in; absent for a program with a key of its own. */
  readonly sessionId?: string;
  /** Speaks with a key of its own: what only a person does is closed to it, whatever it was once given. */
  readonly isProgram?: true;
  /** Absent when everything that the role may do is open. */
  readonly restriction?: Restriction;
}

/** What a use case may know about the request it serves; passed explicitly, from the edge inwards. */
export interface RequestContext {
  readonly requestId: string;
  /** Null only for operations declared public. */
  readonly actor: Actor | null;
  readonly language: Language;
  /** Why protected data is read, and the case or duty number, when the caller gave them. */
  readonly purpose: string | null;
  readonly reference: string | null;
  readonly now: Instant;
  /** Source address; absent where nobody is at the other end, on the command line. */
  readonly address?: string | undefined;
}
