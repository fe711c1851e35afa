import 'reflect-metadata';
import { runProcess } from '../process/run-process.js';
import { loadReference } from '../process/load-data.js';
import { openJobSending } from '../process/job-sending.js';
import { startApi } from './start-api.js';

await runProcess(async (opened) => {
  await loadReference(opened);
  const api = await startApi(opened.parts, openJobSending(opened), opened.logger);
  opened.lifecycle.started('api', () => api.stop());
  opened.logger.info({ port: api.port }, 'the api listens');
});
