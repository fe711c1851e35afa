import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const SEALED_OR_ERASED = `CASE WHEN erased_at IS NULL
    THEN sealed IS NOT NULL AND key_id IS NOT NULL
    ELSE num_nonnulls(sealed, key_id, name_hash, phone_hash, id_number_hash) = 0 END`;

/** An owner's particulars under seal. No projection: what is destroyed here is nowhere else. */
@Entity('personal_record', {
  comment:
    'Particulars of owners, sealed: the facts know them by id and commitment only; erasing destroys the particulars and keeps the row',
})
@Check('personal_record_sealed_or_erased', SEALED_OR_ERASED)
@Index('personal_record_name_hash', ['nameHash'], { where: 'name_hash IS NOT NULL' })
@Index('personal_record_phone_hash', ['phoneHash'], { where: 'phone_hash IS NOT NULL' })
@Index('personal_record_id_number_hash', ['idNumberHash'], { where: 'id_number_hash IS NOT NULL' })
@Index('personal_record_key_id', ['keyId', 'id'], { where: 'key_id IS NOT NULL' })
export class PersonalRecordEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'personal_record_pkey' })
  id!: string;

  @Column('uuid', {
    name: 'vehicle_id',
    comment: 'The vehicle of the fact; no reference, because vehicles are a projection that may be rebuilt',
  })
  vehicleId!: string;

  @Column('text', { name: 'key_id', nullable: true })
  keyId!: string | null;

  @Column('bytea', { nullable: true })
  sealed!: Buffer | null;

  @Column('bytea', { name: 'name_hash', nullable: true })
  nameHash!: Buffer | null;

  @Column('bytea', { name: 'phone_hash', nullable: true })
  phoneHash!: Buffer | null;

  @Column('bytea', { name: 'id_number_hash', nullable: true })
  idNumberHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  @Column({ type: 'timestamptz', name: 'erased_at', precision: 3, nullable: true })
  erasedAt!: Date | null;
}
