import { canonicalJson } from '../../domain/sync/canonical.js';
import type { Instant } from '../../domain/shared/time.js';
import { sha256 } from '../../platform/facts/sha256.js';

/** What the service adds to a payload by itself; it may come out otherwise when the same upload comes again. */
const OWN_MEMBERS: ReadonlySet<string> = new Set(['judgement']);

/** SHA-256 of what was sent: the same upload, however often it comes, has the same one. */
export function evidenceDigest(at: Instant, payload: object): Uint8Array {
  const sent = Object.fromEntries(
    Object.entries(payload).filter(([name, value]) => !OWN_MEMBERS.has(name) && value !== undefined),
  );
  return sha256(canonicalJson({ at, sent }));
}
