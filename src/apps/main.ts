import 'reflect-metadata';
import { startApi } from './api/start-api.js';
import { banner } from './process/banner.js';
import { demoPlate } from './process/demo-plate.js';
import { startGateway } from './gateway/start-gateway.js';
import { loadDemo, loadReference } from './process/load-data.js';
import { openJobSending } from './process/job-sending.js';
import { runProcess } from './process/run-process.js';
import { startWorker } from './worker/start-worker.js';

// The whole service in one process: what a newcomer starts, and enough for a city.
await runProcess(async (opened) => {
  const { config, logger, lifecycle, parts, stores } = opened;
  await loadReference(opened);
  if (config.demo.enabled) await loadDemo(opened);
  const api = await startApi(parts, openJobSending(opened), logger);
  await startWorker(parts, stores, api.metrics, opened);
  const terminals = await startGateway(config, api.metrics, opened);
  // Last in, first out: the stamper still numbers what the last request wrote.
  lifecycle.started('api', () => api.stop());
  const plate = config.demo.enabled ? await demoPlate(parts.database) : null;
  process.stdout.write(banner(config, { api: api.port, terminals }, plate));
});
