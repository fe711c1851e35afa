import type { MessageLanguage } from '../../domain/shared/messages.js';
import type { MessageText } from '../../domain/shared/message-text.js';
import type { Problem } from '../../domain/shared/result.js';
import { seemsSwapped, type ImportRun } from '../../features/imports/index.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';

const STATES: Readonly<Record<ImportRun['state'], MessageText>> = {
  QUEUED: { zh: '等待中', en: 'waits' },
  RUNNING: { zh: '进行中', en: 'runs' },
  DONE: { zh: '完成', en: 'done' },
  CANCELLED: {
    zh: '已取消：再次执行同一命令即从中断处继续',
    en: 'cancelled: the same command goes on where it ended',
  },
  FAILED: { zh: '未能导入', en: 'failed' },
};

const DELIMITERS: Readonly<Record<string, MessageText>> = {
  ',': { zh: '逗号分隔', en: 'commas' },
  ';': { zh: '分号分隔', en: 'semicolons' },
  '\t': { zh: '制表符分隔', en: 'tabs' },
};

const textOf = (problem: Problem, language: MessageLanguage): string =>
  `${problem.code}: ${describeError(new AppError(problem), language)}`;

/** How the file was understood, for the terminal. */
export function readingLines(
  { fileName, feed, swapped, reading }: ImportRun,
  language: MessageLanguage,
): string[] {
  if (reading === null) return [];
  const { format, encoding, delimiter, sheet, headerLine, columns, notices } = reading;
  const parts = [
    format,
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [DELIMITERS[delimiter]?.[language] ?? delimiter]),
    ...(sheet === null ? [] : [language === 'zh' ? `工作表 ${sheet}` : `sheet ${sheet}`]),
    language === 'zh' ? `表头在第 ${headerLine} 行` : `header in row ${headerLine}`,
    `${language === 'zh' ? '代码来源' : 'codes of'} ${feed}${swapped ? ' (51↔52)' : ''}`,
  ];
  const understood = columns.map(({ header, column }) => `${header}→${column}`).join(' ');
  return [
    `${fileName}: ${parts.join(', ')}`,
    `${language === 'zh' ? '列' : 'columns'}: ${understood}`,
    ...notices.map((notice) => textOf(notice, language)),
  ];
}

/** What came of the file, for the terminal. */
export function endLines(run: ImportRun, language: MessageLanguage): string[] {
  const { state, doneRows, registered, flagged, unchanged, held, refused, problem } = run;
  const counts =
    language === 'zh'
      ? `已处理 ${doneRows} 行：登记 ${registered}（其中请核对 ${flagged}），无变化 ${unchanged}，待人工复核 ${held}，未登记 ${refused}`
      : `${doneRows} rows: registered ${registered} (to be checked ${flagged}), unchanged ${unchanged}, held ${held}, refused ${refused}`;
  const suspicion = seemsSwapped(run);
  return [
    `${STATES[state][language]}${problem === null ? '' : `: ${textOf(problem, language)}`}`,
    counts,
    ...(suspicion === null ? [] : [textOf(suspicion, language)]),
  ];
}
