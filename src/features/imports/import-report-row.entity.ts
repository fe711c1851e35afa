import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ImportRunEntity } from './import-run.entity.js';

const PRIMARY_KEY = { primaryKeyConstraintName: 'import_report_row_pkey' };

/** What a clerk is told of one row of an import. */
@Entity('import_report_row', { comment: 'What a clerk is told of a row; removed after a time' })
@Check('import_report_row_outcome_known', `outcome IN ('FLAGGED', 'HELD', 'REFUSED')`)
export class ImportReportRowEntity {
  @PrimaryColumn('uuid', { name: 'run_id', ...PRIMARY_KEY })
  runId!: string;

  @ManyToOne(() => ImportRunEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'import_report_row_run_id_fkey' })
  run?: ImportRunEntity;

  @PrimaryColumn('integer', { ...PRIMARY_KEY })
  line!: number;

  @PrimaryColumn('smallint', { ...PRIMARY_KEY })
  ordinal!: number;

  @Column('text')
  outcome!: string;

  @Column('text', { nullable: true })
  field!: string | null;

  @Column('text')
  code!: string;

  @Column('bytea', { nullable: true, comment: 'Sealed: a value that was refused may be personal' })
  params!: Buffer | null;
}
