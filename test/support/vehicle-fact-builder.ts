import type { Fact, SiteCode } from '../../src/domain/sync/fact.js';
import type {
  OwnerErased,
  OwnerRecorded,
  PlateFact,
  PlateSurrendered,
  ReviewDecided,
  StageEvidenceAdded,
  VehicleFact,
  VehicleRegistered,
  VehicleReplated,
  VehicleScrapped,
  VehicleTransferred,
} from '../../src/domain/vehicle/vehicle-facts.js';

export const SUBJECT = '0190a000-0000-7000-8000-00000000abcd';

/** The n-th id of a fact in a test, in the spelling of a UUIDv7; ids sort as their numbers. */
export const factId = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export type Envelope = Partial<Omit<Fact, 'kind' | 'payload'>>;

export const plate = (number: string, type = '01', color: PlateFact['color'] = 'YELLOW'): PlateFact => ({
  number,
  type,
  color,
  colorSystem: 'INTERNAL',
  colorRaw: color,
});

/** An ordinary heavy diesel truck of 国三, registered in 2010. */
export const TRUCK: VehicleRegistered = {
  vin: 'LZZ5ELNB6CN123456',
  frameNo: null,
  plate: plate('苏A12345'),
  vehicleType: 'H11',
  useNature: 'F',
  fuel: 'B',
  emissionStage: 'G3',
  massKg: 25_000,
  lengthMm: 9_000,
  engineModel: 'WD615.50',
  engineNo: '1509D012345',
  ratedPowerW: 206_000,
  firstRegisteredOn: '2010-03-01',
  manufacturedOn: '2010-01-15',
  division: '320100',
  ownerKind: 'ORG',
  ownerUscc: '91320102MA20M0N15H',
  status: 'A',
  retrofit: null,
  warnings: [],
};

function envelope(n: number, given: Envelope) {
  const site: SiteCode = '320000';
  return {
    id: factId(n),
    site,
    version: 1,
    subjectType: 'vehicle' as const,
    subject: SUBJECT,
    occurredAt: '2026-01-01T02:00:00.000Z',
    recordedAt: '2026-01-01T03:00:00.000Z',
    supersedes: null,
    ...given,
  };
}

export const registered = (
  n: number,
  given: Partial<VehicleRegistered> = {},
  more: Envelope = {},
): VehicleFact => ({ ...envelope(n, more), kind: 'vehicle.registered', payload: { ...TRUCK, ...given } });

export const replated = (n: number, payload: VehicleReplated, more: Envelope = {}): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.replated',
  payload,
});

export const transferred = (n: number, payload: VehicleTransferred, more: Envelope = {}): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.transferred',
  payload,
});

export const scrapped = (n: number, payload: VehicleScrapped, more: Envelope = {}): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.scrapped',
  payload,
});

export const evidence = (
  n: number,
  source: StageEvidenceAdded['source'],
  stage: StageEvidenceAdded['stage'],
  more: Envelope = {},
): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.stage-evidence-added',
  payload: { source, stage, reference: `REF-${n}` },
});

export const ownerRecorded = (
  n: number,
  given: Partial<OwnerRecorded> = {},
  more: Envelope = {},
): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.owner-recorded',
  payload: {
    ownerKind: 'ORG',
    organisationName: null,
    record: factId(9000 + n),
    commitment: 'ab'.repeat(32),
    on: '2026-01-01',
    ...given,
  },
});

export const decided = (n: number, given: Partial<ReviewDecided>, more: Envelope = {}): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.review-decided',
  payload: {
    item: 'STAGE_CONFLICT',
    decision: 'KEEP',
    value: null,
    basis: 'papers seen',
    considered: [],
    ...given,
  },
});

export const ownerErased = (n: number, payload: OwnerErased, more: Envelope = {}): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.owner-erased',
  payload,
});

export const surrendered = (
  n: number,
  given: Partial<PlateSurrendered>,
  more: Envelope = {},
): VehicleFact => ({
  ...envelope(n, more),
  kind: 'vehicle.plate-surrendered',
  payload: { number: '苏A12345', type: '01', on: '2020-05-01', basis: 'receipt 7', ...given },
});
