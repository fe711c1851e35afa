import type { Fact, SubjectType } from '../../domain/sync/fact.js';
import type { Tx } from '../database/database.js';

/** Tables that are written from folded facts and can be thrown away. A feature registers one per subject type. */
export interface Projection {
  readonly subjectType: SubjectType;
  /** Every table it writes, with the columns by which a row is known. */
  readonly tables: readonly { readonly name: string; readonly key: readonly string[] }[];
  /** Folds each subject's facts and brings its rows in line, and touches no other subject's rows. */
  project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void>;
}
