import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

const PRIMARY_KEY = { primaryKeyConstraintName: 'review_decision_pkey' };

/** The last decision of a person about one review item of a vehicle. */
@Entity('review_decision', {
  comment: 'Projection: the last decision of each review item of a vehicle, with what it considered',
})
export class ReviewDecisionEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', ...PRIMARY_KEY })
  vehicleId!: string;

  @ManyToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'review_decision_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  @PrimaryColumn('text', PRIMARY_KEY)
  item!: string;

  @Column('text')
  decision!: string;

  @Column('text', { nullable: true })
  value!: string | null;

  @Column('uuid', { array: true })
  considered!: string[];

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3 })
  decidedAt!: Date;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;
}
