import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

/** What the roadside answer shows of a vehicle. */
@Entity('roadside_card', {
  comment: 'Projection: what the roadside answer shows of a vehicle, as finished JSON text',
})
export class RoadsideCardEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', primaryKeyConstraintName: 'roadside_card_pkey' })
  vehicleId!: string;

  @ManyToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'roadside_card_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  /** JSON text of a `RoadsideCard`. */
  @Column('text')
  card!: string;
}
