import { Injectable } from '@nestjs/common';
import { otherNewEnergyType, type HeldRowDecision } from '../../domain/review/held-row.js';
import { normalisePlate } from '../../domain/shared/plate.js';
import type { Problem } from '../../domain/shared/result.js';
import { normaliseVin } from '../../domain/shared/vin.js';
import type { VehicleCorrection } from '../../domain/vehicle/vehicle-correction.js';
import {
  RegistrationService,
  VehicleCorrectionService,
  VehicleEventsService,
  VehicleHolderRepository,
  plateKey,
  vinKey,
  type RegistrationInput,
  type VehicleReference,
  type Within,
  type WriteOutcome,
} from '../registry/index.js';
import type { HeldContent } from './held-row.js';
import type { HeldRowRecord } from './held-row.repository.js';

/** What a person says about a held row, beside the decision itself. */
export interface HeldRowWord {
  readonly decision: HeldRowDecision;
  readonly basis: string;
  /** The day of a new or a surrendered plate; null where there is none. */
  readonly on: string | null;
  /** What the row should have said. */
  readonly corrections: VehicleCorrection;
}

/** A row under its lock, with what it says. */
export interface OpenRow {
  readonly record: HeldRowRecord;
  readonly content: HeldContent;
}

/** The decision cannot be carried out as it stands: everything that it did is undone, and the row goes on waiting. */
export class HeldRowRefusal extends Error {
  constructor(
    readonly problems: readonly Problem[],
    readonly existingVehicleId: string | null = null,
  ) {
    super(problems.map(({ code }) => code).join(' '));
    this.name = 'HeldRowRefusal';
  }
}

const LONGEST_REASON = 64;

/** Carries out what was decided about a held row, by the ordinary rules of the registry. */
@Injectable()
export class HeldRowActions {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly corrections: VehicleCorrectionService,
    private readonly events: VehicleEventsService,
    private readonly holders: VehicleHolderRepository,
  ) {}

  /**
   * Writes what follows for vehicles. @returns what was written of each vehicle, none for REJECT.
   * @throws HeldRowRefusal with the problems of the registry's rules, DATE_REQUIRED or VEHICLE_NOT_FOUND
   */
  async carryOut(within: Within, row: OpenRow, word: HeldRowWord): Promise<readonly WriteOutcome[]> {
    const input = { ...row.content.input, ...given(word.corrections) };
    switch (word.decision) {
      case 'REJECT':
        return [];
      case 'REGISTER_AS_CORRECTED':
        return [await this.#register(within, input)];
      case 'ACCEPT_SWAPPED': {
        const type = otherNewEnergyType(input.plate.type) ?? input.plate.type;
        return [await this.#register(within, { ...input, plate: { ...input.plate, type } })];
      }
      case 'UPDATE_EXISTING':
        return [await this.#update(within, row.record, input, word)];
      case 'TRANSFER_PLATE':
        return this.#transferPlate(within, row.record, input, word);
    }
  }

  async #register(within: Within, input: RegistrationInput): Promise<WriteOutcome> {
    return accepted(await this.registrations.registerWithin(within, input));
  }

  /** A correction of the registration; with a day the vehicle took the row's plate on that day, and nothing else. */
  async #update(
    within: Within,
    { relatedVehicles }: HeldRowRecord,
    { occurredAt: _when, ownerParticulars = null, ...input }: RegistrationInput,
    { basis, on }: HeldRowWord,
  ): Promise<WriteOutcome> {
    const { context } = within.authorised;
    const vehicle = referenceOf(input, relatedVehicles);
    const idempotencyKey = context.requestId;
    if (on !== null) {
      const change = { idempotencyKey, vehicle, input: { plate: input.plate, on, division: null } };
      return withDoubt(accepted(await this.events.replate(context, change, within)), ownerParticulars);
    }
    const reason = [...basis].slice(0, LONGEST_REASON).join('');
    const { plate, ...others } = input;
    const changes = (await this.#holdsPlate(within, input)) ? others : { ...others, plate };
    const correction = { idempotencyKey, vehicle, changes, reason };
    return withDoubt(accepted(await this.corrections.correct(context, correction, within)), ownerParticulars);
  }

  /** Whether the vehicle holds the plate by now; its registration may then well have been made with another. */
  async #holdsPlate({ tx }: Within, { vin, plate }: RegistrationInput): Promise<boolean> {
    if (vin === null || vin === undefined) return false;
    const key = { number: normalisePlate(plate.number), type: plate.type.normalize('NFKC').trim() };
    const holders = await this.holders.holders(tx, [normaliseVin(vin)], [key]);
    const [named = [], holding = []] = [holders.get(vinKey(normaliseVin(vin))), holders.get(plateKey(key))];
    return named.some(({ vehicleId }) => holding.some((holder) => holder.vehicleId === vehicleId));
  }

  async #transferPlate(
    within: Within,
    record: HeldRowRecord,
    input: RegistrationInput,
    word: HeldRowWord,
  ): Promise<readonly WriteOutcome[]> {
    const { on, basis } = word;
    if (on === null) throw new HeldRowRefusal([{ code: 'DATE_REQUIRED', field: 'on' }]);
    const { context } = within.authorised;
    const number = normalisePlate(input.plate.number);
    const type = input.plate.type.normalize('NFKC').trim();
    const surrender = {
      idempotencyKey: context.requestId,
      vehicle: { plate: { number, type } },
      input: { number, type, on, basis },
    };
    const former = accepted(await this.events.surrenderPlate(context, surrender, within));
    const isKnown = record.codes.includes('VIN_DUPLICATE');
    const taker = isKnown
      ? await this.#update(within, record, input, word)
      : await this.#register(within, input);
    return [taker, former];
  }
}

/** What was said of the members; undefined says nothing. */
function given(corrections: VehicleCorrection): Partial<RegistrationInput> {
  const said = Object.entries<unknown>(corrections).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said);
}

function referenceOf({ vin }: RegistrationInput, related: readonly string[]): VehicleReference {
  if (vin !== null && vin !== undefined) return { vin: normaliseVin(vin) };
  const [only, ...others] = related;
  if (only !== undefined && others.length === 0) return { id: only };
  throw new HeldRowRefusal([{ code: 'VEHICLE_NOT_FOUND', field: 'vin' }]);
}

/** An owner is recorded from a day on, which the row does not tell: the person has to say so by the mutation for it. */
function withDoubt(outcome: WriteOutcome, particulars: object | null): WriteOutcome {
  return particulars === null ? outcome : { ...outcome, warnings: [...outcome.warnings, 'OWNER_LEFT_OUT'] };
}

function accepted(outcome: WriteOutcome): WriteOutcome {
  if (outcome.vehicle !== null) return outcome;
  throw new HeldRowRefusal(outcome.problems, outcome.existingVehicleId);
}
