import { MESSAGES } from './message-texts.js';
import type { Problem } from './result.js';

/** The languages that every message exists in. */
export type MessageLanguage = 'zh' | 'en';

const PLACEHOLDER = /\{(\w+)\}/g;
const OPTIONAL_PART = /\[([^[\]]*\{\w+\}[^[\]]*)\]/g;

/** Whether the catalogue has a text for the code. */
const hasMessage = (code: string): boolean => Object.hasOwn(MESSAGES, code);

/**
 * The text of a problem or flag: the field that it is about, then what is wrong, with the params filled in. A code that
 * the catalogue does not know is shown as it is, never hidden.
 */
export function describeProblem(problem: Problem, language: MessageLanguage): string {
  const template = hasMessage(problem.code) ? MESSAGES[problem.code]?.[language] : undefined;
  const text = fill(withOptionalParts(template ?? problem.code, problem.params ?? {}), problem.params ?? {});
  if (problem.field === undefined) return text;
  return language === 'zh' ? `字段 ${problem.field}：${text}` : `${problem.field}: ${text}`;
}

type Params = NonNullable<Problem['params']>;

function withOptionalParts(template: string, params: Params): string {
  return template.replace(OPTIONAL_PART, (_, part: string) => {
    const names = [...part.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
    return names.every((name) => (params[name] ?? '') !== '') ? part : '';
  });
}

function fill(text: string, params: Params): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => String(params[name] ?? whole));
}
