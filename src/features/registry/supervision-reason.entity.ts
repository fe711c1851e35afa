import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { VehicleEntity } from './vehicle.entity.js';

const PRIMARY_KEY = { primaryKeyConstraintName: 'supervision_reason_pkey' };

/** One reason of key supervision (重点监管) of one vehicle. */
@Entity('supervision_reason', {
  comment: 'Projection: why a vehicle is under key supervision, each reason on its own',
})
@Index('supervision_reason_code', ['code', 'vehicleId'])
export class SupervisionReasonEntity {
  @PrimaryColumn('uuid', { name: 'vehicle_id', ...PRIMARY_KEY })
  vehicleId!: string;

  @ManyToOne(() => VehicleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'vehicle_id', foreignKeyConstraintName: 'supervision_reason_vehicle_id_fkey' })
  vehicle?: VehicleEntity;

  @PrimaryColumn('text', PRIMARY_KEY)
  code!: string;

  @Column('date')
  since!: string;

  @Column('text')
  clause!: string;

  @Column('uuid', { array: true })
  facts!: string[];

  @Column({ type: 'timestamptz', name: 'evidence_at', precision: 3 })
  evidenceAt!: Date;

  /** The last moment at which it stands, where it runs out by itself. */
  @Column({ type: 'timestamptz', name: 'until_at', precision: 3, nullable: true })
  untilAt!: Date | null;
}
