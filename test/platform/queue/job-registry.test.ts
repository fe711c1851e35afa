import { describe, expect, it } from '@jest/globals';
import { JobHandler, JobRegistry } from '../../../src/platform/queue/job-handler.js';
import type { JobName } from '../../../src/platform/queue/jobs.js';

class Planted extends JobHandler {
  constructor(readonly name: JobName) {
    super();
  }

  override handle(): Promise<void> {
    return Promise.resolve();
  }
}

const NAMES: JobName[] = ['facts.verify-chains', 'idempotency.sweep'];
const handlers = (...names: string[]): JobHandler[] => names.map((name) => new Planted(name as JobName));

describe('the job registry', () => {
  it('should accept exactly one handler a name', () => {
    const registry = new JobRegistry(NAMES, handlers(...NAMES));
    expect(registry.handlerOf('idempotency.sweep').name).toBe('idempotency.sweep');
  });

  it.each([
    ['a missing handler', ['facts.verify-chains'], /no handler for the job idempotency.sweep/],
    ['a second handler', [...NAMES, 'idempotency.sweep'], /two handlers/],
    ['a handler of no job', [...NAMES, 'nobody.asked'], /unknown job nobody.asked/],
  ])('should refuse to start with %s', (_what, names, message) => {
    expect(() => new JobRegistry(NAMES, handlers(...names))).toThrow(message);
  });

  it('should refuse a job that it does not know instead of completing it', () => {
    expect(() => new JobRegistry(NAMES, handlers(...NAMES)).handlerOf('gone')).toThrow('unknown job gone');
  });
});
