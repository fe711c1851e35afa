import { FLAG_SEVERITIES } from '../../../../domain/emission/emission-facts.js';
import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';
import { readSite, requiredWord, wordIn } from './loop-config.js';
import type { Builder, CaseSoFar, Sketch } from './sketch.js';
import { envelope } from './sketch.js';

export const buildFlag: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const about =
    soFar.named(fields, 'about', 'report') ?? soFar.latest('inspection.reported', 'loop.repair-completed');
  return [
    flagged(sketch, about, {
      rule: fields.text('rule') ?? 'A1',
      severity: wordIn(fields, FLAG_SEVERITIES, 'severity') ?? 'HIGH',
      hold: fields.flag('hold') ?? true,
      site: soFar.config.site,
    }),
  ];
};

export const buildFlagDecision: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const flag = soFar.named(fields, 'flag', 'about') ?? soFar.latest('inspection.flagged');
  const decision = requiredWord(fields, ['DISMISSED', 'UPHELD'], 'decision');
  return [
    {
      ...envelope(sketch, readSite(fields) ?? soFar.config.site),
      kind: 'inspection.flag-decided',
      payload: { flag, decision, basis: fields.text('basis') ?? '' },
    },
  ];
};

/** `integrity`: "HOLD" is short for a flag that holds the report. */
export function heldBy(sketch: Sketch, report: LoopInput): readonly LoopInput[] {
  const word = wordIn(sketch.fields, ['OK', 'HOLD', 'REJECTED'], 'integrity') ?? 'OK';
  if (word === 'OK') return [];
  const flag = { rule: 'A1', severity: 'HIGH' as const, hold: true, site: report.site };
  return [flagged({ ...sketch, id: `${sketch.id} flag` }, report.id, flag)];
}

function flagged(
  sketch: Sketch,
  about: string,
  given: {
    readonly rule: string;
    readonly severity: (typeof FLAG_SEVERITIES)[number];
    readonly hold: boolean;
    readonly site: CaseSoFar['config']['site'];
  },
): LoopInput {
  const { site, ...flag } = given;
  return { ...envelope(sketch, site), kind: 'inspection.flagged', payload: { about, ...flag, evidence: [] } };
}
