import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { SiteStatus } from './site-status.model.js';
import { SiteStatusService } from './site-status.service.js';

@Resolver()
export class SiteStatusResolver {
  constructor(private readonly sites: SiteStatusService) {}

  @Allow('site.status')
  @Query(() => SiteStatus, { description: '本站点运行情况。How this site is doing.' })
  siteStatus(@Caller() context: RequestContext): Promise<SiteStatus> {
    return this.sites.status(context);
  }
}
