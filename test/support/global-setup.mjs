import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Jest loads this file outside of its own module system, so it uses the build that `npm test` has just made.
const built = (path) => import(new URL(`../../dist/${path}.js`, import.meta.url).href);

const TEMPLATE = 'qingtu_template';

async function embedded() {
  const { EmbeddedCluster } = await built('src/platform/database/embedded-cluster');
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-test-'));
  const cluster = await EmbeddedCluster.open(folder);
  globalThis.qingtuTestCluster = { cluster, folder };
  return { ownerUrl: cluster.ownerUrl('postgres'), serviceUrl: cluster.serviceUrl('postgres') };
}

/** TEST_DATABASE_URL names a real server (its owner); otherwise an embedded one is started for this run. */
export default async function startTestServer() {
  const { MIGRATIONS } = await built('migrations/index');
  const { ensureDatabase, ensureServiceLogin, prepareSchema } = await built(
    'src/platform/database/bootstrap',
  );
  const { generatedSecrets } = await built('src/platform/database/generated-secrets');
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await embedded() : { ownerUrl: given, serviceUrl: given };
  const template = new URL(server.ownerUrl);
  template.pathname = `/${TEMPLATE}`;
  await ensureDatabase(server.ownerUrl, TEMPLATE);
  await prepareSchema('TEST_DATABASE_URL', { url: template.toString(), migrations: MIGRATIONS });
  if (given === undefined) {
    const { servicePassword } = generatedSecrets(globalThis.qingtuTestCluster.folder);
    await ensureServiceLogin(template.toString(), servicePassword.reveal());
  }
  process.env.QINGTU_TEST_SERVER = JSON.stringify({ ...server, template: TEMPLATE });
}
