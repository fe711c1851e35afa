import type { MessageText } from './message-text.js';

/** Releases, packs and their proofs. */
export const RELEASE_MESSAGES: Readonly<Record<string, MessageText>> = {};
