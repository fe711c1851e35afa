import type { MessageText } from './message-text.js';

/** Decisions of the review queue. */
export const REVIEW_MESSAGES: Readonly<Record<string, MessageText>> = {};
