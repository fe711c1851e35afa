import { Injectable } from '@nestjs/common';
import { addDays, startOfCivilDay, type CivilDate } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, mayDo } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { FlagFiguresRepository, type FlagFigures } from './flag-figures.repository.js';

/** A station and the days, both included, in which its flags were found. */
export interface FiguresAsked {
  readonly stationCode: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** How many flags a station has, and what officers made of them. */
@Injectable()
export class FlagFiguresService {
  constructor(
    private readonly database: Database,
    private readonly figures: FlagFiguresRepository,
  ) {}

  /**
   * The flags of a station by rule, those on its records and those about itself; audited. Null for whoever reads no flags:
   * a station sees its other figures, but not what it is suspected of. @throws AppError of `authorise`
   */
  async of(
    asked: RequestContext,
    { stationCode, from, to }: FiguresAsked,
  ): Promise<readonly FlagFigures[] | null> {
    if (asked.actor === null || !mayDo(asked.actor, 'integrity.list')) return null;
    const { context, divisionPrefix } = authorise(asked, 'integrity.list');
    if (divisionPrefix === null) return null;
    const span = { from: startOfCivilDay(from), until: startOfCivilDay(addDays(to, 1)) };
    return this.database.transaction(async (tx) => {
      const found = await this.figures.of(tx, stationCode, divisionPrefix, span);
      const detail = { figures: stationCode, from, to };
      await recordAudit(tx, context, { action: 'integrity.list', subjects: [], detail });
      return found;
    });
  }
}
