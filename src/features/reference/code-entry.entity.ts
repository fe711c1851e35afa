import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `code_entry`: the names of one code of one table. */
@Entity('code_entry', {
  comment: 'Names of the GA/T 16 codes in both languages; loaded from the rules of the service',
})
export class CodeEntryEntity {
  @PrimaryColumn({ name: 'code_table', type: 'text', primaryKeyConstraintName: 'code_entry_pkey' })
  codeTable!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'code_entry_pkey' })
  code!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;
}
