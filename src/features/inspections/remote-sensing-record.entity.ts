import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `remote_sensing_record`. */
@Entity('remote_sensing_record', { comment: 'Projection: passages measured by remote sensing (HJ 845-2017)' })
@Check('remote_sensing_record_digest', `length(content_digest) = 32`)
@Index('remote_sensing_record_once', ['site', 'siteCode', 'recordNo'], {
  unique: true,
  where: 'supersedes IS NULL',
})
@Index('remote_sensing_record_vehicle', { synchronize: false })
@Index('remote_sensing_record_province', { synchronize: false })
@Index('remote_sensing_record_set_aside', { synchronize: false })
export class RemoteSensingRecordEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'remote_sensing_record_pkey' })
  factId!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'uuid', name: 'vehicle_id' })
  vehicleId!: string;

  @Column({ type: 'text', name: 'site_code' })
  siteCode!: string;

  @Column({ type: 'text', name: 'record_no' })
  recordNo!: string;

  @Column({ type: 'uuid', nullable: true })
  supersedes!: string | null;

  @Column({ type: 'boolean', name: 'in_force' })
  inForce!: boolean;

  @Column({ type: 'timestamptz', name: 'passed_at', precision: 3 })
  passedAt!: Date;

  @Column({ type: 'boolean' })
  valid!: boolean;

  /** Why it does not count; null where it does. */
  @Column({ type: 'text', name: 'set_aside', nullable: true })
  setAside!: string | null;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  @Column({ type: 'bytea', name: 'content_digest' })
  contentDigest!: Buffer;
}
