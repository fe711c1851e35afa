import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { Keyring } from '../../platform/secrets/keyring.js';

/** What a message is about; UNREAD: it could not be read. */
export type RawPart = 'TEST' | 'OBD' | 'VISUAL' | 'UNREAD';

/** A message as it came. */
export interface RawMessage {
  readonly feed: string;
  readonly checkMethod: string;
  readonly text: string;
  readonly part: RawPart;
  /** The report that it is about; null where it could not be read. */
  readonly about: { readonly stationCode: string; readonly reportNo: string } | null;
}

export interface KeptMessage extends RawMessage {
  readonly id: string;
  readonly receivedAt: Instant;
}

interface RawRow {
  readonly id: string;
  readonly feed: string;
  readonly checkMethod: string;
  readonly part: RawPart;
  readonly receivedAt: Instant;
  readonly sealed: Buffer;
  readonly stationCode: string;
  readonly reportNo: string;
}

const COLUMNS = `id, feed, check_method AS "checkMethod", part, received_at AS "receivedAt", sealed,
  station_code AS "stationCode", report_no AS "reportNo"`;
const KEEP = statement(
  'raw_message_keep',
  `INSERT INTO raw_message (id, feed, received_at, account_id, key_id, sealed, sha256, part, check_method, station_code,
     report_no)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   ON CONFLICT (feed, account_id, sha256, check_method) DO NOTHING RETURNING id`,
);
const SAME = statement(
  'raw_message_same',
  `SELECT id FROM raw_message WHERE feed = $1 AND account_id = $2 AND sha256 = $3 AND check_method = $4`,
);
const OF_REPORT = statement(
  'raw_messages_of_report',
  `SELECT ${COLUMNS} FROM raw_message WHERE station_code = $1 AND report_no = $2 ORDER BY received_at, id`,
);

/** What seals a message is bound to it. */
export const contextOfRaw = (id: string): string => `raw:${id}`;

/** Messages of feeds, sealed as they came and never changed. */
@Injectable()
export class RawMessageRepository {
  constructor(private readonly keyring: Keyring) {}

  /** Keeps a message; the same one again of the same sender is kept once. */
  async keep(
    tx: Tx,
    { feed, checkMethod, text, part, about }: RawMessage,
    { accountId, now }: { readonly accountId: string; readonly now: Instant },
  ): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const id = uuidV7();
    const bytes = Buffer.from(text, 'utf8');
    const digest = sha256(bytes);
    const sealed = this.keyring.seal(bytes, contextOfRaw(id));
    const names = [about?.stationCode ?? null, about?.reportNo ?? null];
    const key = this.keyring.currentId;
    const [kept] = await tx.query<{ id: string }>(KEEP, [
      id,
      feed,
      now,
      accountId,
      key,
      sealed,
      digest,
      part,
      checkMethod,
      ...names,
    ]);
    if (kept !== undefined) return { id, isNew: true };
    const [known] = await tx.query<{ id: string }>(SAME, [feed, accountId, digest, checkMethod]);
    if (known === undefined) throw new Error('a message is neither new nor known');
    return { id: known.id, isNew: false };
  }

  /** All messages about a report, in the order in which they came. */
  async ofReport(
    tx: Tx,
    about: { readonly stationCode: string; readonly reportNo: string },
  ): Promise<readonly KeptMessage[]> {
    const rows = await tx.query<RawRow>(OF_REPORT, [about.stationCode, about.reportNo]);
    return rows.map(({ sealed, stationCode, reportNo, ...row }) => ({
      ...row,
      text: this.keyring.open(sealed, contextOfRaw(row.id)).toString('utf8'),
      about: { stationCode, reportNo },
    }));
  }
}
