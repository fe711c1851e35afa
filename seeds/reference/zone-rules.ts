/** A restriction that was made public, in the words of its notice as far as they are known here. */
export interface ReferenceRule {
  /** Short name for rehearsals; the id of its subject is `subject`. */
  readonly id: string;
  readonly subject: string;
  /** Id of the fact that enacts it, the same wherever it is loaded. */
  readonly fact: string;
  /** Where it was enacted, a site of the delta. */
  readonly site: '310000' | '320000' | '340000';
  readonly rule: Readonly<Record<string, unknown>>;
}

const subjectOf = (n: number): string => `01756a80-0000-7000-8000-${String(n).padStart(12, '0')}`;
const factOf = (n: number): string => `01756a80-0000-7000-9000-${String(n).padStart(12, '0')}`;

const S20 = {
  authority: '上海市',
  cityCode: '310000',
  stageMax: 'G3',
  fuel: 'DIESEL',
  wholeDivision: false,
  boundaryRoadsIncluded: false,
  boundaryRoads: ['S20', '外环高速', '外环线', 'G1503 外环隧道–五洲大道'],
  appliesToOutOfProvince: true,
};
const NO_GEOMETRY =
  '未掌握区域坐标，须由现场说明是否在区域内。No geometry is known: say on site whether it is inside.';

const DIESEL_TRUCKS = { stageMax: 'G3', fuel: 'DIESEL', vehicleScope: ['H', 'Q', 'Z'] };
const ANQING = {
  authority: '安庆市',
  cityCode: '340800',
  ...DIESEL_TRUCKS,
  excludedRoadClasses: ['EXPRESSWAY'],
};
const BOZHOU = { authority: '亳州市', cityCode: '341600', ...DIESEL_TRUCKS, wholeDivision: false };
const PHASES = ['2024-07-01', '2025-01-01', '2025-11-01'] as const;
const LAST_DAYS = ['2024-12-31', '2025-10-31', null] as const;

const RULES: readonly Omit<ReferenceRule, 'subject' | 'fact'>[] = [
  {
    id: 'SH-S20-TRUCK-2020',
    site: '310000',
    rule: {
      ...S20,
      name: '上海外环线以内国三柴油货运机动车限行（2020）',
      vehicleScope: ['H', 'Q'],
      validFrom: '2020-06-01',
      exemptions: [
        { kind: 'BODY', values: ['REFRIGERATED'], until: '2020-06-01' },
        { kind: 'RETROFIT', vehicleScope: ['H16', 'H26', 'Q'], until: '2020-06-01' },
      ],
      source:
        '原定2020-04-01、推迟至2020-06-01起，全天禁止国三柴油货运机动车在S20以内道路通行，不含S20及其高架下地面道路；' +
        'S20含与G1503共线的外环隧道–五洲大道段；冷藏车、加装净化装置的集卡至2020-06-01暂不执行。' +
        NO_GEOMETRY,
    },
  },
  {
    id: 'SH-WIDER-TRUCK-2020-10',
    site: '310000',
    rule: {
      ...S20,
      name: '上海国三柴油货运机动车扩大限行（2020-10）',
      boundaryRoads: [],
      vehicleScope: ['H', 'Q'],
      validFrom: '2020-10-01',
      source: `2020-10-01起扩大范围，公告正文未掌握。Widened; the text of the notice is not known. ${NO_GEOMETRY}`,
    },
  },
  {
    id: 'SH-S20-BUS-2024',
    site: '310000',
    rule: {
      ...S20,
      name: '上海外环线以内国三柴油客车限行（2024）',
      vehicleScope: ['K'],
      validFrom: '2024-07-01',
      source: `2024-07-01起国三柴油客车同样不得在S20以内道路通行，含外省车辆。${NO_GEOMETRY}`,
    },
  },
  {
    id: 'RUDONG-2023',
    site: '320000',
    rule: {
      authority: '如东县',
      cityCode: '320623',
      name: '如东县国三及以下柴油货车限行（2023–2028）',
      ...DIESEL_TRUCKS,
      wholeDivision: true,
      includedRoadClasses: ['URBAN', 'NATIONAL', 'PROVINCIAL', 'COUNTY'],
      excludedRoadClasses: ['EXPRESSWAY', 'TOWNSHIP', 'VILLAGE'],
      validFrom: '2023-11-17',
      validTo: '2028-11-16',
      source:
        '国三及以下排放标准柴油货车（含专项作业车、半挂牵引车），2023-11-17至2028-11-16全天，城区道路及国省县道，不含乡村道和高速。',
    },
  },
  ...PHASES.map((validFrom, index) => ({
    id: `ANQING-${String(index + 1)}`,
    site: '340000' as const,
    rule: {
      ...ANQING,
      name: `安庆市国三柴油货车限行第${String(index + 1)}阶段`,
      wholeDivision: index === PHASES.length - 1,
      validFrom,
      validTo: LAST_DAYS[index],
      source:
        index === PHASES.length - 1
          ? '第三阶段：全市域，不含高速。The whole city but expressways.'
          : `分三阶段，本阶段区域未掌握，不含高速。${NO_GEOMETRY}`,
    },
  })),
  ...PHASES.map((validFrom, index) => ({
    id: `BOZHOU-${String(index + 1)}`,
    site: '340000' as const,
    rule: {
      ...BOZHOU,
      name: `亳州市国三柴油货车限行第${String(index + 1)}阶段`,
      boundaryRoadsIncluded: index > 0,
      validFrom,
      validTo: LAST_DAYS[index],
      source:
        (index === 0 ? '第一阶段区域“不含上述道路”，边界道路名称未掌握。' : '本阶段区域未掌握。') +
        NO_GEOMETRY,
    },
  })),
];

/** The restrictions that are known by their notices. What a notice does not tell stays unknown and is asked on site. */
export const REFERENCE_RULES: readonly ReferenceRule[] = RULES.map((rule, index) => ({
  ...rule,
  subject: subjectOf(index + 1),
  fact: factOf(index + 1),
}));
