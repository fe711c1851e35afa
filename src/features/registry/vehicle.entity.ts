import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One vehicle as its facts say, for search and lists; written by the projection alone. */
@Entity('vehicle', {
  comment: 'Projection: one row a vehicle, for search and lists; the facts are the truth',
})
@Check('vehicle_division_code', `division ~ '^[0-9]{6}$'`)
@Check('vehicle_has_identity', 'vin IS NOT NULL OR frame_no IS NOT NULL')
@Index('vehicle_vin_once_a_site', ['vin', 'site'], { unique: true, where: 'vin IS NOT NULL' })
@Index('vehicle_frame_no', ['frameNo'], { where: 'frame_no IS NOT NULL' })
// Indexes on expressions, which the mapping cannot say; the schema dump guards them.
@Index('vehicle_division_id', { synchronize: false })
@Index('vehicle_province_id', { synchronize: false })
@Index('vehicle_several_registrations', { synchronize: false })
export class VehicleEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'vehicle_pkey' })
  id!: string;

  @Column('text')
  site!: string;

  @Column('text', { nullable: true })
  vin!: string | null;

  @Column('text', { name: 'frame_no', nullable: true })
  frameNo!: string | null;

  @Column('text', { name: 'plate_number' })
  plateNumber!: string;

  @Column('text', { name: 'plate_type' })
  plateType!: string;

  @Column('text', { name: 'plate_color' })
  plateColor!: string;

  @Column('text', { name: 'vehicle_type' })
  vehicleType!: string;

  @Column('text', { name: 'use_nature' })
  useNature!: string;

  @Column('text')
  fuel!: string;

  @Column('text', { name: 'is_diesel' })
  isDiesel!: string;

  @Column('text', { name: 'emission_class' })
  emissionClass!: string;

  @Column('text')
  stage!: string;

  @Column('boolean', { name: 'g3_list', nullable: true })
  g3List!: boolean | null;

  @Column('date', { name: 'first_registered_on' })
  firstRegisteredOn!: string;

  @Column('text')
  division!: string;

  @Column('text', { name: 'owner_kind' })
  ownerKind!: string;

  @Column('text', { name: 'owner_uscc', nullable: true })
  ownerUscc!: string | null;

  @Column('text')
  status!: string;

  @Column('date', { name: 'scrapped_on', nullable: true })
  scrappedOn!: string | null;

  @Column('text', { array: true })
  flags!: string[];

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
