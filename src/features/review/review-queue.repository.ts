import { Injectable } from '@nestjs/common';
import type { ReviewKind } from '../../domain/review/review-texts.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { Database, type Tx } from '../../platform/database/database.js';
import {
  queueCountsQuery,
  queuePageQuery,
  type QueueConditions,
  type QueuePosition,
} from './review-queue.sql.js';

/** A place in the queue, and whether a held row or a vehicle stands there. */
export interface QueueEntry extends QueuePosition {
  readonly isRow: boolean;
}

export interface QueueCount {
  readonly code: ReviewKind;
  /** GB/T 2260 of the city. */
  readonly division: string;
  readonly total: number;
}

/** What waits for a person, always within a division prefix. */
@Injectable()
export class ReviewQueueRepository {
  constructor(
    private readonly database: Database,
    private readonly settings: SiteSettings,
  ) {}

  page(
    tx: Tx,
    asked: QueueConditions,
    after: QueuePosition | null,
    size: number,
  ): Promise<readonly QueueEntry[]> {
    const { sql, values } = queuePageQuery(this.settings.site, asked, after, size);
    return tx.query<QueueEntry>(sql, values);
  }

  counts(tx: Tx, asked: QueueConditions): Promise<readonly QueueCount[]> {
    const { sql, values } = queueCountsQuery(this.settings.site, asked);
    return tx.query<QueueCount>(sql, values);
  }

  async total(asked: QueueConditions): Promise<number> {
    const counts = await this.database.transaction((tx) => this.counts(tx, asked));
    return counts.reduce((sum, { total }) => sum + total, 0);
  }
}
