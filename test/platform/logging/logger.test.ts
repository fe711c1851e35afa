import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../src/platform/logging/logger.js';
import { NestLogger } from '../../../src/platform/logging/nest-logger.js';

function collecting(): { lines: string[]; destination: { write(line: string): void } } {
  const lines: string[] = [];
  return { lines, destination: { write: (line) => void lines.push(line) } };
}

describe('the log', () => {
  it('writes one JSON object a line, with time and level', () => {
    const { lines, destination } = collecting();
    createLogger('info', destination).info({ requestId: 'r-1' }, 'answered');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      message: 'answered',
      requestId: 'r-1',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it.each([
    [{ password: 'hunter2' }],
    [{ headers: { authorization: 'Bearer hunter2' } }],
    [{ req: { headers: { cookie: 'hunter2' } } }],
    [{ variables: { input: { password: 'hunter2' } } }],
    [{ token: 'hunter2', account: { passwordHash: 'hunter2' } }],
  ])('never writes the secret of %j', (line) => {
    const { lines, destination } = collecting();
    createLogger('info', destination).info(line, 'careless');
    expect(lines.join('')).toContain('[secret]');
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('says nothing below its level', () => {
    const { lines, destination } = collecting();
    createLogger('warn', destination).info('quiet');
    expect(lines).toEqual([]);
  });

  it('carries what the framework says, errors with their stack', () => {
    const { lines, destination } = collecting();
    const logger = new NestLogger(createLogger('debug', destination));
    logger.log('started', 'Router');
    logger.error(new Error('broken'), 'Injector');
    logger.error('text', 'the stack', 'Injector');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'debug', message: 'started', context: 'Router' },
      {
        level: 'error',
        message: 'broken',
        err: { stack: expect.stringContaining('broken') },
        context: 'Injector',
      },
      { level: 'error', message: 'text', stack: 'the stack', context: 'Injector' },
    ]);
  });
});
