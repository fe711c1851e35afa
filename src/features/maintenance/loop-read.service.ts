import { Injectable } from '@nestjs/common';
import { retestGate, type GateAnswer } from '../../domain/maintenance/retest-gate.js';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import { readPlate } from '../../domain/shared/plate.js';
import { readVin } from '../../domain/shared/vin.js';
import type { Result } from '../../domain/shared/result.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { contingencyHash, StationRepository } from '../inspections/index.js';
import { LoopReader, type KnownLoop } from './known-loop.js';
import { ListingRepository, type ListedVehicle } from './listing.repository.js';
import { LoopFinder, type VehicleNames } from './loop-finder.repository.js';

/** A vehicle by VIN, by plate, or by both, which must then agree. */
export interface VehicleByNames {
  readonly vin?: string | null;
  readonly plate?: { readonly number: string; readonly type?: string | null } | null;
}

/** What stands at the gate. */
export interface GateAsked extends VehicleByNames {
  readonly stationCode: string;
  /** As the station typed it. */
  readonly contingencyCode: string | null;
}

export interface GateFound {
  readonly answer: GateAnswer;
  readonly state: LoopStage;
  readonly cycle: number;
}

/** The loop of a vehicle that is or was on the list. */
export interface FailureFound {
  readonly known: KnownLoop;
  readonly listing: ListedVehicle;
}

/** Questions about one vehicle's loop. */
@Injectable()
export class LoopReadService {
  constructor(
    private readonly database: Database,
    private readonly finder: LoopFinder,
    private readonly reader: LoopReader,
    private readonly listings: ListingRepository,
    private readonly stations: StationRepository,
  ) {}

  /**
   * Whether an inspection station may test the vehicle now. A vehicle that nothing is known of may be tested as any other.
   * @throws AppError STATION_NOT_YOURS, VEHICLE_KEY_INVALID, AMBIGUOUS_VEHICLE, those of VIN and plate and of `authorise`
   */
  async gate(asked: RequestContext, question: GateAsked): Promise<GateFound> {
    const authorised = authorise(asked, 'loop.gate');
    const { context } = authorised;
    const names = readNames(question);
    const stationCode = question.stationCode.normalize('NFKC').trim().toUpperCase();
    return this.database.transaction(async (tx) => {
      await this.#requireOwnStation(tx, authorised, stationCode);
      const [id, ...others] = await this.finder.byNames(tx, names);
      if (others.length > 0) throw new AppError({ code: 'AMBIGUOUS_VEHICLE', field: 'plate' });
      const known = await this.reader.read(tx, id ?? NOBODY, [stationCode]);
      const answer = this.#answer(known, stationCode, context.now, question.contingencyCode);
      const subjects = id === undefined ? [] : [id];
      const detail = { stationCode, decision: answer.decision, code: answer.code };
      await recordAudit(tx, context, { action: 'loop.gate', subjects, detail });
      return { answer, state: known.loop.state, cycle: known.loop.cycle };
    });
  }

  /**
   * The loop of the vehicle before the caller, with the failure that a repair has to answer; null when nothing is known.
   * Stations name it by VIN and plate. @throws AppError PRESENTATION_REQUIRED, and as {@link gate}
   */
  async failure(asked: RequestContext, question: VehicleByNames): Promise<FailureFound | null> {
    const authorised = authorise(asked, 'loop.read-failure');
    const names = readNames(question);
    const isPresented = names.vin !== null && names.plate !== null;
    if (authorised.scope === 'PRESENTED' && !isPresented) throw new AppError('PRESENTATION_REQUIRED');
    return this.database.transaction(async (tx) => {
      const [id, ...others] = await this.finder.byNames(tx, names);
      if (others.length > 0) throw new AppError({ code: 'AMBIGUOUS_VEHICLE', field: 'plate' });
      const found = id === undefined ? null : await this.#listed(tx, authorised, id);
      const subjects = found === null ? [] : [found.known.vehicleId];
      const detail = { by: isPresented ? 'vin and plate' : names.vin === null ? 'plate' : 'vin' };
      await recordAudit(tx, authorised.context, { action: 'loop.read-failure', subjects, detail });
      return found;
    });
  }

  async #listed(tx: Tx, authorised: Authorised, id: string): Promise<FailureFound | null> {
    const known = await this.reader.read(tx, id);
    if (known.loop.listing === null || !isWithin(authorised, known)) return null;
    const listing = await this.listings.byId(tx, known.loop.listing.id);
    return listing && { known, listing };
  }

  #answer(known: KnownLoop, stationCode: string, at: string, code: string | null): GateAnswer {
    const codeHash = code === null ? null : contingencyHash(code);
    return retestGate(known.loop, known.book, { stationCode, at, codeHash });
  }

  async #requireOwnStation(tx: Tx, { actor, scope }: Authorised, stationCode: string): Promise<void> {
    if (scope !== 'PRESENTED') return;
    const own = await this.stations.codesOf(tx, actor.organisationId);
    if (!own.includes(stationCode)) throw new AppError({ code: 'STATION_NOT_YOURS', field: 'stationCode' });
  }
}

/** No subject has it: the loop of a vehicle of which nothing is known. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whoever has it before him may see it; others see what is registered, or was found, where they reach. */
function isWithin({ scope, divisionPrefix }: Authorised, { loop }: KnownLoop): boolean {
  if (scope === 'PRESENTED') return true;
  const division = loop.division ?? loop.listing?.discoveredBy.division ?? '';
  return divisionPrefix !== null && division.startsWith(divisionPrefix);
}

function readNames({ vin = null, plate = null }: VehicleByNames): VehicleNames {
  if (vin === null && plate === null) throw new AppError('VEHICLE_KEY_INVALID', {}, { field: 'vin' });
  return {
    vin: vin === null ? null : valueOf(readVin(vin)).normalized,
    plate: plate && {
      number: valueOf(readPlate(plate.number, plate.type ?? null, 'plate.number')).normalized,
      type: plate.type ?? null,
    },
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}
