import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One restriction as its facts leave it; written by the projection alone. */
@Entity('restriction_rule', {
  comment: 'Projection: restrictions (限行) as their facts leave them; the rule is JSON text',
})
@Check('restriction_rule_city_code', `city ~ '^[0-9]{6}$'`)
@Check('restriction_rule_span', 'valid_until IS NULL OR valid_until >= valid_from')
export class RestrictionRuleEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'restriction_rule_pkey' })
  id!: string;

  @Column('text')
  site!: string;

  @Column('text')
  city!: string;

  @Column('text', { name: 'rule_set', nullable: true })
  ruleSet!: string | null;

  @Column({ type: 'timestamptz', name: 'valid_from', precision: 3 })
  validFrom!: Date;

  @Column({ type: 'timestamptz', name: 'valid_until', precision: 3, nullable: true })
  validUntil!: Date | null;

  /** The fact that enacted it as it stands. */
  @Column('uuid', { name: 'fact_id' })
  factId!: string;

  /** JSON text of a `RestrictionRule`. */
  @Column('text')
  rule!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
