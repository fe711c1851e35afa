import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `station_status`. */
@Entity('station_status', { comment: 'Projection: what each station was, from when until when' })
@Check('station_status_known', `status IN ('ACTIVE', 'SUSPENDED', 'REMOVED', 'CLOSED')`)
@Check('station_status_span', `until_at IS NULL OR until_at > from_at`)
export class StationStatusEntity {
  @PrimaryColumn({ type: 'uuid', name: 'station_id', primaryKeyConstraintName: 'station_status_pkey' })
  stationId!: string;

  @PrimaryColumn({
    type: 'timestamptz',
    name: 'from_at',
    precision: 3,
    primaryKeyConstraintName: 'station_status_pkey',
  })
  fromAt!: Date;

  @Column({ type: 'timestamptz', name: 'until_at', precision: 3, nullable: true })
  untilAt!: Date | null;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'uuid', name: 'fact_id' })
  factId!: string;
}
