import { Injectable } from '@nestjs/common';
import type { StationRole, StationStatus } from '../../domain/station/station-facts.js';
import { contingencyHeld, stationStatusAt, type StationState } from '../../domain/station/station.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { StationRepository } from '../inspections/index.js';

/** Stations by code, with what they were at a moment. */
export class StationBook {
  constructor(private readonly stations: ReadonlyMap<string, StationState>) {}

  find(role: StationRole, code: string): StationState | null {
    const station = this.stations.get(code);
    return station?.role === role ? station : null;
  }

  /** The status at a moment; null where no station of that role and code was on file then. */
  statusAt(role: StationRole, code: string, at: Instant): StationStatus | null {
    const station = this.find(role, code);
    return station === null ? null : stationStatusAt(station, at);
  }

  contingencyHolds(code: string, at: Instant, codeHash: string | null): boolean {
    const station = this.find('INSPECTION', code);
    return station !== null && contingencyHeld(station, at, codeHash);
  }
}

/** Reads the stations that a question names. */
@Injectable()
export class StationBooks {
  constructor(private readonly stations: StationRepository) {}

  async load(tx: Tx, codes: readonly string[]): Promise<StationBook> {
    return new StationBook(codes.length === 0 ? new Map() : await this.stations.byCode(tx, codes));
  }
}
