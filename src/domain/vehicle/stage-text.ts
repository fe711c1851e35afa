import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import { EMISSION_STAGES } from './vehicle-facts.js';
import type { EmissionStage } from './vehicle-facts.js';

const WORDS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
};
const NUMBER = '(?<n>[0-6]|VI|IV|V|I{1,3}|[零〇一二三四五六])';
const LETTER = '(?<ab>[AB])?';

/** Ways to write one stage as a whole text, after {@link canonicalText}. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^${NUMBER}${LETTER}$`),
  new RegExp(`^G${NUMBER}${LETTER}$`),
  new RegExp(`^国家?(?:第)?${NUMBER}${LETTER}(?:阶段|标准|排放标准)?$`),
  new RegExp(`^第${NUMBER}${LETTER}阶段$`),
  new RegExp(`^CHINA${NUMBER}${LETTER}$`),
  /^(?<pre>PRE-CHINA)(?:I|1)$/,
];

/** The stage inside a string of standards: `GB17691-2005(国Ⅳ)`, `GB18352.3-2005国IV`. */
const STAGE_IN_STANDARDS = new RegExp(`国${NUMBER}${LETTER}(?![A-Z0-9及以或前])`, 'g');

const ZERO_TEXTS: ReadonlySet<string> = new Set(['99', 'ZERO', '零排放']);
const UNKNOWN_TEXTS: ReadonlySet<string> = new Set(['UNKNOWN', '未知', '不详']);

/** NFKC turns Ⅳ into IV; blanks and the dashes of GB numbers say nothing about the stage. */
const canonicalText = (raw: string): string => raw.normalize('NFKC').toUpperCase().replace(/\s/g, '');

type Groups = Readonly<Record<string, string | undefined>>;

/** The stage of a match: only 国六 has letters. */
function stageOf(groups: Groups = {}): EmissionStage | null {
  if (groups.pre !== undefined) return 'G0';
  const written = groups.n ?? '';
  const stage = `G${WORDS[written] ?? written}${groups.ab ?? ''}`;
  return stage === 'G6' ? 'G6_UNSPEC' : (EMISSION_STAGES.find((known) => known === stage) ?? null);
}

/**
 * Reads an emission stage as the field writes it: our own words, the wire codes 0 to 6 and 99 (零排放; a bare 6 has lost
 * its a or b), 国三, 国Ⅲ, 国3, 第3阶段, 第三阶段, `China IV`, `pre-China I`, or a string of standards that names exactly
 * one stage (`GB17691-2005国Ⅴ,GB3847-2005`). Blank is UNKNOWN. Error: STAGE_FORMAT (nothing readable, or two stages).
 */
export function readStage(raw: string, field = 'emissionStage'): Result<EmissionStage> {
  const text = canonicalText(raw);
  const own = EMISSION_STAGES.find((stage) => stage === text);
  if (own !== undefined) return ok(own);
  if (ZERO_TEXTS.has(text)) return ok('ZERO');
  if (isSentinel(text) || UNKNOWN_TEXTS.has(text)) return ok('UNKNOWN');
  const form = FORMS.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const stages = form
    ? [stageOf(form.groups)]
    : !text.includes('GB')
      ? []
      : [...text.matchAll(STAGE_IN_STANDARDS)].map((match) => stageOf(match.groups));
  const [first, ...others] = new Set(stages);
  return first && others.length === 0
    ? ok(first)
    : fail({ code: 'STAGE_FORMAT', field, params: { value: raw } });
}
