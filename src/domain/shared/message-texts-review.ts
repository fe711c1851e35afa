import type { MessageText } from './message-text.js';

/** Decisions of the review queue. */
export const REVIEW_MESSAGES: Readonly<Record<string, MessageText>> = {
  PLATE_NOT_HELD: {
    zh: '该车在该日并不持有此号牌，无从交回',
    en: 'the vehicle did not hold this plate on that day and cannot give it up',
  },
};
