import { Injectable } from '@nestjs/common';
import type { FieldChecked, RemoteSensed, SmokeCaptured } from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A record as it is listed: its row, and what its fact says. */
export interface ListedRecord<P> {
  readonly factId: string;
  readonly vehicleId: string;
  readonly at: Instant;
  readonly says: string | null;
  readonly payload: P;
  readonly recordedAt: Instant;
}
export type ListedRemote = ListedRecord<RemoteSensed>;
export type ListedCheck = ListedRecord<FieldChecked>;
export interface ListedCapture extends ListedRecord<SmokeCaptured> {
  readonly confirmations: number;
}

/** What is asked of a list; the prefix is never empty: nobody reads them all. */
export interface EvidenceAsked {
  /** What the division of the place begins with: two digits or more. */
  readonly prefix: string;
  readonly vehicleId: string | null;
}

/** Where a page begins: after this one. */
export interface EvidencePosition {
  readonly at: Instant;
  readonly id: string;
}

const SHARED = 'r.fact_id AS "factId", r.vehicle_id AS "vehicleId", f.payload, r.recorded_at AS "recordedAt"';
const FACT = 'JOIN fact f ON f.id = r.fact_id';
const IN_SITE = 'starts_with(r.site_code, $4)';
const PLACE = 'coalesce(r.division, r.site)';

/** Newest first, by keyset; $1 and $2 are the position, $3 the size of the page, $4 the prefix. */
const REMOTE = `SELECT ${SHARED}, r.passed_at AS at, r.set_aside AS says FROM remote_sensing_record r ${FACT}
  WHERE r.in_force AND (r.passed_at, r.fact_id) < ($1::timestamptz, $2::uuid) AND ${IN_SITE}`;
const REMOTE_ORDER = 'ORDER BY r.passed_at DESC, r.fact_id DESC LIMIT $3';
const REMOTE_OF_VEHICLE = statement(
  'remote_of_vehicle',
  `${REMOTE} AND r.vehicle_id = $5 AND ($6::text IS NULL OR r.set_aside = $6) ${REMOTE_ORDER}`,
);
const REMOTE_OF_PROVINCE = statement(
  'remote_of_province',
  `${REMOTE} AND left(r.site_code, 2) = left($4, 2) ${REMOTE_ORDER}`,
);
const REMOTE_SET_ASIDE = statement(
  'remote_set_aside',
  `${REMOTE} AND r.set_aside = $5 AND left(r.site_code, 2) = left($4, 2) ${REMOTE_ORDER}`,
);

const CHECKS = `SELECT ${SHARED}, r.checked_at AS at, r.result AS says FROM field_check r ${FACT}
  WHERE r.in_force AND (r.checked_at, r.fact_id) < ($1::timestamptz, $2::uuid)
    AND starts_with(${PLACE}, $4)`;
const CHECKS_ORDER = 'ORDER BY r.checked_at DESC, r.fact_id DESC LIMIT $3';
const CHECKS_OF_VEHICLE = statement('checks_of_vehicle', `${CHECKS} AND r.vehicle_id = $5 ${CHECKS_ORDER}`);
const CHECKS_OF_PROVINCE = statement(
  'checks_of_province',
  `${CHECKS} AND left(${PLACE}, 2) = left($4, 2) ${CHECKS_ORDER}`,
);

/** Oldest first: what waited longest is looked at first. */
const CAPTURES_TO_REVIEW = statement(
  'captures_to_review',
  `SELECT ${SHARED}, r.captured_at AS at, r.review AS says, r.confirmations FROM smoke_capture r ${FACT}
   WHERE r.review = 'PENDING' AND (r.captured_at, r.fact_id) > ($1::timestamptz, $2::uuid) AND ${IN_SITE}
   ORDER BY r.captured_at, r.fact_id LIMIT $3`,
);
const CAPTURE = statement(
  'capture_of_fact',
  'SELECT vehicle_id AS "vehicleId", site_code AS "siteCode" FROM smoke_capture WHERE fact_id = $1',
);

/** Before all and after all: a position is always given, so that the index leads to it. */
const NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;
const OLDEST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;

const positionOf = (
  after: EvidencePosition | null,
  beginning: readonly [at: string, id: string],
): readonly string[] => (after === null ? beginning : [after.at, after.id]);

/** Lists of what sensors and officers saw, each row with its fact. */
@Injectable()
export class EvidenceListRepository {
  remote(
    tx: Tx,
    asked: EvidenceAsked & { readonly setAside: string | null },
    after: EvidencePosition | null,
    size: number,
  ): Promise<readonly ListedRemote[]> {
    const values = [...positionOf(after, NEWEST), size, asked.prefix];
    if (asked.vehicleId !== null)
      return tx.query(REMOTE_OF_VEHICLE, [...values, asked.vehicleId, asked.setAside]);
    if (asked.setAside !== null) return tx.query(REMOTE_SET_ASIDE, [...values, asked.setAside]);
    return tx.query(REMOTE_OF_PROVINCE, values);
  }

  checks(
    tx: Tx,
    { prefix, vehicleId }: EvidenceAsked,
    after: EvidencePosition | null,
    size: number,
  ): Promise<readonly ListedCheck[]> {
    const values = [...positionOf(after, NEWEST), size, prefix];
    return vehicleId === null
      ? tx.query(CHECKS_OF_PROVINCE, values)
      : tx.query(CHECKS_OF_VEHICLE, [...values, vehicleId]);
  }

  capturesToReview(
    tx: Tx,
    prefix: string,
    after: EvidencePosition | null,
    size: number,
  ): Promise<readonly ListedCapture[]> {
    return tx.query(CAPTURES_TO_REVIEW, [...positionOf(after, OLDEST), size, prefix]);
  }

  /** Whose a capture is, and where it was made; null where there is none. */
  async capture(
    tx: Tx,
    factId: string,
  ): Promise<{ readonly vehicleId: string; readonly siteCode: string } | null> {
    const [row] = await tx.query<{ vehicleId: string; siteCode: string }>(CAPTURE, [factId]);
    return row ?? null;
  }
}
