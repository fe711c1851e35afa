import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { OrganisationKind } from '../../domain/access/roles.js';

/** One row of `organisation`. */
@Entity('organisation', {
  comment: 'Who employs the accounts; its division (GB/T 2260) decides how far they reach',
})
@Check('organisation_name_zh_given', `name_zh <> ''`)
@Check('organisation_name_en_given', `name_en <> ''`)
@Check(
  'organisation_kind_known',
  `kind IN ('TRAFFIC_POLICE', 'INSPECTION_STATION', 'REPAIR_STATION', 'PORT_AUTHORITY', 'MARITIME', 'ECOLOGY_BUREAU', 'TRANSPORT_BUREAU', 'SITE_OPERATOR')`,
)
@Check('organisation_division_form', `division ~ '^[0-9]{6}$'`)
@Check(
  'organisation_station_code_of_station',
  `station_code IS NULL OR kind IN ('INSPECTION_STATION', 'REPAIR_STATION')`,
)
@Unique('organisation_station_code_once', ['stationCode'])
export class OrganisationEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'organisation_pkey' })
  id!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ type: 'text' })
  kind!: OrganisationKind;

  /** GB/T 2260. */
  @Column({ type: 'character', length: 6 })
  division!: string;

  @Column({
    name: 'station_code',
    type: 'text',
    nullable: true,
    comment: 'Opaque code that the province gave the inspection or repair station',
  })
  stationCode!: string | null;

  /** 统一社会信用代码. */
  @Column({ type: 'text', nullable: true })
  uscc!: string | null;
}
