import { describe, expect, it } from '@jest/globals';
import { flagTraffic } from '../../seeds/integrity/flag-traffic.js';
import { labelledTraffic } from '../../seeds/integrity/labelled-traffic.js';
import { EXAMPLE_THRESHOLDS } from '../../seeds/integrity/thresholds.js';
import { TrafficGenerator } from '../../seeds/integrity/traffic.js';
import { INTEGRITY_RULES, NO_THRESHOLDS } from '../../src/domain/integrity/integrity-types.js';

const STATIONS = 8;

describe('generated traffic', () => {
  it('is the same for the same seed', () => {
    const make = (seed: number) => JSON.stringify(new TrafficGenerator(seed, 1).make());
    expect(make(3)).toBe(make(3));
    expect(make(3)).not.toBe(make(4));
  });

  it('has frauds of every rule, and each rule finds nine of ten of its own', () => {
    const { traffic, frauds } = labelledTraffic(7, STATIONS);
    const flagged = flagTraffic(traffic, EXAMPLE_THRESHOLDS);
    const recall = INTEGRITY_RULES.map((rule) => {
      const targets = frauds.filter((fraud) => fraud.rule === rule).flatMap((fraud) => fraud.targets);
      const hits = targets.filter((target) => flagged.get(rule)?.has(target) === true);
      return [
        rule,
        targets.length > 0 && hits.length * 10 >= targets.length * 9
          ? 'found'
          : `${hits.length}/${targets.length}`,
      ];
    });
    expect(recall).toEqual(INTEGRITY_RULES.map((rule) => [rule, 'found']));
  });

  it('raises an alarm at no more than one of a hundred honest tests or repairs, rule by rule', () => {
    const clean = new TrafficGenerator(11, STATIONS).make();
    const flagged = flagTraffic(clean, EXAMPLE_THRESHOLDS);
    const ofRepairs = new Set<string>(['A12', 'R5.4', 'R5.6']);
    const loud = [...flagged].filter(([rule, targets]) => {
      const looked = rule === 'A6' ? 0 : ofRepairs.has(rule) ? clean.repairs.length : clean.reports.length;
      return targets.size * 100 > looked;
    });
    expect(loud).toEqual([]);
  });

  it('gives only what needs no threshold where none is set', () => {
    const { traffic } = labelledTraffic(7, STATIONS);
    const rules = [...flagTraffic(traffic, NO_THRESHOLDS).keys()].sort();
    expect(rules).toEqual(['A10', 'A11', 'A12', 'A4', 'A7', 'A8', 'A9', 'R5.6']);
  });
});
