import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { RawMessageRepository, type KeptMessage } from './raw-message.repository.js';
import { ReportRepository } from './report.repository.js';
import { StationRepository } from './station.repository.js';

/** The messages of a feed behind a report, opened for those who may read the people in them. */
@Injectable()
export class RawReadService {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportRepository,
    private readonly messages: RawMessageRepository,
    private readonly stations: StationRepository,
  ) {}

  /**
   * The messages about a report, as they came; the reading is audited with what was shown.
   * @throws AppError NOT_FOUND (also for a report out of reach), and those of `authorise`
   */
  ofReport(asked: RequestContext, report: string): Promise<readonly KeptMessage[]> {
    const { context, actor, scope, divisionPrefix } = authorise(asked, 'inspection.read-raw');
    return this.database.transaction(async (tx) => {
      const found = (await this.reports.byFacts(tx, [report])).get(report);
      const own = scope === 'OWN' ? await this.stations.codesOf(tx, actor.organisationId) : [];
      const code = found?.payload.stationCode ?? '';
      const isReached =
        scope === 'OWN' ? own.includes(code) : divisionPrefix !== null && code.startsWith(divisionPrefix);
      if (found === undefined || !isReached) throw new AppError({ code: 'NOT_FOUND', field: 'report' });
      const { stationCode, reportNo } = found.payload;
      const messages = await this.messages.ofReport(tx, { stationCode, reportNo });
      const detail = { report, messages: messages.map(({ id }) => id) };
      await recordAudit(tx, context, { action: 'inspection.read-raw', subjects: [found.vehicle], detail });
      return messages;
    });
  }
}
