import { Injectable } from '@nestjs/common';
import type { Fact } from '../../domain/sync/fact.js';
import type { VehicleRegistered } from '../../domain/vehicle/vehicle-facts.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { checkRows, type GoodCandidate, type Reach, type RegistrationInput } from './registration-check.js';
import { BulkBatch, type PreparedRow, type ReadyRow } from './bulk-batch.js';
import type { BulkOutcome } from './bulk-batch.js';
import type { KnownBefore } from './registration-decision.js';
import { ownerFactOf } from './owner-fact.js';
import { recordsNamed, type SealedRecords } from './owner-news.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { OwnerVault } from './owner-vault.js';
import { lockKeys, plateLock, vehicleLock } from './registry-locks.js';
import { VehicleHolderRepository } from './vehicle-holder.repository.js';
import { VehicleProjection } from './vehicle.projection.js';

/** Registers many vehicles in the caller's transaction, at the price of as few statements as can be. */
@Injectable()
export class BulkRegistrationService {
  constructor(
    private readonly store: FactStore,
    private readonly holders: VehicleHolderRepository,
    private readonly projection: VehicleProjection,
    private readonly settings: SiteSettings,
    private readonly vault: OwnerVault,
    private readonly owners: OwnerRecordsRepository,
  ) {}

  /**
   * Checks rows and works out what they would write, without a database: to be done while it is busy with others.
   * @throws InvalidPayloadError
   */
  prepare(inputs: readonly RegistrationInput[], reach: Reach): readonly PreparedRow[] {
    return checkRows(inputs, reach, this.vault).map((candidate) =>
      candidate.ok ? { ok: true, ready: this.#ready(candidate, reach) } : { ok: false, refused: candidate },
    );
  }

  #ready(candidate: GoodCandidate, { context }: Reach): ReadyRow {
    const fact: Fact<'vehicle.registered', VehicleRegistered> = {
      id: uuidV7(),
      site: this.settings.site,
      kind: 'vehicle.registered',
      version: 1,
      subjectType: 'vehicle',
      subject: candidate.subjectOfVin ?? uuidV7(),
      occurredAt: candidate.occurredAt,
      recordedAt: context.now,
      payload: candidate.registered,
      supersedes: null,
    };
    const owner = candidate.owner && ownerFactOf(candidate.owner, fact);
    const facts = owner === null ? [fact] : [fact, owner.fact];
    const [ready, readyOwner] = this.store.ready(facts);
    const vehicle = this.projection.ready(facts);
    if (ready === undefined || vehicle === null) throw new Error('a registration makes no vehicle');
    const record = owner?.record ?? null;
    return {
      candidate,
      fact: ready,
      owner: readyOwner === undefined ? null : { fact: readyOwner, record },
      vehicle,
    };
  }

  /**
   * Registers what can be registered and says of each row what came of it, in their order. Facts and projections only:
   * permission, audit and whatever else belongs to the unit of work are the caller's.
   */
  async registerIn(tx: Tx, rows: readonly PreparedRow[]): Promise<readonly BulkOutcome[]> {
    const good = rows.flatMap((row) => (row.ok ? [row.ready.candidate] : []));
    const before = await this.#lookUp(tx, good);
    const batch = new BulkBatch(before, this.vault);
    const outcomes = rows.map((row) => batch.decide(row));
    const { fresh, joining } = batch;
    const facts = this.store.ready(joining.flatMap(({ written }) => written));
    const owners = [
      ...fresh.flatMap(({ owner }) => owner?.record ?? []),
      ...joining.flatMap(({ record }) => record ?? []),
    ];
    await Promise.all([
      this.store.appendReady(tx, [...fresh.flatMap(factsOf), ...facts]),
      this.owners.insert(tx, owners),
      this.projection.insertNew(
        tx,
        fresh.map(({ vehicle }) => vehicle),
      ),
      this.projection.project(tx, new Map(joining.map(({ vehicleId, facts: all }) => [vehicleId, all]))),
    ]);
    return outcomes;
  }

  /** Locks what the rows name and loads what is known of it, the vehicles that stand in the way included. */
  async #lookUp(tx: Tx, good: readonly GoodCandidate[]): Promise<KnownBefore> {
    const { site } = this.settings;
    const plates = good.map(({ registered }) => registered.plate);
    const vins = good.flatMap(({ registered: { vin } }) => (vin === null ? [] : [vin]));
    const subjects = good.flatMap(({ subjectOfVin }) => (subjectOfVin === null ? [] : [subjectOfVin]));
    const locked = lockKeys(this.store, tx, [...subjects.map(vehicleLock), ...plates.map(plateLock)]);
    const [holders, known] = await Promise.all([
      this.holders.holders(tx, vins, plates),
      this.store.load(tx, 'vehicle', subjects),
      locked,
    ]);
    const inTheWay = [...holders.values()].flat().filter((holder) => holder.site === site);
    const further = new Set(inTheWay.map(({ vehicleId }) => vehicleId).filter((id) => !known.has(id)));
    const loaded = further.size === 0 ? [] : await this.store.load(tx, 'vehicle', [...further]);
    const all = new Map([...known, ...loaded]);
    return { holders, known: all, site, particulars: await this.#particulars(tx, good, all) };
  }

  /** What the rows' owners are to be compared with; nothing is read where none come for vehicles that are known. */
  async #particulars(
    tx: Tx,
    good: readonly GoodCandidate[],
    known: ReadonlyMap<string, readonly Fact[]>,
  ): Promise<SealedRecords> {
    if (!good.some(({ owner }) => owner !== null)) return new Map();
    const kept = await this.owners.load(tx, [...known.values()].flatMap(recordsNamed));
    return new Map([...kept].map(([id, { sealed }]) => [id, sealed]));
  }
}

/** What is written about the vehicle, the owner after the registration. */
function factsOf<F>({
  fact,
  owner,
}: {
  readonly fact: F;
  readonly owner: { readonly fact: F } | null;
}): readonly F[] {
  return owner === null ? [fact] : [fact, owner.fact];
}
