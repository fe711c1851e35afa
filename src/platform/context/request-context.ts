import type { Instant } from '../../domain/shared/time.js';
import type { Role } from '../../domain/access/roles.js';

export type Language = 'zh' | 'en';

/** Who asks: an account with one role in one organisation, and where its reach ends. */
export interface Actor {
  readonly accountId: string;
  readonly role: Role;
  readonly organisationId: string;
  /** GB/T 2260 code of the organisation: a county, a city, a province. */
  readonly division: string;
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
}
