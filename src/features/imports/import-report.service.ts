import { Injectable } from '@nestjs/common';
import type { MessageLanguage } from '../../domain/shared/messages.js';
import type { MessageText } from '../../domain/shared/message-text.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isErrorCode } from '../../platform/errors/catalogue.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { writeTable } from '../../platform/tables/table-writer.js';
import { ImportReportRepository, type ReportEntry } from './import-report.repository.js';
import type { ReportedOutcome } from './import-run.js';

/** How a report is to be written. */
export interface ReportForm {
  readonly format: 'CSV' | 'XLSX';
  readonly language: MessageLanguage;
}

const HEADERS: Readonly<Record<MessageLanguage, readonly string[]>> = {
  zh: ['行号', '结果', '字段', '代码', '说明'],
  en: ['Row', 'Outcome', 'Field', 'Code', 'What is wrong'],
};

const OUTCOMES: Readonly<Record<ReportedOutcome, MessageText>> = {
  REFUSED: { zh: '未登记：请改正后重新导入', en: 'not registered: correct it and import it again' },
  HELD: { zh: '暂存待人工复核', en: 'waits for a person to decide' },
  FLAGGED: { zh: '已登记，请核对', en: 'registered, please check' },
};

/** The report of an import as a table: a line for everything that a clerk is told. */
@Injectable()
export class ImportReportService {
  constructor(private readonly reports: ImportReportRepository) {}

  /** The report as a file, in the order of the imported one. @throws AppError TABLE_TOO_LONG while it is read */
  file(run: string, { format, language }: ReportForm): AsyncIterable<Uint8Array> {
    return writeTable({ format }, HEADERS[language], this.#rows(run, language));
  }

  async *#rows(run: string, language: MessageLanguage): AsyncGenerator<readonly string[]> {
    for await (const entry of this.reports.read(run)) yield cellsOf(entry, language);
  }
}

function cellsOf({ line, outcome, problem }: ReportEntry, language: MessageLanguage): readonly string[] {
  const { code, field = '' } = problem;
  // The field has a column of its own; a text of the domain begins with it, one of the catalogue has it in its sentence.
  const { field: _column, ...rest } = problem;
  const text = describeError(new AppError(isErrorCode(code) ? problem : rest), language);
  return [String(line), OUTCOMES[outcome][language], field, code, text];
}
