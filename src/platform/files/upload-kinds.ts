import type { Action } from '../../domain/access/actions.js';

/** What may be uploaded, by the word in the address, and the action that it needs. */
export const UPLOADS = {
  IMPORT: { action: 'import.run', mediaType: 'application/octet-stream' },
} as const satisfies Readonly<Record<string, { readonly action: Action; readonly mediaType: string }>>;

export type UploadKind = keyof typeof UPLOADS;

/** Whether a text from outside names something that may be uploaded. */
export const isUploadKind = (text: unknown): text is UploadKind =>
  typeof text === 'string' && Object.hasOwn(UPLOADS, text);
