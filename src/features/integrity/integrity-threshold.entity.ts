import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

const PRIMARY_KEY = { primaryKeyConstraintName: 'integrity_threshold_pkey' };

/** Thresholds of the integrity rules in a division from a day on; written by the projection alone. */
@Entity('integrity_threshold', {
  comment: 'Projection: thresholds of the integrity rules by division and day; the values are JSON text',
})
@Check('integrity_threshold_division', `division ~ '^[0-9]{6}$'`)
export class IntegrityThresholdEntity {
  @PrimaryColumn('text', { ...PRIMARY_KEY })
  division!: string;

  @PrimaryColumn('date', { name: 'valid_from', ...PRIMARY_KEY })
  validFrom!: string;

  /** JSON text of `ThresholdValue[]`. */
  @Column({ type: 'text', name: 'threshold_values' })
  thresholdValues!: string;

  @Column('text')
  basis!: string;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;

  @Column('text')
  site!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
