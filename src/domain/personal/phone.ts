import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';

const COUNTRY_CODE = /^(?:\+|00)86/;
const MOBILE = /^1[3-9]\d{9}$/;
/** Area code (three digits for 010 and 02x, else four), seven or eight digits, and an extension. */
const LANDLINE = /^\(?(010|02\d|0[3-9]\d{2})\)?-?(\d{7,8})(?:(?:-|转|ext\.?)(\d{1,6}))?$/i;
/** Numbers of companies that are the same in the whole country. */
const NATIONWIDE = /^([48]00)-?(\d{3})-?(\d{4})$/;
const SHOWN_OF_LANDLINE = 2;
const STAR = '*';

/** One spelling for each number: `13812341234`, `025-83212345`, `025-83212345-801`, `400-8123456`; null for no number. */
function normalForm(raw: string): string | null {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s.·]/g, '')
    .replace(/[‐‑–—]/g, '-');
  const home = text.replace(COUNTRY_CODE, '');
  const digits = home.replace(/-/g, '');
  if (MOBILE.test(digits)) return digits;
  // The leading zero of an area code is dropped behind the country code.
  const landline =
    LANDLINE.exec(home) ?? (home === text ? null : LANDLINE.exec(`0${home.replace(/^-/, '')}`));
  if (landline !== null) {
    const [, area = '', local = '', extension] = landline;
    return [area, local, ...(extension === undefined ? [] : [extension])].join('-');
  }
  const nationwide = NATIONWIDE.exec(home);
  return nationwide === null ? null : `${nationwide[1] ?? ''}-${nationwide[2] ?? ''}${nationwide[3] ?? ''}`;
}

/**
 * A mobile number, a landline with its area code, or a 400 or 800 number, in one spelling. Problem: OWNER_PHONE_FORMAT,
 * which never repeats the number.
 */
export function readPhone(raw: string, field: string): Result<string> {
  const phone = normalForm(raw);
  return phone === null ? fail({ code: 'OWNER_PHONE_FORMAT', field }) : ok(phone);
}

/** 13812341234 → 138****1234; of a landline the area code and the last two digits stay, the extension goes. */
export function maskPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}${STAR.repeat(4)}${phone.slice(-4)}`;
  const [area = '', local = ''] = phone.split('-');
  const hidden = Math.max(0, local.length - SHOWN_OF_LANDLINE);
  return `${area}-${STAR.repeat(hidden)}${local.slice(hidden)}`;
}
