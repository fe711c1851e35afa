import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `integrity_flag`; written by the projection alone. */
@Entity('integrity_flag', {
  comment:
    'Projection: leads about tests and repairs with what officers made of them; the fact has the evidence',
})
@Check('integrity_flag_division', `division ~ '^[0-9]{6}$'`)
@Check('integrity_flag_severity', `severity IN ('HIGH', 'MEDIUM', 'LOW')`)
@Check('integrity_flag_state', `state IN ('OPEN', 'DISMISSED', 'UPHELD', 'OBSOLETE')`)
@Index('integrity_flag_vehicle', ['vehicleId'])
@Index('integrity_flag_province', { synchronize: false })
@Index('integrity_flag_open', { synchronize: false })
export class IntegrityFlagEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'integrity_flag_pkey' })
  factId!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'uuid', name: 'vehicle_id' })
  vehicleId!: string;

  @Column({ type: 'uuid' })
  about!: string;

  @Column({ type: 'text', name: 'station_code' })
  stationCode!: string;

  @Column({ type: 'text' })
  division!: string;

  @Column({ type: 'text' })
  rule!: string;

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'text' })
  severity!: string;

  @Column({ type: 'boolean' })
  hold!: boolean;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'found_at', precision: 3 })
  foundAt!: Date;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true })
  decidedAt!: Date | null;
}
