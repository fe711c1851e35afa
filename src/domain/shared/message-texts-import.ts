import type { MessageText } from './message-text.js';

/** Tables from outside: files, headers, rows. */
export const IMPORT_MESSAGES: Readonly<Record<string, MessageText>> = {};
