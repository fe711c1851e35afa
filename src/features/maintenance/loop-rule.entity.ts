import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

const PRIMARY_KEY = { primaryKeyConstraintName: 'loop_rule_pkey' };

/** Rules of the I/M loop in a division from a day on; written by the projection alone. */
@Entity('loop_rule', {
  comment: 'Projection: rules of the I/M loop by division and day; the rules are JSON text',
})
@Check('loop_rule_division_code', `division ~ '^[0-9]{6}$'`)
export class LoopRuleEntity {
  @PrimaryColumn('text', { ...PRIMARY_KEY })
  division!: string;

  @PrimaryColumn('date', { name: 'valid_from', ...PRIMARY_KEY })
  validFrom!: string;

  /** JSON text of `LoopRules`. */
  @Column('text')
  rules!: string;

  @Column('text')
  basis!: string;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;

  @Column('text')
  site!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
