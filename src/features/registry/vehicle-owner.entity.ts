import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

/** What is recorded of the present owner of a vehicle; a vehicle without a record of its owner has no row. */
@Entity('vehicle_owner', {
  comment: 'Projection: what is recorded of the present owner of a vehicle, nothing of it about a person',
})
@Index('vehicle_owner_record', ['record'], { where: 'record IS NOT NULL' })
@Index('vehicle_owner_organisation_name', ['organisationName'], { where: 'organisation_name IS NOT NULL' })
export class VehicleOwnerEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', primaryKeyConstraintName: 'vehicle_owner_pkey' })
  vehicleId!: string;

  @OneToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'vehicle_owner_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  @Column('text', { name: 'organisation_name', nullable: true })
  organisationName!: string | null;

  /** Id of the sealed particulars. */
  @Column('uuid', { nullable: true })
  record!: string | null;

  @Column('boolean')
  erased!: boolean;

  @Column('date', { name: 'recorded_on' })
  recordedOn!: string;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;

  /** The site that keeps the particulars. */
  @Column('text')
  site!: string;
}
