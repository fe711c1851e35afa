import { createUnionType, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import { FEED_CODES, FEED_PROFILES, type FeedCode } from '../../domain/vehicle/table/feeds.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { IMPORT_STATES, type ImportState } from './import-run.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const FeedEnum = enumOf(FEED_CODES);
registerEnumType(FeedEnum, {
  name: 'FeedCode',
  description: '数据来源：决定代码如何解读。Source of a file: how its codes are to be read.',
  valuesMap: Object.fromEntries(
    FEED_CODES.map((code) => {
      const { zh, en } = FEED_PROFILES[code].name;
      return [code, { description: `${zh}。${en[0]?.toUpperCase() ?? ''}${en.slice(1)}.` }];
    }),
  ),
});

const ImportStateEnum = enumOf(IMPORT_STATES);
registerEnumType(ImportStateEnum, {
  name: 'ImportState',
  description:
    '导入状态；已取消或失败的可从中断处继续。State of an import; a cancelled or failed one can go on.',
  valuesMap: {
    QUEUED: { description: '等待处理。Waits for a worker.' },
    RUNNING: { description: '处理中。Is being read.' },
    DONE: { description: '已读完。Read to its end.' },
    CANCELLED: { description: '已取消，可继续。Cancelled; can go on.' },
    FAILED: { description: '失败，可重试。Failed; can be tried again.' },
  },
});

export const LanguageEnum = enumOf(['zh', 'en'] as const);
registerEnumType(LanguageEnum, {
  name: 'ReportLanguage',
  description: '报告的语言。Language of a report.',
  valuesMap: { zh: { description: '中文。Chinese.' }, en: { description: '英文。English.' } },
});

export const ReportFormatEnum = enumOf(['CSV', 'XLSX'] as const);
registerEnumType(ReportFormatEnum, {
  name: 'ReportFormat',
  description: '报告的格式。Format of a report.',
  valuesMap: {
    CSV: { description: 'UTF-8 文本表格。Text table in UTF-8.' },
    XLSX: { description: 'Excel 工作簿。Excel workbook.' },
  },
});

@ObjectType('ImportNotice', { description: '关于整个文件的说明。Something about the file as a whole.' })
export class ImportNoticeModel {
  @Field(() => String, { description: '稳定代码。Stable code.' })
  code!: string;

  @Field(() => String, { description: '说明。Text in the language of the caller.' })
  message!: string;
}

@ObjectType('ImportColumn', { description: '已识别的列。A column that was understood.' })
export class ImportColumnModel {
  @Field(() => String, { description: '文件中的表头。Header in the file.' })
  header!: string;

  @Field(() => String, { description: '对应的内容。What it was taken for.' })
  column!: string;
}

@ObjectType('ImportRun', { description: '一次文件导入。One reading of a file into the registry.' })
export class ImportRunModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ImportStateEnum, { description: '状态。State.' })
  state!: ImportState;

  @Field(() => String, { description: '文件名。Name of the file.' })
  fileName!: string;

  @Field(() => FeedEnum, { description: '数据来源。Source.' })
  feed!: FeedCode;

  @Field(() => Boolean, { description: '是否按 51/52 互换解读。Whether 51 and 52 are exchanged.' })
  swapped!: boolean;

  @Field(() => String, { nullable: true, description: '格式：CSV 或 XLSX。CSV or XLSX, as detected.' })
  format!: string | null;

  @Field(() => String, { nullable: true, description: '检测到的编码。Encoding, as detected.' })
  encoding!: string | null;

  @Field(() => Int, { nullable: true, description: '表头所在行。Row of the header.' })
  headerLine!: number | null;

  @Field(() => [ImportColumnModel], { description: '已识别的列。The columns that were understood.' })
  columns!: readonly ImportColumnModel[];

  @Field(() => [ImportNoticeModel], { description: '关于文件的提示。What is to be said of the file.' })
  notices!: readonly ImportNoticeModel[];

  @Field(() => ImportNoticeModel, {
    nullable: true,
    description: '整个文件未能导入的原因。Why the file as a whole was refused.',
  })
  problem!: ImportNoticeModel | null;

  @Field(() => Float, { description: '文件字节数。Size of the file in bytes.' })
  totalBytes!: number;

  @Field(() => Float, { description: '已处理字节数。Bytes that are settled.' })
  doneBytes!: number;

  @Field(() => Int, { description: '已处理行数。Rows that are settled.' })
  doneRows!: number;

  @Field(() => Int, { description: '已登记行数。Rows registered.' })
  registered!: number;

  @Field(() => Int, { description: '已登记中须核对的行数。Of these, rows to be checked.' })
  flagged!: number;

  @Field(() => Int, { description: '无变化的行数。Rows that tell nothing new.' })
  unchanged!: number;

  @Field(() => Int, { description: '待人工复核的行数。Rows that wait for a person.' })
  held!: number;

  @Field(() => Int, { description: '未登记的行数。Rows refused.' })
  refused!: number;

  @Field(() => InstantScalar, { description: '提交时间。When it was ordered.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: '开始时间。When it began.' })
  startedAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: '结束时间。When it ended.' })
  endedAt!: Instant | null;
}

export const { Connection: ImportRunConnection } = connectionClasses(ImportRunModel, 'ImportRun');

@ObjectType('ImportAccepted', { description: '已受理。The import as it now stands.' })
export class ImportAccepted {
  @Field(() => ImportRunModel, { description: '该次导入。The import.' })
  run!: ImportRunModel;
}

@ObjectType('ImportRefused', { description: '未受理。Nothing was done.' })
export class ImportRefused extends Refusal {}

@ObjectType('ImportReport', { description: '导入报告文件。The report of an import as a file.' })
export class ImportReportModel {
  @Field(() => String, { description: '下载路径，限本账号。Path to fetch it from, for this account only.' })
  path!: string;

  @Field(() => String, { description: '文件名。Name.' })
  name!: string;

  @Field(() => Float, { description: '字节数。Size in bytes.' })
  bytes!: number;

  @Field(() => InstantScalar, { nullable: true, description: '失效时间。Until when it can be fetched.' })
  expiresAt!: Instant | null;
}

export const ImportPayload = createUnionType({
  name: 'ImportPayload',
  description: '导入操作的结果。The outcome of ordering, cancelling or retrying an import.',
  types: () => [ImportAccepted, ImportRefused] as const,
  resolveType: (value) => ('run' in value ? ImportAccepted : ImportRefused),
});

export const ImportReportPayload = createUnionType({
  name: 'ImportReportPayload',
  description: '生成导入报告的结果。The outcome of having a report written.',
  types: () => [ImportReportModel, ImportRefused] as const,
  resolveType: (value) => ('path' in value ? ImportReportModel : ImportRefused),
});
