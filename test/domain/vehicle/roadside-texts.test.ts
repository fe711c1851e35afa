import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../../../src/domain/vehicle/clauses.js';
import { ROADSIDE_RULES } from '../../../src/domain/vehicle/roadside-rules.js';
import { NEXT_STEP_TEXTS, REASON_TEXTS, VERDICT_TEXTS } from '../../../src/domain/vehicle/roadside-texts.js';

describe('texts', () => {
  const all = { ...REASON_TEXTS, ...NEXT_STEP_TEXTS, ...VERDICT_TEXTS };
  it.each(Object.entries(all))('%s is written in Chinese and English', (_code, text) => {
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(text.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
  });

  it.each(Object.entries(ROADSIDE_RULES))('%s has its texts and its clause', (code, rule) => {
    expect(REASON_TEXTS).toHaveProperty(code);
    expect(NEXT_STEP_TEXTS).toHaveProperty(rule.nextStep);
    expect(rule.clause === null || rule.clause in CLAUSES).toBe(true);
  });
});
