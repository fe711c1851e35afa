import type { ItemUnit, ReportedItem, Scaled } from './emission-facts.js';
import type { JiangsuFields } from './jiangsu-fields.js';
import type { JiangsuUpload } from './jiangsu-nodes.js';

interface ItemNodes {
  readonly code: string;
  readonly unit: ItemUnit;
  readonly value: string;
  readonly limit: string;
  readonly passed: string | null;
  /** Node of the lower of two limits. */
  readonly lowest?: string;
  readonly runs?: readonly string[];
}

const by = (
  code: string,
  unit: ItemUnit,
  value: string,
  limit: string,
  passed: string | null,
): ItemNodes => ({
  code,
  unit,
  value,
  limit,
  passed,
});
const beside = (code: string, unit: ItemUnit, value: string): ItemNodes =>
  by(code, unit, value, `${value}_limit`, `${value}_passed`);

/** Which nodes make which item, by upload. */
const ITEMS: Readonly<Partial<Record<JiangsuUpload, readonly ItemNodes[]>>> = {
  TSI: [
    beside('LOW_CO', '%', 'low_co'),
    beside('LOW_HC', '1e-6', 'low_hc'),
    beside('HIGH_CO', '%', 'high_co'),
    beside('HIGH_HC', '1e-6', 'high_hc'),
    { ...by('LAMBDA', 'ratio', 'lambda', 'lambda_limit_h', 'lambda_passed'), lowest: 'lambda_limit_l' },
  ],
  ASM: [
    beside('CO_5025', '%', 'co_5025'),
    beside('HC_5025', '1e-6', 'hc_5025'),
    beside('NO_5025', '1e-6', 'no_5025'),
    beside('CO_2540', '%', 'co_2540'),
    beside('HC_2540', '1e-6', 'hc_2540'),
    beside('NO_2540', '1e-6', 'no_2540'),
  ],
  VMAS: [
    by('CO', 'g/km', 'co', 'colimit', 'cojudge'),
    by('HC', 'g/km', 'hc', 'hclimit', 'hcjudge'),
    by('NOX', 'g/km', 'nox', 'noxlimit', 'noxjudge'),
    by('HC_NOX', 'g/km', 'hcnox', 'hcnoxlimit', 'hcnoxjudge'),
  ],
  LUGDOWN: [
    by('K100', 'm-1', 'k100', 'smokeklimit', 'k100judge'),
    by('K80', 'm-1', 'k80', 'k80limit', 'k80judge'),
    by('NOX80', '1e-6', 'k80no', 'k80nolimit', 'k80nojudge'),
    by('MAX_POWER', 'kW', 'maxpower', 'maxpowerlimit', null),
  ],
  FREE_ACCEL: [
    { ...by('K_FA', 'm-1', 'smoke_avg', 'smoke_limit', null), runs: ['smoke1', 'smoke2', 'smoke3'] },
  ],
};
/** 修正系数: what the measured wheel power is multiplied by. */
const POWER_FACTOR = 'xzxs';

/** The items of an upload. A power or factor of zero is no measurement (SENTINEL_VALUE). */
export function jiangsuItems(upload: JiangsuUpload, fields: JiangsuFields): readonly ReportedItem[] {
  return (ITEMS[upload] ?? []).flatMap((nodes) => {
    const readings = readingsOf(nodes, fields);
    const measured = fields.number(nodes.value) ?? readings.at(-1) ?? null;
    if (measured === null) return [];
    const value = nodes.code === 'MAX_POWER' ? correctedPower(measured, fields) : measured;
    return [
      {
        code: nodes.code,
        value,
        unit: nodes.unit,
        limit: fields.number(nodes.limit),
        ...(nodes.lowest !== undefined && { lowestLimit: fields.number(nodes.lowest) }),
        passed: nodes.passed === null ? null : fields.digit(nodes.passed, '1', '0'),
        readings: nodes.code === 'MAX_POWER' ? [measured] : readings,
      },
    ];
  });
}

/** The three runs, or none unless all are there. */
function readingsOf({ runs = [] }: ItemNodes, fields: JiangsuFields): readonly Scaled[] {
  const readings = runs.flatMap((node) => fields.number(node) ?? []);
  if (readings.length > 0 && readings.length < runs.length) {
    for (const node of runs) if (fields.number(node) === null) fields.required(node);
  }
  return readings;
}

function correctedPower(measured: Scaled, fields: JiangsuFields): Scaled {
  const factor = fields.number(POWER_FACTOR);
  for (const [node, one] of [
    ['maxpower', measured],
    [POWER_FACTOR, factor],
  ] as const) {
    if (one?.value === 0) fields.findings.refuse('SENTINEL_VALUE', node, { value: 0 });
  }
  if (factor === null) {
    fields.findings.warn('POWER_NOT_CORRECTED');
    return measured;
  }
  return { value: measured.value * factor.value, scale: measured.scale + factor.scale };
}
