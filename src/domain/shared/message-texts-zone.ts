import type { MessageText } from './message-text.js';

/** Restriction zones, their hours and exemptions. */
export const ZONE_MESSAGES: Readonly<Record<string, MessageText>> = {};
