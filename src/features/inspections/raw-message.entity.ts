import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `raw_message`. */
@Entity('raw_message', { comment: 'Messages of feeds as they came, sealed: they name inspectors' })
@Index('raw_message_key', ['keyId', 'id'])
@Index('raw_message_once', ['feed', 'accountId', 'sha256', 'checkMethod'], { unique: true })
@Index('raw_message_report', ['stationCode', 'reportNo'], { where: 'station_code IS NOT NULL' })
@Check('raw_message_sha256', `length(sha256) = 32`)
@Check('raw_message_part', `part IN ('TEST', 'OBD', 'VISUAL', 'UNREAD')`)
@Check(
  'raw_message_named',
  `(part = 'UNREAD') = (station_code IS NULL) AND (station_code IS NULL) = (report_no IS NULL)`,
)
export class RawMessageEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'raw_message_pkey' })
  id!: string;

  @Column({ type: 'text' })
  feed!: string;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt!: Date;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'text', name: 'key_id' })
  keyId!: string;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @Column({ type: 'bytea' })
  sha256!: Buffer;

  /** What the message is about; UNREAD: it could not be read. */
  @Column({ type: 'text' })
  part!: string;

  /** `checkmethod` with which it was sent; '' where the form has none. */
  @Column({ type: 'text', name: 'check_method' })
  checkMethod!: string;

  @Column({ type: 'text', name: 'station_code', nullable: true })
  stationCode!: string | null;

  @Column({ type: 'text', name: 'report_no', nullable: true })
  reportNo!: string | null;
}
