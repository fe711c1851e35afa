import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../../src/domain/access/roles.js';
import { foldVehicle } from '../../src/domain/vehicle/fold.js';
import type { EmissionStage, VehicleFact } from '../../src/domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../src/domain/vehicle/vehicle-state.js';
import type { VehicleFilter } from '../../src/features/registry/vehicle-filter.js';
import type { VehicleConnection } from '../../src/features/registry/vehicle-query.model.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import type { AppError } from '../../src/platform/errors/app-error.js';
import { globalId, parseGlobalId } from '../../src/platform/graphql/relay.js';
import { reviewsOn } from '../support/review.js';
import { plate, replated, scrapped } from '../support/vehicle-fact-builder.js';
import {
  callerIn,
  createRegistry,
  truck,
  vehicleId,
  type RegistryFixture,
} from '../support/registry-fixture.js';

const COUNT = 240;
const DIVISIONS = ['310115', '320100', '320102', '320500', '330100', '330200', '341200', '340100'] as const;
const STAGES: readonly EmissionStage[] = ['G2', 'G3', 'G4', 'G5', 'UNKNOWN'];
const FUELS = ['B', 'B', 'A', 'O', 'BO'] as const;
const ECOLOGY = callerIn('ECOLOGY_BUREAU', '320000', { purpose: null });

/** A spread of plates in which numbers share beginnings and endings. */
const numberOf = (n: number): string =>
  `${'沪苏浙皖'[n % 4]}${'ABK'[n % 3]}${String((n * 137) % 500).padStart(5, '0')}`;

function factsOf(n: number): VehicleFact[] {
  const subject = { subject: vehicleId(n) };
  const given = {
    division: DIVISIONS[n % DIVISIONS.length]!,
    emissionStage: STAGES[n % STAGES.length]!,
    fuel: FUELS[n % FUELS.length]!,
    firstRegisteredOn: '2012-03-01',
    manufacturedOn: '2012-01-01',
    status: n % 11 === 0 ? 'GQ' : 'A',
    plate: plate(numberOf(n), n % 6 === 5 ? '02' : '01'),
  };
  const facts = [truck(n, numberOf(n), given)];
  if (n % 7 === 0) {
    const held = { plate: plate(`苏A${String(80_000 + n)}`), division: null, on: '2020-01-01' };
    facts.push(replated(2_000_000 + n, held, subject));
  }
  if (n % 29 === 0) {
    facts.push(scrapped(3_000_000 + n, { status: 'E', certificateNo: null, on: '2024-01-01' }, subject));
  }
  return facts;
}

