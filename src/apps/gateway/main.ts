import 'reflect-metadata';
import { startProbes } from '../process/probes.js';
import { runProcess } from '../process/run-process.js';
import { startGateway } from './start-gateway.js';

await runProcess(async (opened) => {
  const metrics = await startProbes(opened);
  const port = await startGateway(opened.config, metrics, opened);
  opened.logger.info({ port }, 'the gateway listens for terminals');
});
