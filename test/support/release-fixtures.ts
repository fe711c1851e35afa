import { generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import type { ListedVehicle } from '../../src/domain/release/release-row.js';
import type { MarkedPlate } from '../../src/domain/pack/plate-set.js';
import type { PackName } from '../../src/domain/pack/pack.js';

/** A listed truck of a company in Nanjing. */
export const listed = (changes: Partial<ListedVehicle> = {}): ListedVehicle => ({
  plateNumber: '苏A12345',
  plateType: '01',
  plateColor: 'YELLOW',
  vin: 'LZZ5ELNB6CN123456',
  frameNo: null,
  vehicleType: 'H11',
  stage: 'G3',
  stageSource: 'REGISTRATION',
  division: '320102',
  ownerKind: 'ORG',
  ownerUscc: '91320102MA20M0N15H',
  organisationName: '南京某物流有限公司',
  reasons: [{ code: 'G3_DIESEL_TRUCK', since: '2012-03-01', clause: 'DELTA_PLAN_9_SHARED_LISTS' }],
  ...changes,
});

const SERIAL = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const LETTERS = SERIAL.slice(0, 24);
const PROVINCES = '沪苏浙皖沪苏浙皖京鲁豫粤';
const text = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });

const issuer = fc
  .tuple(fc.constantFrom(...PROVINCES), fc.constantFrom(...LETTERS))
  .map((two) => two.join(''));

/** Numbers of every class of GA 36-2018. */
export const plateNumbers: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(issuer, text(SERIAL, 5)).map((parts) => parts.join('')),
  fc.tuple(issuer, fc.constantFrom(...'DABCEFGHJK'), text('0123456789', 5)).map((parts) => parts.join('')),
  fc.tuple(issuer, text('0123456789', 5), fc.constantFrom(...'DABCEFGHJK')).map((parts) => parts.join('')),
  fc.tuple(issuer, text(SERIAL, 4), fc.constantFrom(...'挂学')).map((parts) => parts.join('')),
  text('0123456789', 6).map((digits) => `${digits}使`),
  fc.tuple(issuer, text('0123456789', 4)).map(([at, digits]) => `${at}${digits}领`),
  text(SERIAL, 4).map((serial) => `粤Z${serial}港`),
  text('0123456789', 4).map((digits) => `苏X${digits}应急`),
  text('0123456789', 5).map((digits) => `WJ苏${digits}`),
);

const REASON_SETS = [
  ['G3_DIESEL_TRUCK'],
  ['OVER_LIMIT_LISTED'],
  ['G3_DIESEL_TRUCK', 'OVER_LIMIT_LISTED'],
  ['FIRST_TEST_FAIL', 'OVERDUE_REPAIR', 'TAMPER_SUSPECT'],
] as const;

export const markedPlates: fc.Arbitrary<MarkedPlate> = fc.record({
  plateNumber: plateNumbers,
  plateType: fc.constantFrom('01', '02', '15', '51', '52'),
  division: fc.constantFrom('310115', '320102', '320500', '330106', '340104'),
  reasons: fc.constantFrom(...REASON_SETS),
});

export interface TestKey {
  readonly privateKey: KeyObject;
  /** Raw, 32 bytes in base64. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A signing key of a test's own. */
export function testKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    privateKey,
    publicKey: raw.toString('base64'),
    sign: (bytes) => signBytes(null, bytes, privateKey),
  };
}

/** The n-th pack of Shanghai. */
export const packName = (number: number, publicKey: string): PackName => ({
  site: '310000',
  id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  number,
  madeAt: '2026-11-23T04:00:00.000Z',
  expiresAt: '2026-11-30T04:00:00.000Z',
  keyId: 'test',
  publicKey,
});
