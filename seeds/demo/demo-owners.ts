import { identityCheckCharacter } from '../../src/domain/personal/identity-number.js';
import { checkParticulars } from '../../src/domain/personal/particulars.js';
import type { CheckedParticulars, ParticularsInput } from '../../src/domain/personal/particulars.js';
import { readDivision } from '../../src/domain/shared/division.js';
import { Findings } from '../../src/domain/shared/findings.js';
import { civilDateOf } from '../../src/domain/shared/time.js';
import type { CivilDate } from '../../src/domain/shared/time.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import { OWNER_KINDS } from '../../src/domain/vehicle/vehicle-facts.js';
import type { OwnerKind } from '../../src/domain/vehicle/vehicle-facts.js';
import { DemoDataError, demoFacts } from './demo-facts.js';
import { DEMO_DAY } from './demo-vehicle.js';
import type { DemoVehicle } from './demo-vehicle.js';
import { DEMO_SEED, demoVehicles } from './generator.js';
import { Random } from './random.js';

/** Who owns a vehicle of the demonstration: a made-up person or company. */
export interface DemoOwner {
  /** Id of the vehicle. */
  readonly subject: string;
  readonly on: CivilDate;
  readonly particulars: CheckedParticulars;
}

const EVERY = 3;
const SURNAMES = '赵 钱 孙 李 周 吴 郑 王 冯 陈 欧阳 司马 诸葛 上官'.split(' ');
const GIVEN = '示例 样本 虚构 演示 试验'.split(' ');
const BEFORE_ANY_RETIREMENT = '1992-01-01';
/** Nobody has such a mobile number, and no identity number ends in the serial 000. */
const MOBILE_PREFIX = '1990000';
const UNUSED_SERIAL = '000';

/**
 * Owners for every third of the site's first vehicles of the demonstration that are still with their first owner, at
 * most `most`; the same at every call. Names, numbers and addresses are made up and can be nobody's.
 */
export function* demoOwners(vehicles: number, site: SiteCode, most: number): Generator<DemoOwner> {
  let made = 0;
  let seen = 0;
  for (const vehicle of demoVehicles(vehicles)) {
    if (vehicle.label === 'REFUSED' || vehicle.site !== site || vehicle.later.length > 0) continue;
    seen += 1;
    if (seen % EVERY !== 0) continue;
    yield ownerOf(vehicle);
    made += 1;
    if (made >= most) return;
  }
}

function ownerOf(vehicle: DemoVehicle): DemoOwner {
  const [registered] = demoFacts(vehicle, DEMO_SEED);
  const kind = OWNER_KINDS.find((known) => known === vehicle.input.ownerKind);
  const findings = new Findings();
  const particulars = kind && checkParticulars(particularsOf(vehicle, kind), kind, DEMO_DAY, findings);
  if (registered === undefined || !particulars) {
    throw new DemoDataError(
      vehicle,
      findings.problems.map(({ code }) => code),
    );
  }
  return { subject: registered.subject, on: civilDateOf(vehicle.enteredAt), particulars };
}

function particularsOf({ index, input }: DemoVehicle, kind: OwnerKind): ParticularsInput {
  const random = new Random(index);
  const place = placeOf(input.division);
  const phone = MOBILE_PREFIX + String(random.below(10_000)).padStart(4, '0');
  const address = `${place}示例路${String(random.between(1, 999))}号`;
  if (kind === 'ORG') {
    const [fleet = '0'] = (input.ownerUscc ?? '').slice(-4).match(/\w+/g) ?? [];
    return { name: `${place}示例${fleet}运输有限公司`, phone, address };
  }
  const name = random.pick(SURNAMES) + random.pick(GIVEN);
  const birthday = `${String(random.between(1960, 1999))}0${String(random.between(1, 9))}15`;
  const first17 = input.division + birthday + UNUSED_SERIAL;
  return { name, phone, address, idNumber: first17 + identityCheckCharacter(first17) };
}

function placeOf(division: string): string {
  const reading = readDivision(division, BEFORE_ANY_RETIREMENT);
  if (!reading.ok) return '';
  const { level, name, cityName } = reading.value;
  return level === 'COUNTY' ? (cityName ?? '') + name : name;
}
