import { createHash } from 'node:crypto';

/** One SQL statement with the name under which every connection prepares it once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement after what it does; the hash keeps two texts from sharing a name. */
export function statement(purpose: string, text: string): Statement {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return { name: `${purpose.slice(0, 40)}_${hash}`, text };
}
