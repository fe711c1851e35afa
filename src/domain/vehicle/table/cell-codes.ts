import { CITIES } from '../../shared/division.js';
import type { CodeTable } from '../code-tables.js';
import { CODE_TABLES } from '../code-tables.js';
import { OWNER_KINDS } from '../vehicle-facts.js';
import type { OwnerKind, PlateColor, Retrofit } from '../vehicle-facts.js';

/** What the field writes besides the names of the code tables. Only words that can mean one thing are here. */
const FURTHER_NAMES: Readonly<Record<CodeTable, Readonly<Record<string, string>>>> = {
  PLATE_TYPE: {
    大型汽车号牌: '01',
    小型汽车号牌: '02',
    挂车号牌: '15',
    教练汽车号牌: '16',
    警用汽车号牌: '23',
    大型新能源汽车号牌: '51',
    小型新能源汽车号牌: '52',
    新能源大型: '51',
    新能源小型: '52',
  },
  USE_NATURE: { 危险化学品运输: 'R', 危险货物运输: 'R', 危货运输: 'R' },
  VEHICLE_TYPE: { 重型集装厢货车: 'H16', 重型集装箱货车: 'H16' },
  FUEL: {
    电驱动: 'C',
    纯电动: 'C',
    电动: 'C',
    汽油柴油混合: 'D',
    油电混合: 'O',
    压缩天然气: 'E',
    液化天然气: 'E',
  },
  VEHICLE_STATUS: {},
};

const PLATE_COLOR_NAMES: Readonly<Record<string, PlateColor>> = {
  蓝: 'BLUE',
  蓝底白字: 'BLUE',
  黄: 'YELLOW',
  黄底黑字: 'YELLOW',
  黑: 'BLACK',
  黑底白字: 'BLACK',
  白: 'WHITE',
  渐变绿: 'GREEN_GRADIENT',
  黄绿双拼: 'YELLOW_GREEN',
  黄绿: 'YELLOW_GREEN',
  其他: 'OTHER',
  未知: 'UNKNOWN',
};

const OWNER_KIND_NAMES: Readonly<Record<string, OwnerKind>> = {
  单位: 'ORG',
  企业: 'ORG',
  公司: 'ORG',
  法人: 'ORG',
  机构: 'ORG',
  机关: 'ORG',
  事业单位: 'ORG',
  个人: 'PERSON',
  自然人: 'PERSON',
  私人: 'PERSON',
  个体工商户: 'INDIVIDUAL_BUSINESS',
  个体户: 'INDIVIDUAL_BUSINESS',
};

const RETROFIT_KIND_NAMES: Readonly<Record<string, Retrofit['kind']>> = {
  颗粒捕集器: 'DPF',
  颗粒物捕集器: 'DPF',
  选择性催化还原: 'SCR',
  其他: 'OTHER',
};

/** Half width, upper case, without blanks and marks. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Names that stand for one code; the first of equal ones, for 氢 has two letters in the networks. */
function namesOf(table: CodeTable): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const codes = Object.entries(CODE_TABLES[table]);
  for (const [code, name] of codes) {
    for (const written of [code, name.zh, name.en])
      if (!names.has(bare(written))) names.set(bare(written), code);
  }
  for (const [name, code] of Object.entries(FURTHER_NAMES[table])) names.set(bare(name), code);
  return names;
}

const CODE_OF: Readonly<Record<CodeTable, ReadonlyMap<string, string>>> = {
  PLATE_TYPE: namesOf('PLATE_TYPE'),
  USE_NATURE: namesOf('USE_NATURE'),
  VEHICLE_TYPE: namesOf('VEHICLE_TYPE'),
  FUEL: namesOf('FUEL'),
  VEHICLE_STATUS: namesOf('VEHICLE_STATUS'),
};

