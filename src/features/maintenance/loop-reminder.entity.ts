import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A reminder to the bureau that owns the notice, and what came of it. */
@Entity('loop_reminder', {
  comment:
    'Reminders of the loop to the bureau that owns the notice, with what came of each; each is made once a cycle',
})
@Check('loop_reminder_kind_known', `kind IN ('NOTICE_DUE', 'REPAIR_DUE', 'OVERDUE', 'FIRST_EXCEEDANCE')`)
@Check('loop_reminder_state_known', `state IN ('PENDING', 'DELIVERED', 'OBSOLETE')`)
@Check('loop_reminder_settled', `(state = 'PENDING') = (settled_at IS NULL)`)
@Unique('loop_reminder_once', ['listingId', 'cycle', 'kind'])
@Index('loop_reminder_pending', ['createdAt', 'id'], { where: `state = 'PENDING'` })
@Index('loop_reminder_page', { synchronize: false })
@Index('loop_reminder_delivered', ['division', 'settledAt', 'id'], { where: `state = 'DELIVERED'` })
export class LoopReminderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'loop_reminder_pkey' })
  id!: string;

  /** Of a first exceedance, after which nothing is listed: the record that shows it. */
  @Column('uuid', { name: 'listing_id' })
  listingId!: string;

  @Column('uuid', { name: 'vehicle_id' })
  vehicleId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  kind!: string;

  /** Of the bureau that it goes to. */
  @Column('text')
  division!: string;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  /** OBSOLETE: the listing had ended, or the notice was served, before it went out. */
  @Column('text')
  state!: string;

  @Column('integer')
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'settled_at', precision: 3, nullable: true })
  settledAt!: Date | null;
}
