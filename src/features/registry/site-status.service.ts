import { Injectable } from '@nestjs/common';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { provinceSources } from './province-sources.js';
import { sourceView } from './roadside-view.js';
import type { SiteStatus } from './site-status.model.js';
import { SiteStatusRepository } from './site-status.repository.js';

/** How the site is doing; nothing about any vehicle. */
@Injectable()
export class SiteStatusService {
  constructor(
    private readonly state: SiteStatusRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** @throws AppError those of `authorise` */
  async status(context: RequestContext): Promise<SiteStatus> {
    authorise(context, 'site.status');
    const [logs, heard, audit] = await Promise.all([
      this.state.logs(),
      this.state.heard(),
      this.state.audit(),
    ]);
    return {
      site: this.settings.site,
      logs: logs.map(({ site, unstamped, last_seq }) => ({ site, unstamped, lastSequence: last_seq })),
      auditChain: audit === null ? null : { ...audit, head: audit.link },
      sources: provinceSources(heard, context.now, this.settings).map(sourceView),
    };
  }
}
