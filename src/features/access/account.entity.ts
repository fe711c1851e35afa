import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import type { AccountKind } from '../../domain/access/account-kind.js';
import type { Role } from '../../domain/access/roles.js';
import { OrganisationEntity } from './organisation.entity.js';

/** One row of `account`. */
@Entity('account', { comment: 'One person or machine that may sign in, with one role' })
@Check('account_login_form', `login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'`)
@Check('account_password_argon2id', `password_hash LIKE '$argon2id$%'`)
@Check(
  'account_role_known',
  `role IN ('TRAFFIC_POLICE', 'INSPECTION_STATION', 'REPAIR_STATION', 'PORT_AUTHORITY', 'MARITIME', 'ECOLOGY_BUREAU', 'TRANSPORT_BUREAU', 'SITE_OPERATOR', 'ADMINISTRATOR')`,
)
@Check('account_kind_known', `kind IN ('PERSON', 'MACHINE')`)
@Check('account_password_of_person', `(kind = 'PERSON') = (password_hash IS NOT NULL)`)
@Unique('account_login_once', ['login'])
@Index('account_organisation', ['organisation'])
export class AccountEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'account_pkey' })
  id!: string;

  @Column({ type: 'text', comment: 'Lower case only, so that it is unique whatever the capitals' })
  login!: string;

  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text' })
  role!: Role;

  @ManyToOne(() => OrganisationEntity, { nullable: false })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'account_organisation_fkey' })
  organisation!: OrganisationEntity;

  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'password_changed_at', type: 'timestamptz', precision: 3 })
  passwordChangedAt!: Date;

  @Column({ type: 'text', default: 'PERSON' })
  kind!: AccountKind;

  @Column({
    name: 'must_change_password',
    type: 'boolean',
    default: false,
    comment: 'Somebody else chose the password: nothing but changing it is open',
  })
  mustChangePassword!: boolean;
}
