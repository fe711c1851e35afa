import { describe, expect, it } from '@jest/globals';
import { rangeOf } from '../../../src/platform/files/byte-range.js';
import { checkFileName, dispositionOf } from '../../../src/platform/files/file-name.js';

describe('the name of a file', () => {
  it.each(['车辆 2026.csv', 'a.xlsx', ' register.csv '])('should take %p', (name) => {
    expect(checkFileName(name, 'x')).toBe(name.trim());
  });

  it.each([
    '../a.csv',
    'a/b.csv',
    'C:\\a.csv',
    '..',
    '.hidden',
    'a\u0000.csv',
    'a\u202Egpj.csv',
    '  ',
    'x'.repeat(201),
  ])('should refuse %p', (name) => {
    expect(() => checkFileName(name, 'x')).toThrow('FILE_NAME_INVALID');
  });

  it('should be asked for', () => {
    expect(() => checkFileName(null, 'x')).toThrow('FILE_NAME_REQUIRED');
  });

  it('should be told to browsers old and new', () => {
    expect(dispositionOf('a"车(1).csv')).toBe(
      'attachment; filename="a__(1).csv"; filename*=UTF-8\'\'a%22%E8%BD%A6%281%29.csv',
    );
  });
});

describe('the range of a download', () => {
  it.each([
    [undefined, null],
    ['bytes=0-4', { start: 0, end: 5 }],
    ['bytes=5-', { start: 5, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=8-99', { start: 8, end: 10 }],
    ['bytes=10-', 'UNSATISFIABLE'],
    ['bytes=-0', 'UNSATISFIABLE'],
    ['bytes=5-4', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['pages=1-2', null],
  ])('should read %p', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });
});
