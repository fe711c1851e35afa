/** The outcome of a rule: either a value or a problem with a stable code. Domain code never throws for bad input. */
export type Result<T, E = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A refusal in the field's terms: a stable code, the field it is about and what a message may mention. */
export interface Problem {
  readonly code: string;
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = <E = Problem>(error: E): Result<never, E> => ({ ok: false, error });
