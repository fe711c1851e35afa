import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlateToCheck } from '../../src/features/registry/plate-check.service.js';
import { globalId } from '../../src/platform/graphql/relay.js';
import { plate } from '../support/vehicle-fact-builder.js';
import {
  NOW,
  callerIn,
  createRegistry,
  truck,
  vehicleId,
  type RegistryFixture,
} from '../support/registry-fixture.js';

const POLICE = callerIn('TRAFFIC_POLICE', '320100');
const OLD = { emissionStage: 'G3', firstRegisteredOn: '2010-03-01', manufacturedOn: '2010-01-15' } as const;

describe('a check of many plates', () => {
  let registry: RegistryFixture;
  const check = (plates: readonly PlateToCheck[], context = POLICE) => registry.plates.check(context, plates);

  beforeAll(async () => {
    registry = await createRegistry();
    await registry.write(
      truck(1, '苏A00001', OLD),
      truck(2, '皖K12345', { division: '341200' }),
      truck(3, '皖K12345', {
        plate: plate('皖K12345', '02', 'BLUE'),
        vehicleType: 'K33',
        division: '341200',
      }),
      truck(4, '苏A00004', { status: 'E' }),
    );
    for (const site of ['310000', '330000', '340000'] as const) await registry.heard(site, NOW);
  });
  afterAll(() => registry.test.close());
  beforeEach(() => registry.forgetAudit());

  it('should give a code for each plate in the order given, whatever is wrong with others', async () => {
    const { rows, checkedAt, sources } = await check([
      { plateNumber: '皖K12345' },
      { plateNumber: '苏Ａ·00001', plateType: '01' },
      { plateNumber: '苏A1234O' },
      { plateNumber: '皖K12345', plateType: '02' },
      { plateNumber: '浙C99999' },
      { plateNumber: '苏A00004', plateType: null },
      { plateNumber: '沪A12345D', plateType: '52' },
      { plateNumber: '苏A00001' },
    ]);
    expect(rows.map(({ index, plateNumber, code }) => [index, plateNumber, code])).toEqual([
      [0, '皖K12345', 'UNKNOWN'],
      [1, '苏A00001', 'CHECK'],
      [2, '苏A1234O', 'PLATE_ILLEGAL_LETTER'],
      [3, '皖K12345', 'PASS'],
      [4, '浙C99999', 'UNKNOWN'],
      [5, '苏A00004', 'STOP'],
      [6, '沪A12345D', 'HPZL_SWAPPED_51_52'],
      [7, '苏A00001', 'CHECK'],
    ]);
    expect(rows[0]).toMatchObject({
      ambiguous: true,
      vehicleId: null,
      reasons: ['TWO_VEHICLES_SHARE_NUMBER'],
    });
    expect(rows[1]).toMatchObject({
      verdict: 'CHECK',
      reasons: ['G3_DIESEL_TRUCK'],
      vehicleId: globalId('Vehicle', vehicleId(1)),
    });
    expect(rows[2]).toMatchObject({ verdict: null, vehicleId: null, reasons: [] });
    expect(rows[2]?.message).toContain('plateNumber');
    expect(rows[3]?.vehicleId).toBe(globalId('Vehicle', vehicleId(3)));
    expect(rows[4]?.reasons).toEqual(['NO_RECORD']);
    expect(checkedAt).toBe(NOW);
    expect(sources).toHaveLength(4);
  });

  it('should say the same of a plate as the roadside question does', async () => {
    const plates = ['苏A00001', '皖K12345', '苏A00004', '浙C99999'].map((plateNumber) => ({ plateNumber }));
    const { rows } = await check(plates);
    for (const row of rows) {
      const answer = await registry.roadside.check({ plateNumber: row.plateNumber }, POLICE);
      const codes = new Set(answer.reasons.map(({ code }) => code));
      expect(row).toMatchObject({
        verdict: answer.verdict,
        ambiguous: answer.ambiguous,
        reasons: [...codes],
      });
      expect(row.vehicleId).toBe(answer.vehicle?.id ?? null);
    }
  });

  it('should write one audit line for the call', async () => {
    await check([{ plateNumber: '苏A00001' }, { plateNumber: '苏A00001' }, { plateNumber: '皖K12345' }]);
    const rows = await registry.audit();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: 'vehicle.check-plates', detail: { plates: 3 } });
    expect([...rows[0]!.subjects].sort()).toEqual([vehicleId(1), vehicleId(2), vehicleId(3)]);
  });

  it('should answer ten thousand plates and refuse one more', async () => {
    const plates = Array.from({ length: 10_000 }, (_, n) => ({
      plateNumber: `苏A${String(n).padStart(5, '0')}`,
    }));
    const { rows } = await check(plates);
    expect(rows).toHaveLength(10_000);
    expect(rows.filter(({ vehicleId: id }) => id !== null).map(({ index }) => index)).toEqual([1, 4]);
    await expect(check([...plates, { plateNumber: '苏A00001' }])).rejects.toMatchObject({
      code: 'BATCH_TOO_LARGE',
      field: 'plates',
      params: { value: 10_001, maximum: 10_000 },
    });
  });

  it('should answer no plates with no rows', async () => {
    await expect(check([])).resolves.toMatchObject({ rows: [] });
  });

  it('should be closed to those who have no lists of sightings', async () => {
    const asked = check([{ plateNumber: '苏A00001' }], callerIn('PORT_AUTHORITY', '330200'));
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
