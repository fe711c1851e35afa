import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../../src/domain/access/roles.js';
import { visibleClass } from '../../../src/domain/access/visibility.js';
import { ownerSight, shownOwner, type RecordedOwner } from '../../../src/domain/personal/owner-sight.js';
import { checkParticulars, particularsText } from '../../../src/domain/personal/particulars.js';
import { Findings } from '../../../src/domain/shared/findings.js';

const HOME = '320102';
const AWAY = '330106';
const WHY = { purpose: 'CASE_INVESTIGATION', reference: 'C-1' };
const NOT_SAID = { purpose: null, reference: null };

const PERSON: RecordedOwner = {
  ownerKind: 'PERSON',
  organisationName: null,
  ownerUscc: null,
  particulars: {
    name: '欧阳娜娜',
    phone: '13812341234',
    address: '南京市玄武区中山路1号',
    idNumber: '11010519491231002X',
  },
  division: HOME,
};
const SHOP: RecordedOwner = { ...PERSON, ownerKind: 'INDIVIDUAL_BUSINESS', ownerUscc: '92340122MA8PQ3R659' };
const COMPANY: RecordedOwner = {
  ownerKind: 'ORG',
  organisationName: '某物流有限公司',
  ownerUscc: '91320102MA20M0N15H',
  particulars: { name: null, phone: '025-83212345', address: '南京市玄武区中山路1号', idNumber: null },
  division: HOME,
};
const NOTHING = { name: null, phone: null, address: null, idNumber: null, uscc: null };

const FULL = {
  name: '欧阳娜娜',
  phone: '13812341234',
  address: '南京市玄武区中山路1号',
  idNumber: '1101**********2X',
  uscc: null,
};
const MASKED = { name: '欧阳**', phone: '138****1234', address: '南京市玄武区', idNumber: null, uscc: null };

/** Sight at home with and without a purpose, then elsewhere with and without one. */
const SIGHTS: Readonly<Record<Role, string>> = {
  TRAFFIC_POLICE: 'FULL MASKED MASKED MASKED',
  INSPECTION_STATION: 'MASKED MASKED MASKED MASKED',
  REPAIR_STATION: 'MASKED MASKED MASKED MASKED',
  PORT_AUTHORITY: 'MASKED MASKED MASKED MASKED',
  MARITIME: 'PUBLIC PUBLIC PUBLIC PUBLIC',
  ECOLOGY_BUREAU: 'FULL MASKED MASKED MASKED',
  TRANSPORT_BUREAU: 'MASKED MASKED PUBLIC PUBLIC',
  SITE_OPERATOR: 'PUBLIC PUBLIC PUBLIC PUBLIC',
  ADMINISTRATOR: 'PUBLIC PUBLIC PUBLIC PUBLIC',
};

describe('how much of an owner a role sees', () => {
  it.each(ROLES)('should be as agreed for %s, at home and elsewhere, with and without a purpose', (role) => {
    const sights = [HOME, AWAY].flatMap((division) =>
      [WHY, NOT_SAID].map((stated) => ownerSight(visibleClass(role, '320100', division), stated).sight),
    );
    expect(sights.join(' ')).toBe(SIGHTS[role]);
  });

  it.each([
    [null, 'C-1', 'PURPOSE_REQUIRED'],
    ['CASE_INVESTIGATION', null, 'PURPOSE_REQUIRED'],
    ['CASE_INVESTIGATION', '  ', 'PURPOSE_REQUIRED'],
    ['PORT_GATE', 'C-1', 'PERSON_DATA_DENIED'],
    ['CURIOSITY', 'C-1', 'PERSON_DATA_DENIED'],
    ['DATA_SUBJECT_REQUEST', 'C-1', null],
  ])('for the purpose %s and the reference %j it is limited by %s', (purpose, reference, because) => {
    expect(ownerSight('P2', { purpose, reference }).because).toBe(because);
  });
});

describe('what is shown of an owner', () => {
  it.each([
    ['a person in full', PERSON, 'FULL', FULL],
    ['a person to partners', PERSON, 'MASKED', MASKED],
    ['a person to the public (case 75)', PERSON, 'PUBLIC', NOTHING],
    ['an individual business in full', SHOP, 'FULL', { ...FULL, uscc: SHOP.ownerUscc }],
    ['an individual business to partners', SHOP, 'MASKED', MASKED],
    ['an individual business to the public', SHOP, 'PUBLIC', NOTHING],
    [
      'a company in full',
      COMPANY,
      'FULL',
      { ...COMPANY.particulars, name: '某物流有限公司', uscc: COMPANY.ownerUscc },
    ],
    [
      'a company to partners',
      COMPANY,
      'MASKED',
      {
        name: '某物流有限公司',
        phone: '025-******45',
        address: '南京市玄武区',
        idNumber: null,
        uscc: COMPANY.ownerUscc,
      },
    ],
    ['a company to the public (case 75)', COMPANY, 'PUBLIC', { ...NOTHING, name: '某物流有限公司' }],
    ['an erased person', { ...PERSON, particulars: null }, 'FULL', NOTHING],
  ] as const)('%s', (_, owner, sight, shown) => {
    expect(shownOwner(owner, sight)).toEqual(shown);
  });
});

describe('owner particulars', () => {
  const check = (input: object, kind: 'ORG' | 'PERSON' | 'INDIVIDUAL_BUSINESS') => {
    const findings = new Findings();
    const value = checkParticulars(input, kind, '2026-11-23', findings);
    return { value, problems: findings.problems.map(({ code, field }) => `${code} ${field ?? ''}`) };
  };

  it('should keep the name of a company apart and seal everybody else whole', () => {
    expect(check({ name: '某物流有限公司' }, 'ORG').value).toEqual({
      ownerKind: 'ORG',
      organisationName: '某物流有限公司',
      personal: null,
    });
    expect(check({ name: '张三', phone: '138 1234 1234' }, 'INDIVIDUAL_BUSINESS').value).toEqual({
      ownerKind: 'INDIVIDUAL_BUSINESS',
      organisationName: null,
      personal: { name: '张三', phone: '13812341234', address: null, idNumber: null },
    });
  });

  it('should tell every problem at once, with its field', () => {
    const all = { name: '张', phone: '1', address: '路', idNumber: '110105491231002' };
    expect(check(all, 'PERSON')).toEqual({
      value: null,
      problems: [
        'OWNER_NAME_FORMAT ownerParticulars.name',
        'OWNER_PHONE_FORMAT ownerParticulars.phone',
        'OWNER_ADDRESS_FORMAT ownerParticulars.address',
        'ID_NUMBER_OLD ownerParticulars.idNumber',
      ],
    });
    expect(check({ idNumber: '11010519491231002X' }, 'ORG').problems).toEqual([
      'OWNER_ID_FORBIDDEN ownerParticulars.idNumber',
    ]);
    expect(check({ name: null }, 'PERSON').problems).toEqual(['PARTICULARS_EMPTY ownerParticulars']);
  });

  it('should have one text whatever the order of the members', () => {
    const { name, phone, address, idNumber } = { name: '张三', phone: null, address: null, idNumber: null };
    expect(particularsText({ idNumber, address, phone, name })).toBe(
      particularsText({ name, phone, address, idNumber }),
    );
  });
});
