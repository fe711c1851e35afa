import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `smoke_capture`. */
@Entity('smoke_capture', {
  comment: 'Projection: captures of black smoke; one counts when an officer has confirmed it',
})
@Check('smoke_capture_ringelmann', `ringelmann BETWEEN 0 AND 5`)
@Check('smoke_capture_review', `review IN ('PENDING', 'CONFIRMED', 'REJECTED', 'NOT_BLACK', 'REPLACED')`)
@Check('smoke_capture_confirmations', `confirmations >= 0`)
@Check('smoke_capture_digest', `length(content_digest) = 32`)
@Index('smoke_capture_once', ['site', 'siteCode', 'recordNo'], { unique: true, where: 'supersedes IS NULL' })
@Index('smoke_capture_vehicle', { synchronize: false })
@Index('smoke_capture_pending', ['capturedAt', 'factId'], { where: `review = 'PENDING'` })
export class SmokeCaptureEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'smoke_capture_pkey' })
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

  @Column({ type: 'timestamptz', name: 'captured_at', precision: 3 })
  capturedAt!: Date;

  @Column({ type: 'smallint' })
  ringelmann!: number;

  @Column({ type: 'text' })
  review!: string;

  /** Officers who have confirmed it. */
  @Column({ type: 'smallint' })
  confirmations!: number;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  @Column({ type: 'bytea', name: 'content_digest' })
  contentDigest!: Buffer;
}
