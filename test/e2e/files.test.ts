import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/roles.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';

const AUDIT = statement(
  'test_file_audit',
  `SELECT action, role, detail FROM audit_entry WHERE action LIKE 'file.%' AND subjects = ARRAY[$1::uuid] ORDER BY id`,
);
const EXPIRE = statement('test_file_expire', 'UPDATE stored_file SET expires_at = $2 WHERE id = $1');

describe('files over HTTP', () => {
  let api: TestApi;
  const content = Buffer.from('号牌号码,VIN\n'.repeat(40_000));

  beforeAll(async () => {
    api = await startTestApi({ UPLOAD_LIMIT_BYTES: String(1024 * 1024) });
  });
  afterAll(() => api.close());

  const call = async (path: string, as: Role | null, init: RequestInit = {}): Promise<Response> => {
    const authorization: Record<string, string> =
      as === null ? {} : { authorization: `Bearer ${await api.token(as)}` };
    const headers = { ...authorization, ...(init.headers as Record<string, string>) };
    return fetch(new URL(path, api.url), { ...init, headers });
  };
  const upload = (as: Role | null, body: Uint8Array | string, name = '登记.csv'): Promise<Response> =>
    call('/files?for=IMPORT', as, {
      method: 'POST',
      body,
      headers: { 'x-file-name': encodeURIComponent(name), 'content-type': 'text/csv' },
    });
  const uploaded = async (): Promise<string> => {
    const answer = await upload('ECOLOGY_BUREAU', content);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  const codeOf = async (answer: Response): Promise<string> => {
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    return errors[0]?.extensions.code ?? '';
  };

  it('should take a file in and give it out again to its owner', async () => {
    const taken = await upload('ECOLOGY_BUREAU', content);
    const told = (await taken.json()) as { id: string; size: number; sha256: string; name: string };
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(told).toMatchObject({ name: '登记.csv', size: content.length, sha256 });
    const given = await call(`/files/${told.id}`, 'ECOLOGY_BUREAU');
    expect(given.status).toBe(200);
    expect(Buffer.from(await given.arrayBuffer()).equals(content)).toBe(true);
    expect(given.headers.get('content-disposition')).toContain("filename*=UTF-8''%E7%99%BB%E8%AE%B0.csv");
    expect(given.headers.get('etag')).toBe(`"${sha256}"`);
    expect(await api.test.owner.query(AUDIT, [told.id])).toEqual([
      { action: 'file.upload', role: 'ECOLOGY_BUREAU', detail: { for: 'IMPORT', size: content.length } },
      {
        action: 'file.download',
        role: 'ECOLOGY_BUREAU',
        detail: { purpose: 'IMPORT', size: content.length, from: 0 },
      },
    ]);
  });

  it('should go on where a download broke off, as long as the file is the same', async () => {
    const path = `/files/${await uploaded()}`;
    const whole = await call(path, 'ECOLOGY_BUREAU', { method: 'HEAD' });
    const etag = whole.headers.get('etag') ?? '';
    expect(whole.headers.get('content-length')).toBe(String(content.length));
    const range = 'bytes=300000-';
    const rest = await call(path, 'ECOLOGY_BUREAU', { headers: { range, 'if-range': etag } });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(`bytes 300000-${content.length - 1}/${content.length}`);
    expect(Buffer.from(await rest.arrayBuffer()).equals(content.subarray(300_000))).toBe(true);
    const other = await call(path, 'ECOLOGY_BUREAU', { headers: { range, 'if-range': '"another"' } });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, content.length]);
    const same = await call(path, 'ECOLOGY_BUREAU', { headers: { 'if-none-match': etag } });
    expect(same.status).toBe(304);
    const beyond = await call(path, 'ECOLOGY_BUREAU', { headers: { range: 'bytes=99999999-' } });
    expect([beyond.status, await codeOf(beyond)]).toEqual([416, 'RANGE_UNSATISFIABLE']);
  });

  it('should show it to nobody else', async () => {
    const path = `/files/${await uploaded()}`;
    const stranger = await call(path, 'TRAFFIC_POLICE');
    expect([stranger.status, await codeOf(stranger)]).toEqual([404, 'NOT_FOUND']);
    const nobody = await call(path, null);
    expect([nobody.status, await codeOf(nobody)]).toEqual([401, 'UNAUTHENTICATED']);
    const none = await call(`/files/${randomUUID()}`, 'ECOLOGY_BUREAU');
    expect([none.status, await codeOf(none)]).toEqual([404, 'NOT_FOUND']);
    const path2 = await call('/files/..%2f..%2fetc%2fpasswd', 'ECOLOGY_BUREAU');
    expect([path2.status, await codeOf(path2)]).toEqual([404, 'NOT_FOUND']);
  });

  it.each<[string, () => Promise<Response>, number, string]>([
    ['nobody', () => upload(null, content), 401, 'UNAUTHENTICATED'],
    ['a role that may not', () => upload('REPAIR_STATION', content), 403, 'FORBIDDEN'],
    ['a path for a name', () => upload('ECOLOGY_BUREAU', content, '../a.csv'), 400, 'FILE_NAME_INVALID'],
    ['an empty file', () => upload('ECOLOGY_BUREAU', ''), 400, 'FILE_EMPTY'],
    [
      'a file above the limit',
      () => upload('ECOLOGY_BUREAU', Buffer.alloc(1_100_000)),
      413,
      'FILE_TOO_LARGE',
    ],
    [
      'an upload for nothing known',
      () => call('/files?for=FUN', 'ECOLOGY_BUREAU', { method: 'POST', body: 'x' }),
      400,
      'BAD_INPUT',
    ],
  ])('should refuse %s', async (_what, ask, status, code) => {
    const answer = await ask();
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  it('should measure a body that does not say how long it is', async () => {
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < 12; n += 1) yield await Promise.resolve(Buffer.alloc(100_000));
    };
    const init = { method: 'POST', body: ReadableStream.from(pieces()), duplex: 'half' as const };
    const headers = { 'x-file-name': 'a.csv' };
    const answer = await call('/files?for=IMPORT', 'ECOLOGY_BUREAU', { ...init, headers });
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'FILE_TOO_LARGE']);
  });

  it('should not show a file that has expired', async () => {
    const id = await uploaded();
    await api.test.owner.query(EXPIRE, [id, api.clock.at]);
    const answer = await call(`/files/${id}`, 'ECOLOGY_BUREAU');
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });
});
