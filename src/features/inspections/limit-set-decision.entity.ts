import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `limit_set_decision`. */
@Entity('limit_set_decision', {
  comment: 'Projection: sets of limits that cities and provinces adopted, by the day from which they hold',
})
@Check('limit_set_decision_division', `division ~ '^[0-9]{6}$'`)
@Check('limit_set_decision_set', `limit_set IN ('A', 'B')`)
@Index('limit_set_decision_subject', ['id'])
export class LimitSetDecisionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'limit_set_decision_pkey' })
  division!: string;

  @PrimaryColumn({ type: 'date', name: 'from_on', primaryKeyConstraintName: 'limit_set_decision_pkey' })
  fromOn!: string;

  @Column({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text', name: 'limit_set' })
  limitSet!: string;

  @Column({ type: 'text' })
  basis!: string;

  @Column({ type: 'uuid', name: 'fact_id' })
  factId!: string;
}
