import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packCommand } from '../../src/apps/cli/releases/pack-command.js';
import { verifyReleaseCommand } from '../../src/apps/cli/releases/verify-release.js';
import { ROLES, type Role } from '../../src/domain/access/roles.js';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { truck } from '../support/registry-fixture.js';
import { newFolder } from '../support/releases-fixture.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

interface FileShown {
  readonly name: string;
  readonly rows: number | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly path: string;
}

interface ReleaseShown {
  readonly id: string;
  readonly number: number;
  readonly rows: number;
  readonly files: readonly FileShown[];
}

const OLD = { emissionStage: 'G3' as const, firstRegisteredOn: '2012-03-01', manufacturedOn: '2012-01-15' };
const FIELDS = 'id number rows files { name rows bytes sha256 path }';
const MAKE = `mutation ($key: String!, $edition: ReleaseEdition!) {
  makeRelease(idempotencyKey: $key, list: G3_DIESEL_TRUCKS, edition: $edition) { ... on ReleaseMade { release { ${FIELDS} } }
    ... on ReleaseRefused { code field message } } }`;
const LIST = `query ($edition: ReleaseEdition!, $first: Int, $after: String) {
  releases(list: G3_DIESEL_TRUCKS, edition: $edition, first: $first, after: $after) {
    edges { node { ${FIELDS} } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
const ONE = `query ($id: ID!) { release(id: $id) { ${FIELDS} } }`;
const PACK_FIELDS = 'id number plates file { bytes sha256 path } delta { since bytes path }';
const MAKE_PACK = `mutation ($key: String!, $since: ID) {
  makePlatePack(idempotencyKey: $key, since: $since) {
    ... on PlatePackMade { pack { ${PACK_FIELDS} } } ... on ReleaseRefused { code field message } } }`;
const PACKS = `query ($first: Int, $after: String) {
  platePacks(first: $first, after: $after) { edges { cursor node { ${PACK_FIELDS} } } pageInfo { hasNextPage } } }`;

/** Where the rows of the newest release should be stands a file of another kind. */
const DAMAGE = statement(
  'test_damage_release',
  `UPDATE list_release_file SET file_id = (SELECT file_id FROM plate_pack ORDER BY number LIMIT 1)
   WHERE name = 'rows.ndjson' AND release_id =
     (SELECT id FROM list_release WHERE edition = $1 ORDER BY number DESC LIMIT 1)`,
);

const PARTNERS: readonly Role[] = ['TRAFFIC_POLICE', 'ECOLOGY_BUREAU', 'TRANSPORT_BUREAU'];
const PACK_READERS: readonly Role[] = ['TRAFFIC_POLICE', 'ECOLOGY_BUREAU', 'PORT_AUTHORITY'];

describe('releases over HTTP', () => {
  let api: TestApi;
  let partner: ReleaseShown;
  let shown: ReleaseShown;

  const codeOf = ({ errors }: GraphqlAnswer): unknown => errors?.[0]?.extensions.code;
  const make = async (edition: string, key: string, as: Role = 'SITE_OPERATOR'): Promise<ReleaseShown> => {
    const { data, errors } = await api.ask(MAKE, { as, variables: { edition, key } });
    if (data === null) throw new Error(JSON.stringify(errors));
    return (data['makeRelease'] as unknown as { release: ReleaseShown }).release;
  };
  const get = async (path: string, as: Role, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, api.url), {
      headers: { authorization: `Bearer ${await api.token(as)}`, ...headers },
    });

  beforeAll(async () => {
    api = await startTestApi();
    const { database, facts } = api.parts;
    const trucks = Array.from({ length: 20 }, (_, n) =>
      truck(n, `沪A${String(n).padStart(5, '0')}`, { ...OLD, division: '310115' }),
    );
    await new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS)).ingest(trucks);
    partner = await make('PARTNER', 'release-partner-1');
    shown = await make('PUBLIC', 'release-public-1', 'ECOLOGY_BUREAU');
  });
  afterAll(() => api.close());

  it('should give the same release for the same key, and a conflict for another list', async () => {
    expect((await make('PARTNER', 'release-partner-1')).id).toBe(partner.id);
    const conflict = await api.ask(MAKE, {
      as: 'SITE_OPERATOR',
      variables: { edition: 'PUBLIC', key: 'release-partner-1' },
    });
    expect(codeOf(conflict)).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each(ROLES)('should show %s the editions of its role, and let it fetch no other', async (role) => {
    const isPartner = PARTNERS.includes(role);
    const own = await api.ask(LIST, { as: role, variables: { edition: 'PUBLIC' } });
    expect(own.data?.['releases']).toHaveProperty('edges.0.node.rows', 20);
    expect((await get(shown.files[0]!.path, role)).status).toBe(200);
    const other = await api.ask(LIST, { as: role, variables: { edition: 'PARTNER' } });
    expect(codeOf(other)).toBe(isPartner ? undefined : 'FORBIDDEN');
    const one = await api.ask(ONE, { as: role, variables: { id: partner.id } });
    expect(codeOf(one)).toBe(isPartner ? undefined : 'FORBIDDEN');
    expect((await get(partner.files[0]!.path, role)).status).toBe(isPartner ? 200 : 403);
    const made = await api.ask(MAKE, {
      as: role,
      variables: { edition: 'PUBLIC', key: `release-by-${role}` },
    });
    expect(codeOf(made)).toBe(['ECOLOGY_BUREAU', 'SITE_OPERATOR'].includes(role) ? undefined : 'FORBIDDEN');
  });

  it('should be downloaded by parts and then hold, under the key that the site publishes', async () => {
    const folder = join(newFolder(), 'release');
    mkdirSync(folder);
    for (const { name, path, bytes, sha256 } of partner.files) {
      const middle = Math.max(1, Math.floor(bytes / 2));
      const start = await get(path, 'TRAFFIC_POLICE', { range: `bytes=0-${middle - 1}` });
      expect([start.status, start.headers.get('etag')]).toEqual([
        bytes === 0 ? 416 : 206,
        bytes === 0 ? null : `"${sha256}"`,
      ]);
      const range = { range: `bytes=${middle}-`, 'if-range': `"${sha256}"` };
      const parts = bytes === 0 ? [] : [start, await get(path, 'TRAFFIC_POLICE', range)];
      const whole = Buffer.concat(
        await Promise.all(parts.map(async (one) => Buffer.from(await one.arrayBuffer()))),
      );
      expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
      writeFileSync(join(folder, name), whole);
    }
    const keys = await fetch(new URL('/.well-known/qingtu-keys.json', api.url));
    const listing = await keys.text();
    expect(JSON.parse(listing)).toMatchObject({
      site: '310000',
      keys: [{ algorithm: 'Ed25519', current: true }],
    });
    const file = join(newFolder(), 'keys.json');
    writeFileSync(file, listing);
    const lines: string[] = [];
    await expect(verifyReleaseCommand([folder, '--key', file], (line) => lines.push(line))).resolves.toBe(0);
    expect(lines.join('\n')).toContain('it is the given key');
  });

  it('should be listed by pages, the newest first', async () => {
    const numbers: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const variables: Record<string, unknown> = { edition: 'PUBLIC', first: 2, after };
      const { data } = await api.ask(LIST, { as: 'MARITIME', variables });
      const { edges, pageInfo } = data?.['releases'] as unknown as {
        edges: { node: ReleaseShown }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      numbers.push(...edges.map(({ node }) => node.number));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    expect(numbers).toEqual(numbers.map((_, index) => numbers.length - index));
    expect(numbers.length).toBeGreaterThan(2);
    const wrong = await api.ask(LIST, { as: 'MARITIME', variables: { edition: 'PUBLIC', after: 'x' } });
    expect(codeOf(wrong)).toBe('CURSOR_INVALID');
  });

  it('should pack the plates, whole and since an earlier pack, for those who ask at the roadside', async () => {
    const makePack = async (key: string, since: string | null) => {
      const { data } = await api.ask(MAKE_PACK, { as: 'SITE_OPERATOR', variables: { key, since } });
      return (
        data?.['makePlatePack'] as unknown as {
          pack: {
            id: string;
            number: number;
            plates: number;
            file: { path: string; sha256: string };
            delta: { path: string; since: number } | null;
          };
        }
      ).pack;
    };
    const first = await makePack('plate-pack-1', null);
    expect([first.number, first.plates, first.delta]).toEqual([1, 20, null]);
    const second = await makePack('plate-pack-2', first.id);
    expect(second.delta?.since).toBe(1);
    for (const role of ROLES) {
      const status = PACK_READERS.includes(role) ? 200 : 403;
      expect([role, (await get(first.file.path, role)).status]).toEqual([role, status]);
      const listed = await api.ask(PACKS, { as: role, variables: { first: 1 } });
      expect([role, codeOf(listed)]).toEqual([role, status === 200 ? undefined : 'FORBIDDEN']);
    }
    const folder = newFolder();
    const save = async (name: string, path: string): Promise<string> => {
      writeFileSync(join(folder, name), Buffer.from(await (await get(path, 'PORT_AUTHORITY')).arrayBuffer()));
      return join(folder, name);
    };
    const [base, delta] = [await save('1.pack', first.file.path), await save('2.delta', second.delta!.path)];
    const lines: string[] = [];
    await expect(
      packCommand(['apply', base, delta, join(folder, '2.pack')], (line) => lines.push(line)),
    ).resolves.toBe(0);
    expect(lines.join('\n')).toContain(second.file.sha256);
    const unknown = await api.ask(MAKE_PACK, {
      as: 'SITE_OPERATOR',
      variables: { key: 'plate-pack-3', since: partner.id },
    });
    expect(codeOf(unknown)).toBe('ID_INVALID');
  });

  it('should say in the answer, in the language of the caller, why nothing was made', async () => {
    const refusedBy = async (
      query: string,
      variables: Record<string, unknown>,
      language: string,
    ): Promise<unknown> => {
      const asked = { as: 'SITE_OPERATOR' as const, headers: { 'accept-language': language }, variables };
      const { data, errors } = await api.ask(query, asked);
      expect(errors).toBeUndefined();
      return Object.values(data ?? {})[0];
    };
    const since = Buffer.from('PlatePack:00000000-0000-7000-8000-000000000000').toString('base64url');
    for (const [language, message] of [
      ['zh', '没有这一期号牌包'],
      ['en', 'there is no such pack'],
    ] as const) {
      expect(await refusedBy(MAKE_PACK, { key: `pack-unknown-${language}`, since }, language)).toMatchObject({
        code: 'PACK_UNKNOWN',
        field: 'since',
        message: expect.stringContaining(message),
      });
    }
    await api.test.owner.query(DAMAGE, ['PUBLIC']);
    expect(await refusedBy(MAKE, { key: 'after-damage', edition: 'PUBLIC' }, 'en')).toMatchObject({
      code: 'RELEASE_BEFORE_DAMAGED',
      field: 'list',
      message: expect.stringContaining('are damaged'),
    });
  });
});
