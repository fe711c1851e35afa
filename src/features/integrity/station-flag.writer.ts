import { Injectable } from '@nestjs/common';
import {
  foldStationFlags,
  STATION_FLAG_SUBJECT,
  stationFlagSubject,
  type StationFlagFact,
  type StationFlagState,
} from '../../domain/integrity/station-flag-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { StationFlagProjection } from './station-flag.projection.js';
import { stationFlagFactsOf } from './station-flag.payloads.js';

type Said = {
  [K in StationFlagFact['kind']]: Pick<Extract<StationFlagFact, { kind: K }>, 'kind' | 'payload'>;
}[StationFlagFact['kind']];

/** The flags of one station under its lock. */
export interface OpenedStation {
  readonly subject: string;
  readonly facts: readonly Fact[];
  readonly flags: readonly StationFlagState[];
}

/** Writes facts about stations as a whole, in the transaction of the caller. */
@Injectable()
export class StationFlagWriter {
  constructor(
    private readonly store: FactStore,
    private readonly projection: StationFlagProjection,
    private readonly settings: SiteSettings,
  ) {}

  /** Locks the flags of a station and reads them. */
  async open(tx: Tx, stationCode: string): Promise<OpenedStation> {
    const subject = stationFlagSubject(stationCode, sha256);
    await this.store.lock(tx, [`${STATION_FLAG_SUBJECT}:${subject}`]);
    const facts = (await this.store.load(tx, STATION_FLAG_SUBJECT, [subject])).get(subject) ?? [];
    return { subject, facts, flags: foldStationFlags(stationFlagFactsOf(facts)) };
  }

  /** Appends facts to an opened station and brings its rows in line. @throws InvalidPayloadError */
  async append(
    tx: Tx,
    { subject, facts }: OpenedStation,
    said: readonly Said[],
    now: Instant,
  ): Promise<readonly Fact[]> {
    const written = said.map((one): Fact => ({
      ...one,
      id: uuidV7(),
      site: this.settings.site,
      version: 1,
      subjectType: STATION_FLAG_SUBJECT,
      subject,
      occurredAt: now,
      recordedAt: now,
      supersedes: null,
    }));
    await this.store.append(tx, written);
    await this.projection.project(tx, new Map([[subject, [...facts, ...written]]]));
    return written;
  }
}
