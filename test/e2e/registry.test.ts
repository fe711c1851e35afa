import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askChange,
  askMany,
  errorCodes,
  lookUp,
  newKey,
  roadside,
  truck,
  valueOf,
  type ManyAnswer,
} from '../support/vehicle-requests.js';

const plateOf = (number: string, type = '01'): object => ({ number, type, color: 'YELLOW' });

describe('registering through the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  describe('registering many', () => {
    const rows = [
      truck(1),
      truck(2, { vin: 'LZZ5ELNB5CN123456' }),
      truck(3),
      truck(4, { plate: plateOf('沪A00003') }),
      truck(5, { division: '320102' }),
      truck(6, { vehicleType: 'H91', massKg: 0 }),
    ];

    it('should give each row its result and register the good ones whatever becomes of the others', async () => {
      const answer = valueOf(await askMany(api, rows), 'registerVehicles') as ManyAnswer;
      expect(answer).toMatchObject({ registered: 2, refused: 4, duplicates: 0 });
      expect(
        answer.rows.map(({ row, status, problems }) => [
          row,
          status,
          ...problems.map((one) => `${one.code} ${one.field ?? ''} ${one.row}`),
        ]),
      ).toEqual([
        [0, 'REGISTERED'],
        [1, 'REFUSED', 'VIN_CHECK vin 1'],
        [2, 'REGISTERED'],
        [3, 'REFUSED', 'PLATE_IN_USE plate 3'],
        [4, 'REFUSED', 'OUT_OF_SCOPE division 4'],
        [5, 'REFUSED', 'TYPE_UNKNOWN vehicleType 5', 'SENTINEL_VALUE massKg 5'],
      ]);
      expect(await roadside(api, '沪A00001')).toMatchObject({ verdict: 'PASS' });
      expect(await roadside(api, '沪A00002')).toMatchObject({ verdict: 'UNKNOWN', vehicle: null });
    });

    it('should call a vehicle that is there a duplicate, and name it', async () => {
      const answer = valueOf(await askMany(api, [truck(1), truck(7)]), 'registerVehicles') as ManyAnswer;
      const known = await lookUp(api, { plate: { number: '沪A00001', type: '01' } });
      expect(answer.rows[0]).toMatchObject({ status: 'DUPLICATE', vehicleId: known.vehicle?.id });
      expect(answer).toMatchObject({ registered: 1, duplicates: 1 });
    });
  });

  describe('an idempotency key', () => {
    it('should give the same answer to the same request and write once', async () => {
      const key = newKey();
      const first = await askMany(api, [truck(11)], key);
      const second = await askMany(api, [truck(11)], key);
      expect(second.data).toEqual(first.data);
      expect((valueOf(second, 'registerVehicles') as ManyAnswer).registered).toBe(1);
      expect(await lookUp(api, { vin: truck(11)['vin'] })).toMatchObject({ outcome: 'FOUND' });
    });

    it('should refuse another request, of the same operation or of another', async () => {
      const key = newKey();
      await askMany(api, [truck(12)], key);
      const other = await askMany(api, [truck(13)], key, { headers: { 'accept-language': 'en' } });
      expect(other.errors).toMatchObject([
        {
          message: 'This idempotency key was already used for a request with another content',
          extensions: {
            code: 'IDEMPOTENCY_CONFLICT',
            field: 'idempotencyKey',
            requestId: other.extensions['requestId'],
          },
        },
      ]);
      const vehicle = { vin: truck(12)['vin'] };
      const scrap = await askChange(api, 'scrap', { key, vehicle, input: { status: 'E', on: '2026-11-01' } });
      expect(errorCodes(scrap)).toEqual(['IDEMPOTENCY_CONFLICT']);
      expect(await lookUp(api, { vin: truck(13)['vin'] })).toMatchObject({ outcome: 'NOT_FOUND' });
    });

    it('should keep a key of one account from the others', async () => {
      const key = newKey();
      await askMany(api, [truck(14)], key);
      const police = await askMany(api, [truck(15)], key, { as: 'TRAFFIC_POLICE' });
      expect(valueOf(police, 'registerVehicles')).toMatchObject({ registered: 1 });
    });
  });
});
