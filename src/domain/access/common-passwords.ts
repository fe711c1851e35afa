/**
 * What guessers try first, in the forms that twelve characters leave room for. Reviewed by hand: stems that people
 * dress up with digits and signs, and rows of the keyboard. A password is common when nothing but these remains of it.
 */
const STEMS = [
  'password', 'passwort', 'passw', 'pass', 'word', 'secret', 'letmein', 'welcome', 'login', 'admin',
  'administrator', 'root', 'user', 'guest', 'test', 'demo', 'master', 'default', 'changeme', 'system',
  'hello', 'iloveyou', 'love', 'you', 'monkey', 'dragon', 'sunshine', 'football', 'princess', 'superman',
  'abc', 'abcd', 'abcde', 'abcdef', 'qwe', 'qwer', 'qwert', 'qwerty', 'qwertyuiop', 'asd', 'asdf', 'asdfgh',
  'asdfghjkl', 'zxc', 'zxcv', 'zxcvbn', 'zxcvbnm', 'qaz', 'wsx', 'edc', 'rfv', 'tgb', 'qazwsx', 'qazwsxedc',
  'mima', 'wode', 'woaini', 'woaiwojia', 'wo', 'ai', 'ni', 'aini', 'nihao', 'zhongguo', 'china', 'beijing',
  'shanghai', 'jiangsu', 'zhejiang', 'anhui', 'nanjing', 'hangzhou', 'hefei', 'suzhou', 'ningbo',
  'qingtu', 'police', 'jiaojing', 'gongan', 'huanbao', 'station', 'gate', 'port', 'car', 'che',
  '密码', '口令', '我的', '我爱你', '你好', '中国', '上海', '江苏', '浙江', '安徽', '清途', '管理员', '公安', '交警',
] as const; // prettier-ignore

/** Signs that stand for letters; digits in front and behind are years and counters and tell nothing. */
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i',
}; // prettier-ignore

const LETTER = /\p{L}/u;
const BY_LENGTH = [...STEMS].sort((one, other) => other.length - one.length);

/** Takes every stem out of a text, the longest first. */
function withoutStems(text: string): string {
  return BY_LENGTH.reduce((rest, stem) => rest.replaceAll(stem, ' '), text);
}

const lettersOf = (text: string): string => [...text].filter((one) => LETTER.test(one)).join('');
const undisguised = (text: string): string => [...text].map((one) => DISGUISES[one] ?? one).join('');

/** How many letters beyond the stems make a password a person's own. */
const OWN_LETTERS = 4;

function isRun(text: string): boolean {
  const codes = [...text].map((one) => one.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const even = steps.filter((step, at) => Math.abs(step) <= 1 && (at === 0 || step === steps[at - 1])).length;
  return even * 4 >= steps.length * 3;
}

function isRepetition(text: string): boolean {
  const characters = [...text];
  return [1, 2, 3, 4, 5, 6].some(
    (period) =>
      characters.length >= period * 2 && characters.every((one, at) => one === characters[at % period]),
  );
}

/**
 * Whether a password is among those that are guessed first: digits and signs only, a run (12345…, abcdef…), a short
 * piece over and over, or common words dressed up with digits and signs (P@ssw0rd2026!).
 */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if (isRun(text) || isRepetition(text)) return true;
  return [text, undisguised(text)].some((form) => lettersOf(withoutStems(form)).length < OWN_LETTERS);
}

const SHORTEST_PART = 5;
const SHORTEST_HAN_PART = 3;
const HAN = /\p{Script=Han}/u;

/**
 * The part of a login or of an organisation's names that a password repeats, or null. Words of five letters, names of
 * three Han characters and more count; a shorter one would be met by chance.
 */
export function repeatedPart(password: string, sources: readonly string[]): string | null {
  const text = password.normalize('NFKC').toLowerCase();
  const parts = sources.flatMap((source) =>
    source
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  const counts = (part: string): boolean =>
    [...part].length >= (HAN.test(part) ? SHORTEST_HAN_PART : SHORTEST_PART);
  return parts.find((part) => counts(part) && text.includes(part)) ?? null;
}
