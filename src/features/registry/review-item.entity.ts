import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

const PRIMARY_KEY = { primaryKeyConstraintName: 'review_item_pkey' };

/** Something about a vehicle that a person must decide. */
@Entity('review_item', { comment: 'Projection: what a person must decide because the rules may not' })
@Index('review_item_code', ['code', 'vehicleId'])
@Index('review_item_since', ['since', 'vehicleId', 'code'])
export class ReviewItemEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', ...PRIMARY_KEY })
  vehicleId!: string;

  @ManyToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'review_item_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  @PrimaryColumn('text', PRIMARY_KEY)
  code!: string;

  @Column('date')
  since!: string;

  @Column('uuid', { array: true })
  facts!: string[];
}
