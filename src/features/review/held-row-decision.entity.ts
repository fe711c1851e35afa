import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of a held row. */
@Entity('held_row_decision', { comment: 'Projection: what a person decided about a held row' })
@Check('held_row_decision_state', `state IN ('ACCEPTED', 'CORRECTED', 'REJECTED')`)
export class HeldRowDecisionEntity {
  @PrimaryColumn('uuid', { name: 'held_row_id', primaryKeyConstraintName: 'held_row_decision_pkey' })
  heldRowId!: string;

  @Column('text')
  decision!: string;

  @Column('text')
  state!: string;

  @Column('text')
  basis!: string;

  @Column('uuid', { array: true })
  vehicles!: string[];

  @Column('uuid', { name: 'decided_by' })
  decidedBy!: string;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3 })
  decidedAt!: Date;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;
}
