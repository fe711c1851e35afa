import { describeProblem } from '../../domain/shared/messages.js';
import type { Language } from '../context/request-context.js';
import type { AppError } from './app-error.js';
import { ERRORS, isErrorCode } from './catalogue.js';
import type { ErrorEntry } from './error-entry.js';

const PLACEHOLDER = /\{(\w+)\}/g;

function fill(template: string, error: AppError): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    const value = name === 'field' ? (error.field ?? error.params['field']) : error.params[name];
    return value === undefined ? whole : String(value);
  });
}

/** The catalogue's entry of an error; the domain's own codes are refusals of an input. */
export function entryOf(error: AppError): Pick<ErrorEntry, 'http' | 'level'> {
  return isErrorCode(error.code) ? ERRORS[error.code] : ERRORS.BAD_INPUT;
}

/** The text of an error in the caller's language; it names the field and never quotes a secret. */
export function describeError(error: AppError, language: Language): string {
  if (isErrorCode(error.code)) return fill(ERRORS[error.code][language], error);
  const problem = { code: error.code, params: error.params };
  return describeProblem(error.field === undefined ? problem : { ...problem, field: error.field }, language);
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The catalogue as a Markdown table, in catalogue order. */
export function catalogueAsMarkdown(): string {
  const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(ERRORS);
  const rows = entries.map(
    ([code, entry]) => `| \`${code}\` | ${entry.http} | ${cell(entry.zh)} | ${cell(entry.en)} |`,
  );
  return ['| code | HTTP | 中文 | English |', '|---|---|---|---|', ...rows, ''].join('\n');
}
