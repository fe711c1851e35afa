import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One reading of a file into the registry. */
@Entity('import_run', {
  comment: 'One reading of a file into the registry: who, how far, and what came of it',
})
@Check('import_run_sha256', `octet_length(file_sha256) = 32`)
@Check('import_run_division_code', `division ~ '^[0-9]{6}$'`)
@Check('import_run_state_known', `state IN ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')`)
@Check('import_run_has_author', `account_id IS NOT NULL OR operator IS NOT NULL`)
@Check('import_run_counts', `done_rows = registered + unchanged + held + refused AND flagged <= registered`)
@Index('import_run_organisation', ['organisationId', 'id'])
@Index('import_run_unfinished', ['updatedAt'], { where: `state IN ('QUEUED', 'RUNNING')` })
@Index('import_run_file', ['fileSha256'])
export class ImportRunEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'import_run_pkey' })
  id!: string;

  @Column('uuid', { name: 'file_id', nullable: true })
  fileId!: string | null;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('bytea', { name: 'file_sha256' })
  fileSha256!: Buffer;

  @Column('bigint', { name: 'file_bytes' })
  fileBytes!: number;

  @Column('text')
  feed!: string;

  @Column('boolean')
  swapped!: boolean;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('text', { nullable: true })
  role!: string | null;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  @Column('text')
  division!: string;

  @Column('text', { nullable: true })
  operator!: string | null;

  @Column('text', { nullable: true })
  purpose!: string | null;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('text')
  state!: string;

  @Column('integer', {
    comment: 'Rises with each take-over; a process with an older number must stop',
  })
  attempt!: number;

  @Column('jsonb', { nullable: true })
  reading!: object | null;

  @Column('integer', {
    name: 'committed_line',
    comment: 'Every row up to this line is settled; whoever goes on begins after it',
  })
  committedLine!: number;

  @Column('bigint', { name: 'done_bytes' })
  doneBytes!: number;

  @Column('integer', { name: 'done_rows' })
  doneRows!: number;

  @Column('integer')
  registered!: number;

  @Column('integer')
  flagged!: number;

  @Column('integer')
  unchanged!: number;

  @Column('integer')
  held!: number;

  @Column('integer')
  refused!: number;

  @Column('integer', { name: 'new_energy' })
  newEnergy!: number;

  @Column('integer')
  contradicting!: number;

  @Column('jsonb', { nullable: true })
  problem!: object | null;

  @Column('timestamp with time zone', { name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column('timestamp with time zone', { name: 'started_at', precision: 3, nullable: true })
  startedAt!: Date | null;

  @Column('timestamp with time zone', { name: 'updated_at', precision: 3 })
  updatedAt!: Date;

  @Column('timestamp with time zone', { name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;
}
