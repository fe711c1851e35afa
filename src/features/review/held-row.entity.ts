import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A row of an import that waits for a person. */
@Entity('held_row', {
  comment: 'Rows of an import that may neither go in nor be thrown away until a person decides',
})
@Check('held_row_line_positive', 'line > 0')
@Check('held_row_division_code', `division ~ '^[0-9]{6}$'`)
@Check('held_row_content_sha256', 'octet_length(content_hash) = 32')
@Check('held_row_owner_of_open', 'sealed IS NOT NULL OR owner_hashes IS NULL')
@Unique('held_row_content_once', ['contentHash'])
@Index('held_row_open', ['since', 'id'], { where: 'sealed IS NOT NULL' })
export class HeldRowEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'held_row_pkey' })
  id!: string;

  /** The import that it came in with. */
  @Column('uuid', { name: 'run_id' })
  runId!: string;

  /** Its number in the file, from 1. */
  @Column('integer')
  line!: number;

  /** What it is held for, the first of `codes`. */
  @Column('text')
  code!: string;

  @Column('text', { array: true })
  codes!: string[];

  @Column('bytea', {
    nullable: true,
    comment: 'The row and what is wrong with it, encrypted; null once it is decided',
  })
  sealed!: Buffer | null;

  @Column('uuid', { name: 'related_vehicles', array: true })
  relatedVehicles!: string[];

  /** Whose decision it is; the province of the site where the row names no division. */
  @Column('text')
  division!: string;

  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('date')
  since!: string;

  @Column('bytea', {
    nullable: true,
    comment:
      'SHA-256 of the content, sealed: of it the keyed content_hash is made under another key; null where the hash has no key',
  })
  digest!: Buffer | null;

  @Column('bytea', {
    name: 'owner_hashes',
    array: true,
    nullable: true,
    comment:
      'Keyed hashes of the name, phone and identity number of the owner whose particulars wait in the row',
  })
  ownerHashes!: (Buffer | null)[] | null;
}
