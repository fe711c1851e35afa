import type { Statement } from './statement.js';

/** An open transaction. Everything that must happen together goes through one of these, passed explicitly. */
export interface Tx {
  /**
   * Statements run one after another in the order in which they are asked for, each with what the ones before it have
   * done; asking for several before awaiting them saves their round trips.
   */
  query<R extends object>(sql: Statement, values?: readonly unknown[]): Promise<R[]>;

  /**
   * A statement whose answer nobody needs, in its place among the others. The transaction waits for it and fails with it;
   * who asks does not.
   */
  send(sql: Statement, values?: readonly unknown[]): void;
}
