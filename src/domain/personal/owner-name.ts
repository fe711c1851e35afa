import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { OwnerKind } from '../vehicle/vehicle-facts.js';
import { saysSomething } from './printable.js';

/** 复姓 in use. A longer list masks less of a name, a shorter one more: what is not in it counts as one character. */
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 欧侯 淳于 单于 完颜 叶赫 纳兰 贺兰 爱新 耶律 第五'
  ).split(' '),
);

/** Ways to write the dot within the names of some peoples. */
const NAME_DOTS = /[•・‧∙⋅･]/g;
const PERSON =
  /^(?:\p{Script=Han}[\p{Script=Han}·]*\p{Script=Han}|\p{Script=Latin}[\p{Script=Latin}\p{M} .'·-]*)$/u;
const BETWEEN_HAN = /(?<=[\p{Script=Han}·]) +(?=[\p{Script=Han}·])/gu;
const HAS_LETTER = /\p{L}/u;
const SHORTEST = 2;
const LONGEST_PERSON = 50;
const LONGEST_BUSINESS = 100;
const STAR = '*';

/** Half width, the dot of names in one spelling, no blanks between Chinese characters. */
function normaliseOwnerName(raw: string): string {
  return raw.normalize('NFKC').replace(NAME_DOTS, '·').replace(/\s+/g, ' ').trim().replace(BETWEEN_HAN, '');
}

/**
 * The name of an owner, normalised: of a natural person in Chinese characters (with · in the names of some peoples) or
 * Latin letters, of a business any text with a letter; never with a star, which masks. Problem: OWNER_NAME_FORMAT, which never repeats the name.
 */
export function readOwnerName(raw: string, kind: OwnerKind, field: string): Result<string> {
  const name = normaliseOwnerName(raw);
  const longest = kind === 'PERSON' ? LONGEST_PERSON : LONGEST_BUSINESS;
  const fits = kind === 'PERSON' ? PERSON.test(name) : HAS_LETTER.test(name);
  return fits && !name.includes(STAR) && saysSomething(name, SHORTEST, longest)
    ? ok(name)
    : fail({ code: 'OWNER_NAME_FORMAT', field, params: { longest } });
}

/**
 * The name of a natural person or an individual business with all but the surname starred: 张三 → 张*, 欧阳娜娜 → 欧阳**.
 * A name with · keeps its first character alone. Names of companies are public and do not come here.
 */
export function maskName(name: string): string {
  const characters = [...name];
  const isCompound = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''));
  const shown = characters.length < 2 ? 0 : isCompound ? 2 : 1;
  return characters.slice(0, shown).join('') + STAR.repeat(characters.length - shown);
}
