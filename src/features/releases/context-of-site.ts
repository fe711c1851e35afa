import type { Instant } from '../../domain/shared/time.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';

/** What a schedule or the command line does has no account; the audit shows it as the site's own. */
export const contextOfSite = (now: Instant): RequestContext => ({
  requestId: uuidV7(),
  actor: null,
  language: 'zh',
  purpose: 'OPERATION',
  reference: null,
  now,
});
