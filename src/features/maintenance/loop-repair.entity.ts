import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A repair that counted and what came of it; written by the projection alone. */
@Entity('loop_repair', {
  comment: 'Projection: repairs that counted, with what came of them at the retest',
})
@Check('loop_repair_result_known', `result IN ('OPEN', 'PASSED', 'FAILED', 'ENDED')`)
@Index('loop_repair_vehicle', ['vehicleId'])
@Index('loop_repair_station', ['stationCode', 'completedAt'])
export class LoopRepairEntity {
  @PrimaryColumn('uuid', { name: 'fact_id', primaryKeyConstraintName: 'loop_repair_pkey' })
  factId!: string;

  @Column('uuid', { name: 'vehicle_id' })
  vehicleId!: string;

  @Column('uuid', { name: 'listing_id' })
  listingId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text', { name: 'station_code' })
  stationCode!: string;

  @Column({ type: 'timestamptz', name: 'completed_at', precision: 3 })
  completedAt!: Date;

  /** FAILED: the retest failed. ENDED: the listing ended without one. */
  @Column('text')
  result!: string;

  @Column({ type: 'timestamptz', name: 'cleared_at', precision: 3, nullable: true })
  clearedAt!: Date | null;

  /** When the vehicle was listed again after it was cleared. */
  @Column({ type: 'timestamptz', name: 'relisted_at', precision: 3, nullable: true })
  relistedAt!: Date | null;
}
