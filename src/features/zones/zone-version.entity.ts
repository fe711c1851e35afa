import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that rises with every change of the rules. */
@Entity('zone_version', {
  comment:
    'Rises with every change of restrictions and heavy-pollution days, so that a process knows what it holds is out of date',
})
@Check('zone_version_one_row', 'single')
export class ZoneVersionEntity {
  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'zone_version_pkey', default: true })
  single!: boolean;

  @Column('bigint')
  version!: string;
}
