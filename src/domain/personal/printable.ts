import { isSentinel } from '../shared/sentinels.js';

/** A control character, a lone surrogate or a code point that is no character: no database and no screen can show it. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/**
 * A text of so many characters that can be shown and that says something (not 无, NULL or a dash). What was received is
 * never repeated in a problem: it may be about a person.
 */
export function saysSomething(text: string, least: number, most: number): boolean {
  const length = [...text].length;
  return length >= least && length <= most && !UNPRINTABLE.test(text) && !isSentinel(text);
}
