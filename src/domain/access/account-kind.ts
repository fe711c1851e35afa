/** Whether a person signs in, or a program of a station or gate shows its key. */
export const ACCOUNT_KINDS = ['PERSON', 'MACHINE'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