const byCode = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What a pattern means, said by a regular expression. */
const meaning = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[?*]/g, (wild) => (wild === '?' ? '.' : '.*'))}$`, 'u');

describe('lists of vehicles', () => {
  let registry: RegistryFixture;
  const states: VehicleState[] = [];
  const list = (filter: VehicleFilter, first = 200, context: RequestContext = ECOLOGY, after?: string) =>
    registry.lists.list(context, filter, { first, after: after ?? null });
  const idsOf = ({ edges }: VehicleConnection): string[] =>
    edges.map(({ node }) => parseGlobalId(node.id, 'Vehicle'));
  const all = async (
    filter: VehicleFilter,
    size: number,
    context = ECOLOGY,
  ): Promise<VehicleConnection[]> => {
    const pages = [await list(filter, size, context)];
    for (let last = pages[0]!; last.pageInfo.hasNextPage; pages.push(last)) {
      last = await list(filter, size, context, last.pageInfo.endCursor ?? '');
    }
    return pages;
  };

  beforeAll(async () => {
    registry = await createRegistry();
    const facts = Array.from({ length: COUNT }, (_, n) => factsOf(n));
    await registry.write(...facts.flat());
    states.push(...facts.map((own) => foldVehicle(own)!));
  });
  afterAll(() => registry.test.close());
  beforeEach(() => registry.forgetAudit());

  const filters: [string, VehicleFilter, (state: VehicleState) => boolean][] = [
    ['nothing', {}, () => true],
    ['a province', { division: '320000' }, ({ division }) => division.startsWith('32')],
    ['Shanghai', { division: '310000' }, ({ division }) => division.startsWith('31')],
    ['a city', { division: '320100' }, ({ division }) => division.startsWith('3201')],
    ['a county', { division: '320102' }, ({ division }) => division === '320102'],
    ['stages', { stages: ['G2', 'G4'] }, ({ stage }) => stage === 'G2' || stage === 'G4'],
    ['no stage at all', { stages: [] }, () => false],
    ['diesel', { isDiesel: 'YES' }, ({ isDiesel }) => isDiesel === 'YES'],
    ['on the list', { g3List: 'LISTED' }, ({ g3List }) => g3List === true],
    ['off the list', { g3List: 'NOT_LISTED' }, ({ g3List }) => g3List === false],
    ['undecided', { g3List: 'UNDECIDED' }, ({ g3List }) => g3List === null],
    ['a status letter', { status: 'Q' }, ({ status }) => status.includes('Q')],
    ['a reason', { reason: 'G3_DIESEL_TRUCK' }, ({ reasons }) => reasons.length > 0],
    [
      'a review',
      { review: 'FUEL_UNKNOWN' },
      ({ review }) => review.some(({ code }) => code === 'FUEL_UNKNOWN'),
    ],
    [
      'a reason in a city, of a stage',
      { reason: 'G3_DIESEL_TRUCK', division: '320500', stages: ['G3'] },
      (state) => state.reasons.length > 0 && state.division === '320500' && state.stage === 'G3',
    ],
    [
      'a reason and a review',
      { reason: 'G3_DIESEL_TRUCK', review: 'STAGE_UNKNOWN' },
      ({ reasons, review }) => reasons.length > 0 && review.some(({ code }) => code === 'STAGE_UNKNOWN'),
    ],
    ['the beginning of a VIN', { vinPrefix: 'lzz5elnb' }, ({ vin }) => vin?.startsWith('LZZ5ELNB') === true],
    [
      'a narrow beginning of a VIN',
      { vinPrefix: 'LZZ5ELNB1' },
      ({ vin }) => vin?.startsWith('LZZ5ELNB1') === true,
    ],
  ];

  it.each(filters)('should hold exactly the vehicles with %s, in order of id', async (_, filter, fits) => {
    const pages = await all(filter, 200);
    const expected = states.filter(fits).map(({ id }) => id);
    expect(pages.flatMap(idsOf)).toEqual(expected.sort());
    await expect(pages[0]!.count()).resolves.toBe(expected.length);
  });

  it('should give the full list in pages of any size, without gaps or repeats', async () => {
    const page = fc.record({
      size: fc.integer({ min: 1, max: 60 }),
      filter: fc.constantFrom(...filters.map(([, filter]) => filter), { platePattern: '*A0*' }),
    });
    await fc.assert(
      fc.asyncProperty(page, async ({ size, filter }) => {
        const whole = (await all(filter, 200)).flatMap(idsOf);
        const pages = await all(filter, size);
        expect(pages.flatMap(idsOf)).toEqual(whole);
        expect(pages.slice(0, -1).every(({ edges }) => edges.length === size)).toBe(true);
      }),
      { seed: 20261123, numRuns: 12 },
    );
  });

  it('should find half-read plates, former ones too, as a regular expression does, in order of number', async () => {
    const numbers = states.flatMap(({ plates }) => plates.map(({ number }) => number));
    const drawn = fc
      .tuple(
        fc.constantFrom(...numbers),
        fc.array(fc.constantFrom('keep', 'keep', '?', '*', ''), { minLength: 7 }),
      )
      .map(([number, marks]) =>
        [...number].map((character, at) => (marks[at] === 'keep' ? character : marks[at])).join(''),
      )
      .filter((pattern) => pattern.replace(/[?*]/g, '').length >= 2);
    await fc.assert(
      fc.asyncProperty(drawn, async (platePattern) => {
        const fits = meaning(platePattern);
        const expected = states
          .map(({ id, plates }) => {
            const fitting = plates.map(({ number }) => number).filter((number) => fits.test(number));
            return { id, number: fitting.sort(byCode)[0] };
          })
          .filter(({ number }) => number !== undefined)
          .sort((a, b) => byCode(a.number!, b.number!) || byCode(a.id, b.id));
        const pages = await all({ platePattern }, 40);
        expect(pages.flatMap(idsOf)).toEqual(expected.map(({ id }) => id));
        expect(pages.flatMap(({ edges }) => edges.map((edge) => edge.matchedPlate))).toEqual(
          expected.map(({ number }) => number),
        );
        await expect(pages[0]!.count()).resolves.toBe(expected.length);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });

  it('should never give a row outside of the reach of a role, whatever is asked', async () => {
    const reach: Readonly<Partial<Record<Role, (own: string) => string>>> = {
      TRAFFIC_POLICE: (own) => own.slice(0, 2),
      TRANSPORT_BUREAU: (own) => own.slice(0, 2),
      ECOLOGY_BUREAU: () => '',
    };
    const asked = fc.record({
      role: fc.constantFrom(...(Object.keys(reach) as Role[])),
      own: fc.constantFrom(...DIVISIONS),
      filter: fc.constantFrom<VehicleFilter>(
        {},
        { platePattern: '*0*1*' },
        ...filters.map(([, filter]) => filter),
      ),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ role, own, filter }) => {
        const prefix = reach[role]!(own);
        const refusals: AppError[] = [];
        const pages = await all(filter, 200, callerIn(role, own)).catch((error: unknown) => {
          refusals.push(error as AppError);
          return [];
        });
        const divisions = pages.flatMap(({ edges }) => edges.map(({ node }) => node.division));
        expect(divisions.every((division) => division.startsWith(prefix))).toBe(true);
        // Refused is what names a division outside of the reach, and nothing else.
        const isElsewhere = filter.division?.startsWith(prefix) === false;
        expect(refusals.map(({ code }) => code)).toEqual(isElsewhere ? ['OUT_OF_SCOPE'] : []);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });

  it('should be audited a page, with the ids shown', async () => {
    const page = await list({ division: '320100' }, 5);
    const rows = await registry.audit();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      action: 'vehicle.list',
      purpose: 'SUPERVISION',
      subjects: idsOf(page),
      detail: { size: 5, isFirst: true, filter: { divisionPrefix: '3201' }, shown: [{ subjects: null }] },
    });
  });

  it.each<[string, VehicleFilter, string, string]>([
    ['one fixed character', { platePattern: '沪*' }, 'PATTERN_TOO_BROAD', 'filter.platePattern'],
    ['other characters', { platePattern: '沪A_23%' }, 'PATTERN_FORMAT', 'filter.platePattern'],
    ['an unknown division', { division: '329900' }, 'DIVISION_UNKNOWN', 'filter.division'],
    ['a division elsewhere', { division: '110000' }, 'DIVISION_OUT_OF_YRD', 'filter.division'],
    ['an unknown status', { status: 'V' }, 'STATUS_UNKNOWN', 'filter.status'],
    ['two characters of a VIN', { vinPrefix: 'LZ' }, 'PATTERN_TOO_BROAD', 'filter.vinPrefix'],
    ['a letter no VIN has', { vinPrefix: 'LZO' }, 'VIN_ILLEGAL_CHAR', 'filter.vinPrefix'],
  ])('should refuse %s', async (_, filter, code, field) => {
    await expect(list(filter)).rejects.toMatchObject({ code, field });
  });

  it('should refuse a page above the cap and a cursor of another list', async () => {
    await expect(list({}, 201)).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE', field: 'first' });
    const { pageInfo } = await list({ division: '320000' }, 1);
    const elsewhere = list({}, 1, ECOLOGY, pageInfo.endCursor!);
    await expect(elsewhere).rejects.toMatchObject({ code: 'CURSOR_INVALID', field: 'after' });
  });

  it('should be closed to stations and ask police for a purpose', async () => {
    await expect(list({}, 1, callerIn('INSPECTION_STATION', '320100'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const silent = callerIn('TRAFFIC_POLICE', '320100', { purpose: null });
    await expect(list({}, 1, silent)).rejects.toMatchObject({ code: 'PURPOSE_REQUIRED' });
  });

  describe('the review queue', () => {
    const bureau = (division: string) => callerIn('ECOLOGY_BUREAU', division, { purpose: null });
    const queue = (context: RequestContext, filter = {}, first = 200, after: string | null = null) =>
      reviewsOn(registry.test.database, '320000').queue.page(context, filter, { first, after });
    const waiting = (prefix: string): string[] =>
      states
        .filter(({ division }) => division.startsWith(prefix))
        .flatMap(({ id, review }) => review.map(({ code }) => `${globalId('Vehicle', id)} ${code}`));

    it.each([
      ['310115', '31'],
      ['320100', '3201'],
      ['320102', '3201'],
      ['340000', '34'],
    ])('should hold what waits within the reach of a bureau of %s', async (division, prefix) => {
      const page = await queue(bureau(division));
      const shown = page.edges.map(({ node }) => `${node.vehicle?.id} ${node.code}`);
      expect([...shown].sort()).toEqual(waiting(prefix).sort());
      await expect(page.count()).resolves.toBe(shown.length);
      expect(page.edges.every(({ node }) => node.facts.length > 0 && node.text !== '')).toBe(true);
    });

    it('should give the same in pages and for one code', async () => {
      const whole = (await queue(bureau('340000'))).edges.map(
        ({ node }) => `${node.vehicle?.id} ${node.code}`,
      );
      const paged: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page = await queue(bureau('340000'), {}, 3, after);
        paged.push(...page.edges.map(({ node }) => `${node.vehicle?.id} ${node.code}`));
        more = page.pageInfo.hasNextPage;
        after = page.pageInfo.endCursor;
      }
      expect(paged).toEqual(whole);
      const unknown = await queue(bureau('340000'), { kinds: ['FUEL_UNKNOWN'] });
      expect(unknown.edges).toHaveLength(whole.filter((one) => one.endsWith(' FUEL_UNKNOWN')).length);
    });

    it('should refuse a division elsewhere', async () => {
      const asked = queue(bureau('320100'), { division: '330000' });
      await expect(asked).rejects.toMatchObject({ code: 'OUT_OF_SCOPE', field: 'filter.division' });
    });
  });
});
