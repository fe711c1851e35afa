import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type Asking, type TestApi } from '../support/api.js';
import { registered, roadside, say, truck, valueOf } from '../support/vehicle-requests.js';

interface RowAnswer {
  readonly index: number;
  readonly plateNumber: string;
  readonly code: string;
  readonly message: string | null;
  readonly verdict: string | null;
  readonly reasons: readonly string[];
  readonly ambiguous: boolean;
  readonly vehicleId: string | null;
}

interface CheckAnswer {
  readonly rows: readonly RowAnswer[];
  readonly sources: readonly { readonly province: string; readonly status: string }[];
}

const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };

describe('checking many plates through the API', () => {
  let api: TestApi;
  let clean: string;

  beforeAll(async () => {
    api = await startTestApi();
    ({ id: clean } = await registered(api, truck(1)));
    await registered(api, truck(2, OLD));
    const { id: scrapped } = await registered(api, truck(3));
    await say(api, 'scrap', { id: scrapped }, { status: 'P', on: '2026-11-01' });
    await registered(api, truck(4, { plate: { number: '沪K12345', type: '01', color: 'YELLOW' } }));
    const car = {
      vehicleType: 'K33',
      fuel: 'A',
      massKg: 1800,
      plate: { number: '沪K12345', type: '02', color: 'BLUE' },
    };
    await registered(api, truck(5, car));
  });
  afterAll(() => api.close());

  async function check(plates: readonly object[], asking: Asking = {}): Promise<CheckAnswer> {
    const query = `query ($plates: [PlateToCheckInput!]!) { checkPlates(plates: $plates) {
      rows { index plateNumber code message verdict reasons ambiguous vehicleId } sources { province status } } }`;
    const answer = await api.ask(query, { as: 'TRAFFIC_POLICE', variables: { plates }, ...asking });
    return valueOf(answer, 'checkPlates') as CheckAnswer;
  }

  it('should answer every row in its place, good or bad', async () => {
    const plates = [
      '沪A00001',
      '沪A00002',
      '沪A00003',
      '沪K12345',
      '浙B77777',
      '苏A1234O',
      '',
      '沪a·００００１',
    ];
    const { rows, sources } = await check(plates.map((plateNumber) => ({ plateNumber })));
    expect(rows.map(({ index }) => index)).toEqual(plates.map((_, index) => index));
    expect(rows.map(({ code, reasons, ambiguous }) => [code, reasons.join(' '), ambiguous])).toEqual([
      ['PASS', '', false],
      ['CHECK', 'G3_DIESEL_TRUCK', false],
      ['STOP', 'SCRAPPED_ON_ROAD', false],
      ['UNKNOWN', 'TWO_VEHICLES_SHARE_NUMBER', true],
      ['UNKNOWN', 'NO_RECORD SOURCE_SILENT', false],
      ['PLATE_ILLEGAL_LETTER', '', false],
      ['PLATE_FORMAT', '', false],
      ['PASS', '', false],
    ]);
    expect(rows[0]).toMatchObject({ vehicleId: clean, verdict: 'PASS', message: null });
    expect(rows[3]).toMatchObject({ vehicleId: null });
    expect(rows[7]).toMatchObject({ vehicleId: clean, plateNumber: '沪A00001' });
    expect(sources).toHaveLength(4);
  });

  it.each([
    ['zh', /\p{Script=Han}/u],
    ['en', /plateNumber/],
  ])('should say in the language of the caller what is wrong with a plate: %s', async (language, words) => {
    const { rows } = await check([{ plateNumber: '苏A1234O' }], { headers: { 'accept-language': language } });
    expect(rows[0]).toMatchObject({
      plateNumber: '苏A1234O',
      verdict: null,
      message: expect.stringMatching(words),
    });
  });

  it('should tell types apart and refuse one that does not fit', async () => {
    const types = ['01', '02', '52', '77'];
    const { rows } = await check(types.map((plateType) => ({ plateNumber: '沪K12345', plateType })));
    expect(rows.map(({ code, ambiguous }) => [code, ambiguous])).toEqual([
      ['PASS', false],
      ['PASS', false],
      ['PLATE_LEN_HPZL', false],
      ['TYPE_UNKNOWN', false],
    ]);
  });

  it('should say of each plate what the roadside says', async () => {
    const numbers = ['沪A00001', '沪A00002', '沪A00003', '沪K12345', '浙B77777'];
    const { rows } = await check(numbers.map((plateNumber) => ({ plateNumber })));
    for (const [index, number] of numbers.entries()) {
      const { verdict, ambiguous, reasons } = await roadside(api, number);
      const codes = [...new Set(reasons.map(({ code }) => code))];
      expect(rows[index]).toMatchObject({ verdict, ambiguous, reasons: codes });
    }
  });

  it('should answer nothing for no plates', async () => {
    expect((await check([])).rows).toEqual([]);
  });
});
