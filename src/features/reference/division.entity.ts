import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One row of `division`: a GB/T 2260 code, in force or given up. */
@Entity('division', {
  comment: 'GB/T 2260 divisions of the delta, those given up included; loaded from the rules of the service',
})
@Check('division_code_form', `code ~ '^[0-9]{6}$'`)
@Check('division_level_known', `level IN ('PROVINCE', 'CITY', 'COUNTY')`)
@Check('division_retired_has_successor', `(valid_to IS NULL) = (successor = '{}')`)
export class DivisionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'division_pkey' })
  code!: string;

  @Column({ type: 'text' })
  level!: string;

  @Column({ type: 'text', nullable: true })
  @Index('division_parent')
  @ForeignKey(() => DivisionEntity, { name: 'division_parent_fkey', deferrable: 'INITIALLY DEFERRED' })
  parent!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({
    name: 'valid_from',
    type: 'date',
    nullable: true,
    comment: 'Null: in the tables since before they were first compared',
  })
  validFrom!: string | null;

  @Column({
    name: 'valid_to',
    type: 'date',
    nullable: true,
    comment: 'First day on which the code was no longer listed; null while it is in force',
  })
  validTo!: string | null;

  /** Codes that took over the area. */
  @Column({ type: 'text', array: true })
  successor!: string[];
}
