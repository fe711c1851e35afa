import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `field_check`. */
@Entity('field_check', { comment: 'Projection: checks at the roadside (路检路查) and on site (入户抽测)' })
@Check('field_check_place', `place IN ('ROADSIDE', 'ONSITE')`)
@Check('field_check_result', `result IN ('PASS', 'FAIL', 'VOID', 'UNKNOWN')`)
@Check('field_check_division', `division ~ '^[0-9]{6}$'`)
@Check('field_check_digest', `length(content_digest) = 32`)
@Index('field_check_once', ['site', 'recordNo'], { unique: true, where: 'supersedes IS NULL' })
@Index('field_check_vehicle', { synchronize: false })
@Index('field_check_province', { synchronize: false })
export class FieldCheckEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'field_check_pkey' })
  factId!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'uuid', name: 'vehicle_id' })
  vehicleId!: string;

  @Column({ type: 'text' })
  place!: string;

  /** GB/T 2260 of the place, where it was told. */
  @Column({ type: 'text', nullable: true })
  division!: string | null;

  @Column({ type: 'text', name: 'record_no' })
  recordNo!: string;

  @Column({ type: 'uuid', nullable: true })
  supersedes!: string | null;

  @Column({ type: 'boolean', name: 'in_force' })
  inForce!: boolean;

  @Column({ type: 'timestamptz', name: 'checked_at', precision: 3 })
  checkedAt!: Date;

  @Column({ type: 'text' })
  method!: string;

  @Column({ type: 'text' })
  result!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  @Column({ type: 'bytea', name: 'content_digest' })
  contentDigest!: Buffer;
}
