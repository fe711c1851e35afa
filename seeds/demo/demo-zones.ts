import type { SiteCode } from '../../src/domain/sync/fact.js';
import { readRule } from '../../src/domain/zone/read-rule.js';
import { RULE_SUBJECT, type RuleFact } from '../../src/domain/zone/zone-facts.js';

interface DemoZone {
  readonly site: SiteCode;
  readonly city: string;
  readonly zh: string;
  readonly en: string;
  /** West, south, east, north of an invented octagon, degrees WGS-84. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly more: Readonly<Record<string, unknown>>;
}

const ZONES: readonly DemoZone[] = [
  { site: '310000', city: '310000', zh: '上海', en: 'Shanghai', box: [121.4, 31.15, 121.55, 31.3], more: {} },
  {
    site: '320000',
    city: '320100',
    zh: '南京',
    en: 'Nanjing',
    box: [118.72, 32, 118.85, 32.1],
    more: { hours: [{ from: '07:00', to: '20:00' }] },
  },
  {
    site: '330000',
    city: '330100',
    zh: '杭州',
    en: 'Hangzhou',
    box: [120.1, 30.2, 120.25, 30.33],
    more: { excludedRoadClasses: ['EXPRESSWAY'] },
  },
  {
    site: '340000',
    city: '340100',
    zh: '合肥',
    en: 'Hefei',
    box: [117.2, 31.78, 117.35, 31.9],
    more: { boundaryRoadsIncluded: true },
  },
];

/** When the demonstration's authorities enacted them. */
const ENACTED_AT = '2026-03-02T01:00:00.000Z';

const idOf = (kind: 8 | 9, number: number): string =>
  `019cac40-0000-7000-${String(kind)}000-${String(number).padStart(12, '0')}`;

function octagon([west, south, east, north]: DemoZone['box']): object {
  const cut = 0.02;
  const ring = [
    [west + cut, south],
    [east - cut, south],
    [east, south + cut],
    [east, north - cut],
    [east - cut, north],
    [west + cut, north],
    [west, north - cut],
    [west, south + cut],
  ];
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
}

function ruleFact({ site, city, zh, en, box, more }: DemoZone, index: number): RuleFact {
  const rule = readRule({
    name: `【演示】${zh}国三柴油货车限行（虚构区域） [DEMO] ${en}: stage-3 diesel trucks, invented area`,
    authority: `【演示】${zh} [DEMO] ${en}`,
    cityCode: city,
    stageMax: 'G3',
    fuel: 'DIESEL',
    vehicleScope: ['H', 'Q', 'Z'],
    area: octagon(box),
    boundaryRoadsIncluded: false,
    validFrom: '2026-01-01',
    appliesToOutOfProvince: true,
    source: '演示用虚构规则，并非任何公告。Invented for the demonstration; no authority made it public.',
    ...more,
  });
  if (!rule.ok) throw new Error(`the demo rule of ${en} is refused: ${rule.error.code}`);
  return {
    id: idOf(9, index + 1),
    site,
    kind: 'zone.rule-enacted',
    version: 1,
    subjectType: RULE_SUBJECT,
    subject: idOf(8, index + 1),
    occurredAt: ENACTED_AT,
    recordedAt: ENACTED_AT,
    payload: { rule: rule.value },
    supersedes: null,
  };
}

/** One invented restriction for each site, the same at every start, called demo in both languages. */
export const demoZoneFacts = (): readonly RuleFact[] => ZONES.map(ruleFact);
