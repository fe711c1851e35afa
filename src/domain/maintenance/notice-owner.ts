import type { SiteCode } from '../sync/fact.js';
import { SITES } from '../sync/fact.js';

/** Who serves the notice: the site where the vehicle is registered, or, outside the delta, the national platform. */
export interface NoticeOwner {
  readonly queue: 'SITE' | 'NATIONAL';
  /** The site, when it is one of the four. */
  readonly site: SiteCode | null;
  /** GB/T 2260 of the registration, as far as it is known. */
  readonly division: string | null;
}

/** First characters of plates (GA 36-2018) → province code. */
const PLATE_PROVINCES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '京11 津12 冀13 晋14 蒙15 辽21 吉22 黑23 沪31 苏32 浙33 皖34 闽35 赣36 鲁37 豫41 鄂42 湘43 粤44 桂45 琼46 ' +
    '渝50 川51 贵52 云53 藏54 陕61 甘62 青63 宁64 新65'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), `${pair.slice(1)}0000`]),
);

/**
 * The province that a plate tells, for a vehicle whose registration is not known here: a truck from outside the delta
 * is in none of its registers. The registration record is always asked first.
 */
export function provinceOfPlate(number: string): string | null {
  return PLATE_PROVINCES[number.slice(0, 1)] ?? null;
}

/** The site of a division, or null when it lies outside the delta. */
export function siteOfDivision(division: string): SiteCode | null {
  return SITES.find((site) => site.slice(0, 2) === division.slice(0, 2)) ?? null;
}

/** The owner of the notice of a vehicle registered in `division`; unknown: the site that found it. */
export function noticeOwnerOf(division: string | null, discoverer: SiteCode): NoticeOwner {
  if (division === null) return { queue: 'SITE', site: discoverer, division: null };
  const site = siteOfDivision(division);
  return { queue: site === null ? 'NATIONAL' : 'SITE', site, division };
}