/** `Q11-重型半挂牵引车`, `B：柴油`, `货运(F)`: a code and its name side by side. */
const CODE_FIRST = /^([A-Z0-9]{1,3})[\s:：\-—_/|.、，(（]+(\p{Script=Han}[^]*?)[)）]?$/iu;
const NAME_FIRST = /^(\p{Script=Han}[^]*?)[\s:：\-—_/|(（]+([A-Z0-9]{1,3})[)）]?$/iu;

/**
 * The code that a cell means: the code itself, its name in Chinese or English, or both when they agree. Anything else
 * is given back as it was, for the rule of the field to judge.
 */
export function readCodeCell(table: CodeTable, raw: string): string {
  const codes = CODE_OF[table];
  const known = codes.get(raw) ?? codes.get(bare(raw));
  if (known !== undefined) return known;
  const text = raw.normalize('NFKC').trim();
  const both = CODE_FIRST.exec(text) ?? NAME_FIRST.exec(text);
  if (both === null) return raw;
  const [one, other] = [codes.get(bare(both[1] ?? '')), codes.get(bare(both[2] ?? ''))];
  return one !== undefined && one === other ? one : raw;
}

/** 号牌种类; a spreadsheet that took `01` for a number has dropped the zero. */
export const readPlateTypeCell = (raw: string): string =>
  readCodeCell('PLATE_TYPE', /^\d$/.test(raw) ? `0${raw}` : raw);

const PLAIN_STATUS = /^[A-Z]{1,16}$/;

/** 机动车状态: letters (`GQ`), or names one behind the other (`违法未处理、逾期未检验`). */
export function readStatusCell(raw: string): string {
  if (PLAIN_STATUS.test(raw)) return raw;
  const parts = raw.split(/[、,，;；/\s]+/).filter((part) => part !== '');
  const codes = parts.map((part) => readCodeCell('VEHICLE_STATUS', part));
  return codes.length > 0 && codes.every((code) => /^[A-Z]{1,16}$/i.test(code)) ? codes.join('') : raw;
}

/** 燃料种类, also of two fuels (`汽油/电`). */
export function readFuelCell(raw: string): string {
  const known = readCodeCell('FUEL', raw);
  if (known !== raw) return known;
  const codes = raw.split(/[、,，/+＋\\]/).map((part) => readCodeCell('FUEL', part.trim()));
  return codes.length === 2 && codes.every((code) => /^[A-Z]$/.test(code)) ? codes.join('') : raw;
}

/** A plate colour in words, whatever the system of the source; null for a code. 绿 alone may be either green. */
export function plateColorInWords(raw: string): PlateColor | null {
  const text = bare(raw).replace(/(?:色|牌|色牌|色号牌|号牌)$/, '');
  return PLATE_COLOR_NAMES[bare(raw)] ?? PLATE_COLOR_NAMES[text] ?? null;
}

/** 所有人类别 by our own word or the field's. */
export const readOwnerKindCell = (raw: string): string =>
  OWNER_KINDS.find((kind) => kind === raw) ?? OWNER_KIND_NAMES[bare(raw)] ?? raw.trim().toUpperCase();

/** 加装类别 by our own word or the field's. */
export const readRetrofitKindCell = (raw: string): string =>
  RETROFIT_KIND_NAMES[bare(raw)] ?? raw.trim().toUpperCase();

const CITY_OF_NAME: ReadonlyMap<string, string> = new Map(
  CITIES.flatMap(({ code, name }) => [
    [name, code],
    [name.replace(/市$/, ''), code],
  ]),
);
const SIX_DIGITS = /^\d{6}$/;
const DIVISION_CODE = /^(\d{6})(?:0{3}|0{6}|\D.*)?$/s;

/** 行政区划: six digits, the longer codes of statistics when they end in zeros, a code with its name, or a city's name. */
export function readDivisionCell(raw: string): string {
  if (SIX_DIGITS.test(raw)) return raw;
  const text = raw.normalize('NFKC').trim();
  return DIVISION_CODE.exec(text)?.[1] ?? CITY_OF_NAME.get(text) ?? text;
}
