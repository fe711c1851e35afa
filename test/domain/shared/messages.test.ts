import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '../../../src/domain/shared/message-texts.js';
import { describeProblem } from '../../../src/domain/shared/messages.js';

const DOMAIN = 'src/domain';
/** Where problem and warning codes are written as plain texts. */
const SOURCES = [
  ...readdirSync(join(DOMAIN, 'shared')).map((name) => join(DOMAIN, 'shared', name)),
  ...readdirSync(join(DOMAIN, 'personal'))
    .filter((name) => name !== 'owner-sight.ts')
    .map((name) => join(DOMAIN, 'personal', name)),
  ...[
    'emission-stage.ts',
    'stage-text.ts',
    'plate-color.ts',
    'vehicle-input.ts',
    'input-fields.ts',
    'input-groups.ts',
  ].map((name) => join(DOMAIN, 'vehicle', name)),
].filter((path) => !path.includes('message'));

/** Words in capitals that are values, not codes of problems. */
const VALUES = new Set(
  (
    'ORDINARY NEV_SMALL NEV_LARGE TRAILER COACH POLICE EMBASSY CONSULATE HK_MACAO EMERGENCY MILITARY NONE NULL ' +
    'PROVINCE CITY COUNTY UNKNOWN DISCLOSURE REGISTRATION ZERO INTERNAL JINHUA BLUE YELLOW BLACK WHITE OTHER ' +
    'GREEN_GRADIENT YELLOW_GREEN PERSON INDIVIDUAL_BUSINESS ABCDEFGHJKLMNPRSTVWXY PRE CHINA'
  ).split(' '),
);

function codesIn(path: string): readonly string[] {
  const quoted = readFileSync(path, 'utf8').match(/'[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+'/g) ?? [];
  return quoted.map((text) => text.slice(1, -1)).filter((code) => !VALUES.has(code));
}

const AREAS = readdirSync(join(DOMAIN, 'shared')).filter((name) => name.startsWith('message-texts'));
/** The codes that the files of texts define, as often as they do. */
const definedIn = (text: string): readonly string[] =>
  [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]*): \{/gm)].map(([, code]) => code ?? '');
const doubled = (codes: readonly string[]): readonly string[] =>
  codes.filter((code, index) => codes.indexOf(code) !== index);

describe('the catalogue', () => {
  it('has no code twice, for a later area would silently take the place of an earlier one', () => {
    const codes = AREAS.flatMap((name) => definedIn(readFileSync(join(DOMAIN, 'shared', name), 'utf8')));
    expect(doubled(codes)).toEqual([]);
    expect([...codes].sort()).toEqual(Object.keys(MESSAGES).sort());
    expect(doubled(definedIn('  A_1: { zh },\n  B: {\n  },\n  A_1: {'))).toEqual(['A_1']);
  });

  it('has a text for every code that the rules give', () => {
    const codes = new Set(SOURCES.flatMap(codesIn));
    expect(codes.size).toBeGreaterThan(40);
    expect([...codes].filter((code) => !Object.hasOwn(MESSAGES, code))).toEqual(['G6_UNSPEC']);
  });

  it.each(Object.entries(MESSAGES))(
    '%s exists in both languages with the same params',
    (_code, { zh, en }) => {
      const params = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(params(zh)).toEqual(params(en));
    },
  );
});

describe('describeProblem', () => {
  it('names the field and fills in the params', () => {
    const problem = { code: 'VIN_LENGTH', field: 'vin', params: { length: 16 } };
    expect(describeProblem(problem, 'zh')).toBe('字段 vin：VIN 应为 17 位，实为 16 位；旧车架号请填 frameNo');
    expect(describeProblem(problem, 'en')).toBe(
      'vin: a VIN has 17 characters, this has 16; an old frame number belongs in frameNo',
    );
  });

  it('leaves an optional part out when its param is empty', () => {
    const problem = { code: 'DIVISION_UNKNOWN', params: { value: '340900', successor: '' } };
    expect(describeProblem(problem, 'en')).toBe('there is no division code "340900" (GB/T 2260)');
    const abolished = { code: 'DIVISION_UNKNOWN', params: { value: '320684', successor: '320614' } };
    expect(describeProblem(abolished, 'zh')).toContain('已撤销，现归 320614');
  });

  it('does not fill in what a value itself contains', () => {
    const problem = { code: 'FIELD_VALUE', params: { value: '{allowed}', allowed: 'A B' } };
    expect(describeProblem(problem, 'en')).toBe('"{allowed}" is not one of A B');
  });

  it('shows a code that it does not know', () => {
    expect(describeProblem({ code: 'SOMETHING_NEW', field: 'x' }, 'en')).toBe('x: SOMETHING_NEW');
    expect(describeProblem({ code: 'toString' }, 'zh')).toBe('toString');
  });
});
