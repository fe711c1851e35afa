import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A retest under a contingency code; written by the projection alone. */
@Entity('contingency_test', {
  comment: 'Projection: retests through an outage, with whether the repair that they must follow is known',
})
@Check('contingency_test_state_known', `state IN ('UNRECONCILED', 'RECONCILED', 'INVALID')`)
@Index('contingency_test_vehicle', ['vehicleId'])
@Index('contingency_test_page', { synchronize: false })
export class ContingencyTestEntity {
  @PrimaryColumn('uuid', { name: 'fact_id', primaryKeyConstraintName: 'contingency_test_pkey' })
  factId!: string;

  @Column('uuid', { name: 'vehicle_id' })
  vehicleId!: string;

  @Column('text', { name: 'station_code' })
  stationCode!: string;

  @Column('text')
  division!: string;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3 })
  endedAt!: Date;

  /** INVALID: the station had no code that held when the test began. */
  @Column('text')
  state!: string;
}
