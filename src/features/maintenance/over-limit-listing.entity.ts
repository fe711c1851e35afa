import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A stay on the over-limit list as the facts leave it; written by the projection alone. */
@Entity('over_limit_listing', {
  comment: 'Projection: stays on the over-limit list, one row each, named by its first failure',
})
@Check('over_limit_listing_cycle_from_one', 'cycle >= 1')
@Check('over_limit_listing_end_whole', '(ended_at IS NULL) = (ended_by IS NULL)')
@Check('over_limit_listing_span', 'ended_at >= since')
@Index('over_limit_listing_vehicle', ['vehicleId'])
@Index('over_limit_listing_open_once', ['vehicleId'], { unique: true, where: 'ended_at IS NULL' })
@Index('over_limit_listing_due', ['dueOn', 'id'], { where: 'ended_at IS NULL AND due_on IS NOT NULL' })
@Index('over_limit_listing_open', ['since', 'id'], { where: 'ended_at IS NULL' })
@Index('over_limit_listing_intake', ['intakeStation', 'since', 'id'], {
  where: 'ended_at IS NULL AND intake_station IS NOT NULL',
})
@Index('over_limit_listing_repaired', ['repairStation', 'since', 'id'], {
  where: 'ended_at IS NULL AND repair_station IS NOT NULL',
})
export class OverLimitListingEntity {
  /** The fact of its first failure. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'over_limit_listing_pkey' })
  id!: string;

  @Column('uuid', { name: 'vehicle_id' })
  vehicleId!: string;

  @Column('text')
  state!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  source!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  since!: Date;

  @Column('text', { name: 'discovered_site' })
  discoveredSite!: string;

  @Column('text', { name: 'discovered_division', nullable: true })
  discoveredDivision!: string | null;

  /** SITE, or NATIONAL for a vehicle from outside the delta. */
  @Column('text', { name: 'notice_queue' })
  noticeQueue!: string;

  @Column('text', { name: 'notice_site', nullable: true })
  noticeSite!: string | null;

  /** Where the vehicle is registered, as far as it is known. */
  @Column('text', { name: 'notice_division', nullable: true })
  noticeDivision!: string | null;

  /** The failure that the present cycle answers. */
  @Column('uuid', { name: 'failure_fact' })
  failureFact!: string;

  @Column({ type: 'timestamptz', name: 'failure_at', precision: 3 })
  failureAt!: Date;

  @Column('text', { name: 'failure_station', nullable: true })
  failureStation!: string | null;

  @Column('date', { name: 'notice_due_on', nullable: true })
  noticeDueOn!: string | null;

  @Column({ type: 'timestamptz', name: 'notice_served_at', precision: 3, nullable: true })
  noticeServedAt!: Date | null;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('text', { name: 'due_note', nullable: true })
  dueNote!: string | null;

  @Column('text', { name: 'intake_station', nullable: true })
  intakeStation!: string | null;

  @Column({ type: 'timestamptz', name: 'intake_at', precision: 3, nullable: true })
  intakeAt!: Date | null;

  /** Of the last repair of this cycle that counts. */
  @Column('text', { name: 'repair_station', nullable: true })
  repairStation!: string | null;

  @Column({ type: 'timestamptz', name: 'repaired_at', precision: 3, nullable: true })
  repairedAt!: Date | null;

  @Column('date', { name: 'overdue_since', nullable: true })
  overdueSince!: string | null;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** The fact that ended it. */
  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  /** The inspection station whose report cleared it. */
  @Column('text', { name: 'cleared_station', nullable: true })
  clearedStation!: string | null;
}
