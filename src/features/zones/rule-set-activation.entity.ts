import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One heavy-pollution day as its facts leave it; written by the projection alone. */
@Entity('rule_set_activation', {
  comment: 'Projection: heavy-pollution days, each switching a set of restrictions on for a time',
})
@Check('rule_set_activation_somewhere', `divisions <> '{}'`)
@Check('rule_set_activation_level', `level IN ('BLUE', 'YELLOW', 'ORANGE', 'RED')`)
@Check('rule_set_activation_span', 'until_at >= from_at')
export class RuleSetActivationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'rule_set_activation_pkey' })
  id!: string;

  @Column('text')
  site!: string;

  @Column('text', { name: 'rule_set' })
  ruleSet!: string;

  @Column('text', { array: true })
  divisions!: string[];

  @Column('text')
  level!: string;

  @Column({ type: 'timestamptz', name: 'from_at', precision: 3 })
  fromAt!: Date;

  @Column({ type: 'timestamptz', name: 'until_at', precision: 3 })
  untilAt!: Date;

  /** JSON text of an `Activation`. */
  @Column('text')
  activation!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
