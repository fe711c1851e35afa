import type { ReviewKind, ReviewText } from '../../domain/review/review-texts.js';
import { describeProblem } from '../../domain/shared/messages.js';
import { REASON_TEXTS } from '../../domain/vehicle/roadside-texts.js';

const ROADSIDE: Readonly<Partial<Record<string, ReviewText>>> = REASON_TEXTS;

/** What a kind says, in both languages: the roadside's words where it has some. */
export function kindText(kind: ReviewKind): ReviewText {
  const problem = { code: kind };
  return ROADSIDE[kind] ?? { zh: describeProblem(problem, 'zh'), en: describeProblem(problem, 'en') };
}

export const kindTexts = <K extends ReviewKind>(kinds: readonly K[]): Readonly<Record<K, ReviewText>> =>
  Object.fromEntries(kinds.map((kind) => [kind, kindText(kind)])) as Record<K, ReviewText>;
