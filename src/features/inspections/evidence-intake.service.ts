import { Injectable } from '@nestjs/common';
import type { ReadEvidence } from '../../domain/emission/remote-input.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Tx } from '../../platform/database/database.js';
import { VehicleFactWriter, type KnownSubject, type SaidOfVehicle } from '../registry/index.js';
import { evidenceDigest } from './evidence-digest.js';
import { EvidenceRepository, recordKey, type EvidenceTable } from './evidence.repository.js';

/** A record as it was read, with the vehicle that it names. */
export interface Arrived extends ReadEvidence<object> {
  /** Null for a check of officers, which names no site. */
  readonly siteCode: string | null;
  readonly vehicle: {
    readonly vin: string | null;
    readonly plate: { readonly number: string; readonly type: string } | null;
    /** The field that names it. */
    readonly field: string;
  };
}

/** Records of one kind that came together. */
export interface IntakeOrder {
  readonly kind: 'inspection.remote-sensed' | 'inspection.smoke-captured' | 'inspection.field-checked';
  readonly table: EvidenceTable;
  readonly rows: readonly Result<Arrived, readonly Problem[]>[];
  /** What the service adds to the payload by itself, when the vehicle is known. */
  readonly complete?: (arrived: Arrived, known: KnownSubject | null) => Result<object, readonly Problem[]>;
}

/** What came of one record. */
export interface IntakeRow {
  readonly status: 'ACCEPTED' | 'REPEATED' | 'REFUSED';
  readonly factId: string | null;
  readonly vehicleId: string | null;
  /** Why it does not count, how its review stands, or its judgement. */
  readonly says: string | null;
  readonly problems: readonly Problem[];
}

type Decided =
  | { readonly refused: readonly Problem[] }
  | { readonly repeats: string; readonly vehicleId: string }
  /** The place of its fact, or of the fact of the same record further up. */
  | { readonly writes: number; readonly vehicleId: string; readonly isFirst: boolean };

const refuse = (...refused: readonly Problem[]): Decided => ({ refused });

/** Takes evidence in about vehicles that are known: found, compared with what came before, written, in one transaction. */
@Injectable()
export class EvidenceIntake {
  constructor(
    private readonly writer: VehicleFactWriter,
    private readonly records: EvidenceRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Takes the records in and says of each what came of it, in their order. A record is known by province, site and number:
   * the same content again is REPEATED, another one is refused as DUPLICATE_REPORT_CONFLICT. Problems of a record:
   * OUT_OF_SCOPE, VEHICLE_UNKNOWN, AMBIGUOUS_VEHICLE, and those with which it came. Permission and audit are the caller's.
   */
  async takeIn(tx: Tx, authorised: Authorised, order: IntakeOrder): Promise<readonly IntakeRow[]> {
    const { site } = this.settings;
    const good = order.rows.flatMap((row) => (row.ok ? [row.value] : []));
    const subjects = await this.#find(tx, good);
    const known = await this.writer.open(
      tx,
      [...new Set(good.flatMap((arrived) => subjects.get(arrived) ?? []))],
      good.map((arrived) => `${order.table}:${site}:${recordKey(arrived)}`),
    );
    const before = await this.records.known(tx, order.table, site, good);
    const batch = new Batch(order, authorised);
    const decided = order.rows.map((row) =>
      row.ok
        ? batch.decide(
            row.value,
            subjects.get(row.value) ?? [],
            known,
            before.get(recordKey(row.value)) ?? null,
          )
        : refuse(...row.error),
    );
    const written = await this.writer.append(tx, authorised.context, known, batch.said);
    const ids = decided.map((one) => factOf(one, written));
    const says = await this.records.says(
      tx,
      order.table,
      ids.flatMap((id) => id ?? []),
    );
    return decided.map((one, index) => rowOf(one, ids[index] ?? null, says));
  }

  async #find(tx: Tx, arrived: readonly Arrived[]): Promise<ReadonlyMap<Arrived, readonly string[]>> {
    const found = await this.writer.locate(
      tx,
      arrived.map(({ vehicle: { vin, plate }, at }) => ({ vin, plate, on: civilDateOf(at) })),
    );
    return new Map(arrived.map((one, index) => [one, found[index] ?? []]));
  }
}

/** The records of one order as they are decided, one after another. */
class Batch {
  readonly said: SaidOfVehicle[] = [];
  readonly #taken = new Map<string, { readonly place: number; readonly digest: Uint8Array }>();

  constructor(
    private readonly order: IntakeOrder,
    private readonly authorised: Authorised,
  ) {}

  decide(
    arrived: Arrived,
    subjects: readonly string[],
    known: ReadonlyMap<string, KnownSubject>,
    before: { readonly factId: string; readonly vehicleId: string; readonly digest: Uint8Array } | null,
  ): Decided {
    const { divisionPrefix } = this.authorised;
    if (divisionPrefix === null || !arrived.division.startsWith(divisionPrefix)) {
      const field = arrived.siteCode === null ? 'division' : 'siteCode';
      return refuse({ code: 'OUT_OF_SCOPE', field, params: { value: arrived.division } });
    }
    const digest = evidenceDigest(arrived.at, arrived.payload);
    if (before !== null) {
      const { factId, vehicleId } = before;
      return equal(digest, before.digest) ? { repeats: factId, vehicleId } : conflict(arrived);
    }
    const [subject, ...others] = subjects;
    const { field } = arrived.vehicle;
    if (subject === undefined) return refuse({ code: 'VEHICLE_UNKNOWN', field });
    if (others.length > 0) return refuse({ code: 'AMBIGUOUS_VEHICLE', field });
    const twin = this.#taken.get(recordKey(arrived));
    if (twin === undefined) return this.#write(arrived, subject, digest, known.get(subject) ?? null);
    return equal(digest, twin.digest)
      ? { writes: twin.place, vehicleId: subject, isFirst: false }
      : conflict(arrived);
  }

  #write(arrived: Arrived, subject: string, digest: Uint8Array, known: KnownSubject | null): Decided {
    const { kind, complete } = this.order;
    const whole = complete?.(arrived, known) ?? { ok: true as const, value: arrived.payload };
    if (!whole.ok) return refuse(...whole.error);
    const place = this.said.length;
    this.said.push({ subject, kind, payload: whole.value, occurredAt: arrived.at, supersedes: null });
    this.#taken.set(recordKey(arrived), { place, digest });
    return { writes: place, vehicleId: subject, isFirst: true };
  }
}

const conflict = ({ recordNo }: Arrived): Decided =>
  refuse({ code: 'DUPLICATE_REPORT_CONFLICT', field: 'recordNo', params: { value: recordNo } });

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function factOf(decided: Decided, written: readonly { readonly id: string }[]): string | null {
  if ('repeats' in decided) return decided.repeats;
  return 'writes' in decided ? (written[decided.writes]?.id ?? null) : null;
}

function rowOf(decided: Decided, factId: string | null, says: ReadonlyMap<string, string | null>): IntakeRow {
  if ('refused' in decided) {
    return { status: 'REFUSED', factId: null, vehicleId: null, says: null, problems: decided.refused };
  }
  const repeated = 'repeats' in decided || !decided.isFirst;
  return {
    status: repeated ? 'REPEATED' : 'ACCEPTED',
    factId,
    vehicleId: decided.vehicleId,
    says: factId === null ? null : (says.get(factId) ?? null),
    problems: [],
  };
}
