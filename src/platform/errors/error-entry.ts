/** How loudly a refusal is logged: a caller's mistake is routine, a fault of ours is not. */
export type ErrorLevel = 'info' | 'warn' | 'error';

/** One stable code. `http` is used only when the whole request is refused, before any field was answered. */
export interface ErrorEntry {
  readonly http: number;
  readonly level: ErrorLevel;
  /** Texts with `{name}` placeholders, filled from the error's params and its field. */
  readonly zh: string;
  readonly en: string;
}
