import type { MessageText } from '../../shared/message-text.js';
import type { ColorSystem } from '../vehicle-facts.js';

/** 检测方法 in our own words (§3.3): no two networks share their numbers. */
export const TEST_METHODS = [
  'TSI',
  'ASM',
  'VMAS',
  'IM195',
  'LUGDOWN',
  'FREE_ACCEL',
  'FILTER_SMOKE',
  'RINGELMANN',
  'OBD',
  'VISUAL',
] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

export const FEED_CODES = ['QINGTU', 'JIANGSU', 'JINHUA', 'JT697', 'ETC'] as const;
export type FeedCode = (typeof FEED_CODES)[number];

/** What a source means by its codes: reviewed tables, as far as they are certain. */
export interface FeedProfile {
  readonly code: FeedCode;
  readonly name: MessageText;
  /** Whose colour codes a bare code is one of (§1.3); a colour in words needs no system. */
  readonly colorSystem: ColorSystem;
  /** Codes of test methods (§3.3); empty where the source sends none or its table is not known. */
  readonly methods: Readonly<Record<string, TestMethod>>;
  /** Whether the source writes 51 for the small and 52 for the large new-energy plate (§1.2). */
  readonly swapsNewEnergyTypes: boolean;
}

const OWN_METHODS = Object.fromEntries(TEST_METHODS.map((method) => [method, method]));

/** Every source by its code. What a source is to be swapped by is said when it is used, see {@link feedProfile}. */
export const FEED_PROFILES: Readonly<Record<FeedCode, FeedProfile>> = {
  QINGTU: {
    code: 'QINGTU',
    name: { zh: '本平台的代码', en: 'the codes of this service' },
    colorSystem: 'INTERNAL',
    methods: OWN_METHODS,
    swapsNewEnergyTypes: false,
  },
  JIANGSU: {
    code: 'JIANGSU',
    name: { zh: '江苏机动车排放网', en: 'emission network of Jiangsu' },
    colorSystem: 'JIANGSU',
    methods: {
      '1': 'TSI',
      '2': 'ASM',
      '3': 'VMAS',
      '4': 'LUGDOWN',
      '5': 'FREE_ACCEL',
      '6': 'FILTER_SMOKE',
      '7': 'IM195',
    },
    swapsNewEnergyTypes: false,
  },
  JINHUA: {
    code: 'JINHUA',
    name: { zh: '金华机动车排放网', en: 'emission network of Jinhua' },
    colorSystem: 'JINHUA',
    methods: { '2': 'TSI', '4': 'FREE_ACCEL', '5': 'ASM', '6': 'VMAS', '7': 'LUGDOWN' },
    swapsNewEnergyTypes: false,
  },
  JT697: {
    code: 'JT697',
    name: { zh: '道路运输系统（JT/T 697.7、JT/T 808）', en: 'road transport systems (JT/T 697.7, JT/T 808)' },
    colorSystem: 'JT697',
    methods: {},
    swapsNewEnergyTypes: false,
  },
  ETC: {
    code: 'ETC',
    name: { zh: '高速公路联网收费', en: 'electronic toll collection' },
    colorSystem: 'ETC',
    methods: {},
    swapsNewEnergyTypes: false,
  },
};

/** A source's profile; `swapped` for one that confuses 51 and 52, which its clerk or its operator has found. */
export function feedProfile(code: FeedCode, swapped = false): FeedProfile {
  return { ...FEED_PROFILES[code], swapsNewEnergyTypes: swapped };
}

/** A test method by the source's own code, or null: the number of another source must never be taken for it. */
export function readTestMethod(feed: FeedProfile, raw: string): TestMethod | null {
  const code = raw.normalize('NFKC').trim().toUpperCase();
  return Object.hasOwn(feed.methods, code) ? (feed.methods[code] ?? null) : null;
}
