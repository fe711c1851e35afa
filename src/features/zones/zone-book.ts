import { Injectable } from '@nestjs/common';
import type { Activation, RestrictionRule } from '../../domain/zone/restriction-rule.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** Every restriction and heavy-pollution day as of one version. */
export interface ZoneRules {
  readonly version: number;
  readonly rules: readonly RestrictionRule[];
  readonly activations: readonly Activation[];
}

/** One statement, one snapshot: the version tells of just these rows. */
const LOAD = statement(
  'zone_book_load',
  `SELECT 'VERSION' AS what, version::text AS text FROM zone_version
   UNION ALL SELECT 'RULE', rule FROM restriction_rule
   UNION ALL SELECT 'ACTIVATION', activation FROM rule_set_activation`,
);

interface BookRow {
  readonly what: 'VERSION' | 'RULE' | 'ACTIVATION';
  readonly text: string;
}

/** The restrictions in the memory of this process. Who asks says which version the database has by now. */
@Injectable()
export class ZoneBook {
  #held: ZoneRules | null = null;
  #loading: Promise<ZoneRules> | null = null;

  constructor(private readonly database: Database) {}

  /** The rules of that version or a later one; read anew only when those in memory are older. */
  async since(version: number): Promise<ZoneRules> {
    if (this.#held !== null && this.#held.version >= version) return this.#held;
    // A reading that is under way may have begun before the change.
    const underWay = await this.#loading;
    if (underWay !== null && underWay.version >= version) return underWay;
    return this.#load();
  }

  /** The rules as they are now. */
  latest(): Promise<ZoneRules> {
    return this.#load();
  }

  async #load(): Promise<ZoneRules> {
    const loading = this.#read();
    this.#loading = loading;
    try {
      const read = await loading;
      if (this.#held === null || read.version >= this.#held.version) this.#held = read;
      return read;
    } finally {
      if (this.#loading === loading) this.#loading = null;
    }
  }

  async #read(): Promise<ZoneRules> {
    const rows = await this.database.query<BookRow>(LOAD);
    const textsOf = (what: BookRow['what']): readonly string[] =>
      rows.flatMap((row) => (row.what === what ? [row.text] : []));
    const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
      one.id < other.id ? -1 : 1;
    return {
      version: Number(textsOf('VERSION')[0] ?? 0),
      rules: textsOf('RULE')
        .map((text) => JSON.parse(text) as RestrictionRule)
        .sort(byId),
      activations: textsOf('ACTIVATION')
        .map((text) => JSON.parse(text) as Activation)
        .sort(byId),
    };
  }
}
