import type { MessageText } from './message-text.js';

/** Owners' names, phones, addresses and identity numbers. */
export const PERSONAL_MESSAGES: Readonly<Record<string, MessageText>> = {};
