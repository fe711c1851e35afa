import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

const PRIMARY_KEY = { primaryKeyConstraintName: 'vehicle_plate_pkey' };

/** A plate that a vehicle held, from its first day until but not including its last. */
@Entity('vehicle_plate', {
  comment: 'Projection: every plate that a vehicle held, from its first day until but not including its last',
})
@Check('vehicle_plate_type_code', `type ~ '^[0-9]{2}$'`)
@Check('vehicle_plate_span', 'valid_to IS NULL OR valid_to >= valid_from')
// Its operator class is beyond the mapping; the schema dump guards it.
@Index('vehicle_plate_number', { synchronize: false })
@Index('vehicle_plate_held_once', ['number', 'type', 'site'], { unique: true, where: 'valid_to IS NULL' })
export class VehiclePlateEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', ...PRIMARY_KEY })
  vehicleId!: string;

  @ManyToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'vehicle_plate_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  /** Place in the history, from 0. */
  @PrimaryColumn('smallint', PRIMARY_KEY)
  ordinal!: number;

  @Column('text')
  number!: string;

  @Column('text')
  type!: string;

  @Column('text')
  color!: string;

  @Column('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  @Column('text')
  site!: string;
}
