import type { Tx } from '../../platform/database/database.js';
import { SensingRules, type SensingBook } from '../inspections/index.js';
import { UNCONFIGURED } from '../../domain/maintenance/loop-rule-facts.js';
import { decisionOn } from '../../domain/sync/dated-decisions.js';
import { LoopRuleRepository } from './loop-rule.repository.js';

class LoopSensingRules extends SensingRules {
  readonly #rules = new LoopRuleRepository();

  async load(tx: Tx): Promise<SensingBook> {
    const all = await this.#rules.all(tx);
    return {
      rulesOn: (division, on) =>
        (division === null ? null : decisionOn(all, division, on))?.rules ?? UNCONFIGURED,
    };
  }
}

/** The rules of the loop, as far as they are about what sensors see. */
export const loopSensingRules = (): SensingRules => new LoopSensingRules();
