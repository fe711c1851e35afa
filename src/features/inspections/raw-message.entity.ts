import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `raw_message`. */
@Entity('raw_message', { comment: 'Messages of feeds as they came, sealed: they name inspectors' })
@Index('raw_message_key', ['keyId', 'id'])
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
}
