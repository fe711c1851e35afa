import { describe, expect, it } from '@jest/globals';
import { HELP, helpCommand } from '../../../src/apps/cli/judge-help.js';
import { TOPICS } from '../../../src/apps/cli/judge.js';

const examples = Object.entries(HELP).flatMap(([topic, text]) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => [topic, line] as const),
);

describe('judge TOPIC --help', () => {
  it('has a text with an example for every topic', () => {
    expect(Object.keys(HELP).sort()).toEqual(Object.keys(TOPICS).sort());
    expect([...new Set(examples.map(([topic]) => topic))].sort()).toEqual(Object.keys(TOPICS).sort());
  });

  it.each(examples)('%s: the example %s is answered', (topic, line) => {
    const answer = TOPICS[topic]?.(JSON.parse(line) as Record<string, unknown>);
    expect(answer).not.toHaveProperty('field');
    expect(answer).not.toHaveProperty('ok', false);
  });

  it.each([
    ['loop', 0],
    ['--help', 0],
    ['nothing', 2],
  ])('%s ends with %i', (topic, code) => {
    const written: string[] = [];
    expect(helpCommand(topic, (text) => written.push(text))).toBe(code);
    expect(written.join('\n')).toMatch(/^judge /);
  });
});
