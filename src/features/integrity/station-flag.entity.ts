import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `station_flag`; written by the projection alone. */
@Entity('station_flag', {
  comment:
    'Projection: leads about stations as a whole with what officers made of them; the fact has the evidence',
})
@Check('station_flag_state', `state IN ('OPEN', 'DISMISSED', 'UPHELD')`)
@Index('station_flag_once', ['stationCode', 'month', 'code', 'site'], { unique: true })
@Index('station_flag_page', { synchronize: false })
export class StationFlagEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'station_flag_pkey' })
  factId!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'text', name: 'station_code' })
  stationCode!: string;

  @Column({ type: 'text' })
  division!: string;

  /** `YYYY-MM`. */
  @Column({ type: 'text' })
  month!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'found_at', precision: 3 })
  foundAt!: Date;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true })
  decidedAt!: Date | null;
}
