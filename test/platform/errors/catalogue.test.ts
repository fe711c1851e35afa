import { describe, expect, it } from '@jest/globals';
import { ForbiddenException } from '@nestjs/common';
import { MESSAGES } from '../../../src/domain/shared/message-texts.js';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { ERRORS } from '../../../src/platform/errors/catalogue.js';
import type { ErrorEntry } from '../../../src/platform/errors/error-entry.js';
import { catalogueAsMarkdown, describeError } from '../../../src/platform/errors/describe-error.js';
import { recogniseError } from '../../../src/platform/errors/recognise-error.js';
import { expectGolden } from '../../architecture/golden.js';

const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(ERRORS);
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('the error catalogue', () => {
  it.each(entries)('%s speaks Chinese and English of the same things', (code, entry) => {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(entry.zh).toMatch(/\p{Script=Han}/u);
    expect(entry.en).toMatch(/^[\x20-\x7e]+$/);
    expect(placeholders(entry.zh)).toEqual(placeholders(entry.en));
    expect(entry.http).toBeGreaterThanOrEqual(400);
  });

  it.each(entries)('%s is not a code of the domain as well', (code) =>
    expect(Object.hasOwn(MESSAGES, code)).toBe(false),
  );

  it('is the documentation', () => {
    const text = `# Error codes 错误代码\n\nCodes never change; messages come by \`Accept-Language\`.\n\n${catalogueAsMarkdown()}`;
    expectGolden('docs/errors.md', text);
  });
});

describe('describeError', () => {
  it('fills in figures and the field', () => {
    const error = new AppError('PAGE_TOO_LARGE', { value: 500, maximum: 200 }, { field: 'first' });
    expect(describeError(error, 'en')).toBe('first is 500, above the largest page of 200');
    expect(describeError(error, 'zh')).toBe('字段 first 为 500，超过每页上限 200');
  });

  it("takes the domain's words for the domain's codes", () => {
    const error = new AppError({ code: 'PLATE_FORMAT', field: 'plate.number' }, { row: 3 });
    expect([error.code, error.field, error.row]).toEqual(['PLATE_FORMAT', 'plate.number', 3]);
    expect(describeError(error, 'en')).not.toBe(describeError(error, 'zh'));
  });
});

describe('recogniseError', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  it.each<[string, unknown, string]>([
    [
      'an AppError inside another error',
      new Error('outer', { cause: new AppError('NOT_FOUND') }),
      'NOT_FOUND',
    ],
    ['a refused connection', refused, 'UNAVAILABLE'],
    ['several refused connections', new AggregateError([refused], 'all failed'), 'UNAVAILABLE'],
    ['a server that shuts down', Object.assign(new Error('terminating'), { code: '57P01' }), 'UNAVAILABLE'],
    ['a lost connection', new Error('Connection terminated unexpectedly'), 'UNAVAILABLE'],
    [
      'a driver error inside a query error',
      Object.assign(new Error('failed'), { driverError: refused }),
      'UNAVAILABLE',
    ],
    ['a constraint', Object.assign(new Error('duplicate key'), { code: '23505' }), 'INTERNAL'],
    ['a refusal of the framework', new ForbiddenException(), 'FORBIDDEN'],
    ['a bug', new TypeError('x is not a function'), 'INTERNAL'],
    ['no error at all', 'text', 'INTERNAL'],
  ])('%s', (_what, error, code) => expect(recogniseError(error).code).toBe(code));

  it('tells nothing of what is unexpected', () => {
    const error = recogniseError(new Error('password=hunter2'));
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(describeError(error, 'en')).not.toContain('hunter2');
  });
});
