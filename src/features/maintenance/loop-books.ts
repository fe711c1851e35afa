import { Injectable } from '@nestjs/common';
import type { LoopBook } from '../../domain/maintenance/loop-book.js';
import { UNCONFIGURED, type DatedLoopRules } from '../../domain/maintenance/loop-rule-facts.js';
import { decisionOn } from '../../domain/sync/dated-decisions.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { StationBooks, type StationBook } from './station-books.js';
import { LoopRuleRepository } from './loop-rule.repository.js';
import { loopInputsOf } from './loop.payloads.js';

/** Puts the book together that loops are folded by: the rules of all divisions, and the stations that facts name. */
@Injectable()
export class LoopBooks {
  constructor(
    private readonly rules: LoopRuleRepository,
    private readonly stations: StationBooks,
  ) {}

  /** The book for these facts, and for further stations that a question names. */
  async load(tx: Tx, facts: Iterable<readonly Fact[]>, further: readonly string[] = []): Promise<LoopBook> {
    const codes = new Set(further);
    for (const some of facts) for (const code of stationsNamed(some)) codes.add(code);
    const [rules, stations] = await Promise.all([this.rules.all(tx), this.stations.load(tx, [...codes])]);
    return bookOf(rules, stations);
  }
}

/** The book of rules and stations as they are given. */
function bookOf(rules: readonly DatedLoopRules[], stations: StationBook): LoopBook {
  return {
    rulesOn: (division, date) =>
      (division === null ? null : decisionOn(rules, division, date))?.rules ?? UNCONFIGURED,
    stationStatus: (role, code, at) => stations.statusAt(role, code, at),
    contingencyHolds: (code, at, codeHash) => stations.contingencyHolds(code, at, codeHash),
  };
}

function stationsNamed(facts: readonly Fact[]): readonly string[] {
  return loopInputsOf(facts).flatMap((fact) => {
    switch (fact.kind) {
      case 'inspection.reported':
      case 'loop.repair-started':
      case 'loop.repair-completed':
      case 'loop.station-overridden':
        return fact.payload.stationCode === null ? [] : [fact.payload.stationCode];
      default:
        return [];
    }
  });
}
