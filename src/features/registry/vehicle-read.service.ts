import { Injectable } from '@nestjs/common';
import { maskVin } from '../../domain/access/visibility.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { candidatesFor } from '../../domain/vehicle/roadside-candidates.js';
import { roadsideCardOf } from '../../domain/vehicle/roadside-card.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { readVehicleKey, type VehicleKeyInput } from './vehicle-key.js';
import { VehicleLookup, VehicleLookupOutcome } from './vehicle-query.model.js';
import { VehicleRepository, type VehicleKey } from './vehicle.repository.js';
import { shownOf, vehicleView } from './vehicle-view.js';

export interface VehicleQuestion extends VehicleKeyInput {
  /** The state as it was known then; now when absent. */
  readonly asOf?: Instant | null;
}

const ACTION = 'vehicle.read';
const EVERYWHERE = '';

/** One vehicle in full. */
@Injectable()
export class VehicleReadService {
  constructor(
    private readonly database: Database,
    private readonly vehicles: VehicleRepository,
  ) {}

  /**
   * The vehicle with that id, VIN or plate, as it was known at `asOf`. What is outside of the caller's reach is not
   * found; several vehicles that held one plate are all returned. Audited in the transaction of the read.
   * @throws AppError TIME_FUTURE, those of `readVehicleKey` and of `authorise`; `asOf` needs access to history
   */
  async find(context: RequestContext, question: VehicleQuestion): Promise<VehicleLookup> {
    const authorised = authorise(context, ACTION);
    const key = readVehicleKey(question, authorised.scope === 'PRESENTED');
    const asOf = checkAsOf(context, question.asOf ?? null);
    const prefix = reachOf(authorised, asOf === null ? null : authorise(context, 'vehicle.history'));
    const found = await this.database.transaction(async (tx) => {
      const ids = await this.vehicles.find(tx, key, prefix);
      const states = await this.vehicles.states(tx, ids, asOf ?? undefined);
      const meant = meantBy(key, [...states.values()], asOf ?? context.now);
      const subjects = meant.map((state) => state.id);
      const detail = { ...detailOf(key, asOf), shown: shownOf(meant, context) };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects, detail });
      return meant;
    });
    return lookupOf(found, context);
  }
}

function checkAsOf({ now }: RequestContext, asOf: Instant | null): Instant | null {
  if (asOf === null || asOf <= now) return asOf;
  throw new AppError({
    code: 'TIME_FUTURE',
    field: 'asOf',
    params: { value: asOf, today: civilDateOf(now) },
  });
}

/** The narrower of the reaches; whoever has the vehicle's VIN and plate in hand may see it wherever it is registered. */
function reachOf({ scope, divisionPrefix }: Authorised, history: Authorised | null): string {
  if (scope === 'PRESENTED') return EVERYWHERE;
  const prefixes = [divisionPrefix, history === null ? divisionPrefix : history.divisionPrefix];
  const [one, other] = prefixes;
  if (one === null || one === undefined || other === null || other === undefined)
    throw new AppError('FORBIDDEN');
  return one.length > other.length ? one : other;
}

/** Of the vehicles that held a plate those that may be meant on that day; other keys mean what they found. */
function meantBy(key: VehicleKey, states: readonly VehicleState[], at: Instant): readonly VehicleState[] {
  if (key.plate === null || key.vin !== null) return states;
  const { number: plateNumber, type: plateType } = key.plate;
  const query = { plateNumber, plateType, plateColor: null };
  const candidates = candidatesFor(states.map(roadsideCardOf), query, civilDateOf(at));
  return states.filter((state) => candidates.some(({ card }) => card.id === state.id));
}

function detailOf({ id, vin, plate }: VehicleKey, asOf: Instant | null): Record<string, unknown> {
  const by = id !== null ? 'id' : vin === null ? 'plate' : plate === null ? 'vin' : 'vin and plate';
  const maskedVin = vin === null ? null : maskVin(vin);
  return { by, vin: maskedVin, plateNumber: plate?.number ?? null, plateType: plate?.type ?? null, asOf };
}

function lookupOf(states: readonly VehicleState[], context: RequestContext): VehicleLookup {
  const views = states.map((state) => vehicleView(state, context));
  const [only] = views;
  if (only === undefined) return { outcome: VehicleLookupOutcome.NOT_FOUND, vehicle: null, candidates: [] };
  return views.length === 1
    ? { outcome: VehicleLookupOutcome.FOUND, vehicle: only, candidates: [] }
    : { outcome: VehicleLookupOutcome.AMBIGUOUS, vehicle: null, candidates: views };
}
