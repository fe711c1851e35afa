import type { Clause } from '../vehicle/clauses.js';

const DIESEL = '柴油车污染物排放限值及测量方法（自由加速法及加载减速法）GB 3847-2018';
const PETROL = '汽油车污染物排放限值及测量方法（双怠速法及简易工况法）GB 18285-2018';
const MACHINES = '非道路移动柴油机械排气烟度限值及测量方法 GB 36886-2018';

/** Every clause that the judgement of a report cites, by its id. */
export const EMISSION_CLAUSES = {
  GB3847_FREE_ACCEL: {
    document: DIESEL,
    article: '在用汽车和注册登记排放检验排放限值',
    zh: '自由加速法：光吸收系数或不透光度取最后三次结果的算术平均值，大于限值的不合格',
    en: 'Free acceleration: the mean of the last three absorption coefficients or opacities must not exceed the limit',
  },
  GB3847_LUGDOWN: {
    document: DIESEL,
    article: '在用汽车和注册登记排放检验排放限值',
    zh: '加载减速法：100%和80%点的烟度、80%点的氮氧化物不得大于限值，修正后最大轮边功率不得低于发动机额定功率的40%，不得有可见黑烟或蓝烟',
    en: 'Lug-down: smoke at the 100 % and 80 % points and NOx at the 80 % point stay within their limits, the corrected maximum wheel power is at least 40 % of the rated power, and no black or blue smoke is seen',
  },
  GB3847_RINGELMANN: {
    document: DIESEL,
    article: '在用汽车和注册登记排放检验排放限值',
    zh: '林格曼黑度法：不得大于1级',
    en: 'Ringelmann: not above level 1',
  },
  GB3847_SCOPE: {
    document: DIESEL,
    article: '适用范围',
    zh: '适用于装用压燃式发动机的汽车，不适用于低速货车和三轮汽车',
    en: 'For vehicles with compression-ignition engines, not for low-speed trucks and three-wheelers',
  },
  GB18285_TSI: {
    document: PETROL,
    article: '双怠速法检验排气污染物排放限值',
    zh: '怠速和高怠速的CO、HC不得大于限值，高怠速过量空气系数为1.00±0.05',
    en: 'CO and HC at idle and at high idle stay within their limits; lambda at high idle is 1.00 ± 0.05',
  },
  GB18285_ASM: {
    document: PETROL,
    article: '稳态工况法排气污染物排放限值',
    zh: 'ASM5025和ASM2540工况的CO、HC、NO不得大于限值',
    en: 'CO, HC and NO of ASM5025 and ASM2540 stay within their limits',
  },
  GB18285_IM195: {
    document: PETROL,
    article: '瞬态工况法排气污染物排放限值',
    zh: 'CO和HC+NOx不得大于限值',
    en: 'CO and HC+NOx stay within their limits',
  },
  GB18285_VMAS: {
    document: PETROL,
    article: '简易瞬态工况法排气污染物排放限值',
    zh: 'CO、HC、NOx不得大于限值',
    en: 'CO, HC and NOx stay within their limits',
  },
  GB3847_OBD: {
    document: DIESEL,
    article: '车载诊断系统（OBD）检查',
    zh: '适用的车辆，接口缺损、不能通讯、故障指示器点亮且有故障码、指示器与电控单元状态不一致的不合格',
    en: 'Where it applies: no port, no communication, the indicator on with a fault code, or an indicator that contradicts the control unit fails',
  },
  GB3847_VISUAL: {
    document: DIESEL,
    article: '外观检验',
    zh: '有可见黑烟或蓝烟的不合格',
    en: 'Visible black or blue smoke fails',
  },
  GB36886_SMOKE: {
    document: MACHINES,
    article: '排气烟度限值',
    zh: '按机械类别和额定净功率的光吸收系数限值，林格曼黑度不得大于1级；Ⅱ类、Ⅲ类不得有可见烟',
    en: 'Absorption coefficient by class and rated net power, Ringelmann not above 1; classes II and III show no visible smoke',
  },
} as const satisfies Record<string, Clause>;

export type EmissionClauseId = keyof typeof EMISSION_CLAUSES;
