import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import { RULE_SUBJECT, type RuleFact } from '../../domain/zone/zone-facts.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { Database, Tx } from '../../platform/database/database.js';
import type { FactStore } from '../../platform/facts/fact-store.js';
import type { RestrictionRuleProjection } from './zone.projection.js';

/** Takes in rules whose facts were made elsewhere. Asks for no permission: nothing that a caller can reach leads here. */
export class ZoneIngestService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly projection: RestrictionRuleProjection,
  ) {}

  /** Those of the subjects of which facts are here, an amended or repealed rule too. */
  async known(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    return this.database.transaction(async (tx) =>
      knownOf(await this.store.load(tx, RULE_SUBJECT, subjects)),
    );
  }

  /**
   * Enacts the rules of which nothing is here yet, in one transaction; the others stay as they are.
   * @returns the subjects that are new. @throws InvalidPayloadError
   */
  async ingest(facts: readonly RuleFact[]): Promise<readonly string[]> {
    return this.database.transaction((tx) => this.#ingestIn(tx, facts));
  }

  /** As {@link ingest}, with a line in the audit for what the operator of the site enacted at the command line. */
  async ingestByOperator(facts: readonly RuleFact[], now: Instant): Promise<readonly string[]> {
    return this.database.transaction(async (tx) => {
      const subjects = await this.#ingestIn(tx, facts);
      if (subjects.length === 0) return subjects;
      const operator = {
        requestId: 'command-line',
        actor: null,
        language: 'en',
        purpose: null,
        reference: null,
        now,
      } as const;
      const detail = { operation: 'zones load', by: 'command line' };
      await recordAudit(tx, operator, { action: 'zone.enact', subjects, detail });
      return subjects;
    });
  }

  async #ingestIn(tx: Tx, facts: readonly RuleFact[]): Promise<readonly string[]> {
    const subjects = facts.map(({ subject }) => subject);
    await this.store.lock(
      tx,
      subjects.map((subject) => `${RULE_SUBJECT}:${subject}`),
    );
    const known = knownOf(await this.store.load(tx, RULE_SUBJECT, subjects));
    const fresh = facts.filter(({ subject }) => !known.has(subject));
    if (fresh.length === 0) return [];
    await this.store.append(tx, fresh);
    await this.projection.project(tx, new Map(fresh.map((fact) => [fact.subject, [fact]])));
    return fresh.map(({ subject }) => subject);
  }
}

const knownOf = (bySubject: ReadonlyMap<string, readonly Fact[]>): ReadonlySet<string> =>
  new Set([...bySubject].flatMap(([subject, facts]) => (facts.length > 0 ? [subject] : [])));
