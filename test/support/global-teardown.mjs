import { rmSync } from 'node:fs';

export default async function stopTestServer() {
  const running = globalThis.qingtuTestCluster;
  if (running === undefined) return;
  await running.cluster.stop();
  rmSync(running.folder, { recursive: true, force: true });
}
