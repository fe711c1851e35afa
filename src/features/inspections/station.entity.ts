import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `station`; written by the projection alone. */
@Entity('station', {
  comment: 'Projection: inspection and repair stations as their facts leave them; the state is JSON text',
})
@Check('station_role', `role IN ('INSPECTION', 'REPAIR')`)
@Check('station_code_form', `code ~ '^[0-9A-Z-]{6,40}$'`)
@Check('station_division_code', `division ~ '^[0-9]{6}$'`)
@Index('station_code_once', ['code'], { unique: true })
@Index('station_uscc', ['uscc'])
export class StationEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'station_pkey' })
  id!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'text' })
  role!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  uscc!: string | null;

  @Column({ type: 'text' })
  division!: string;

  @Column({ type: 'uuid', name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
