import 'reflect-metadata';
import { startProbes } from '../process/probes.js';
import { runProcess } from '../process/run-process.js';
import { startWorker } from './start-worker.js';

await runProcess(async (opened) => {
  const metrics = await startProbes(opened);
  await startWorker(opened.parts, opened.stores, metrics, opened);
  opened.logger.info('the worker works');
});
