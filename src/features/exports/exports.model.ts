import { IsOptional, IsString } from 'class-validator';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { AuditFilterInput } from '../audit/index.js';
import { VehicleFilterInput } from '../registry/index.js';
import { ReviewFilterInput } from '../review/index.js';
import { EXPORT_LISTS, EXPORT_STATES, type ExportList, type ExportState } from './export-request.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

const ExportListEnum = enumOf(EXPORT_LISTS);
registerEnumType(ExportListEnum, {
  name: 'ExportList',
  description:
    '可导出的列表，与其查询同权限、同范围。A list that can be exported, with the reach of its query.',
  valuesMap: {
    VEHICLES: { description: '车辆，列与导入相同。Vehicles, in the columns of an import.' },
    G3: { description: '国三名单。The China III list.' },
    OVER_LIMIT: { description: '超标名单。The over-limit list.' },
    REVIEW: { description: '复核队列。The review queue.' },
    AUDIT: { description: '审计记录。The audit trail.' },
  },
});

const ExportStateEnum = enumOf(EXPORT_STATES);
registerEnumType(ExportStateEnum, {
  name: 'ExportState',
  description: '导出的状态。How an export stands.',
  valuesMap: {
    WAITING_FOR_APPROVAL: { description: '待他人批准。Waits for a second person.' },
    QUEUED: { description: '排队中。Waits for a worker.' },
    RUNNING: { description: '正在生成。Is being written.' },
    DONE: { description: '已完成，可下载。Done; the file can be fetched.' },
    FAILED: { description: '失败，可重试。Failed; can be tried again.' },
    CANCELLED: { description: '已取消。Cancelled.' },
    REJECTED: { description: '未获批准。Refused by the second person.' },
    EXPIRED: { description: '逾期未批。Nobody decided in time.' },
  },
});

const ExportFormatEnum = enumOf(['CSV', 'XLSX'] as const);
registerEnumType(ExportFormatEnum, {
  name: 'ExportFormat',
  description: '文件格式。Format of the file.',
  valuesMap: {
    CSV: { description: '逗号分隔文本。Values parted by commas.' },
    XLSX: { description: 'Excel 工作簿。Excel workbook.' },
  },
});
const ExportEncodingEnum = { UTF_8: 'UTF-8', GB18030: 'GB18030' } as const;
registerEnumType(ExportEncodingEnum, {
  name: 'ExportEncoding',
  description: 'CSV 的编码。Encoding of a CSV file.',
  valuesMap: {
    UTF_8: { description: 'UTF-8（带 BOM）。UTF-8 with a byte order mark.' },
    GB18030: { description: 'GB18030 国标编码。GB18030, the national standard.' },
  },
});
const ExportLanguageEnum = enumOf(['zh', 'en'] as const);
registerEnumType(ExportLanguageEnum, {
  name: 'ExportLanguage',
  description: '表头语言。Language of the headers.',
  valuesMap: { zh: { description: '中文。Chinese.' }, en: { description: '英文。English.' } },
});

@InputType({ description: '申请导出的内容和形式。What is to be exported, and how.' })
export class ExportInput {
  @Field(() => ExportListEnum, { description: '列表。The list.' })
  list!: ExportList;

  @IsOptional()
  @Field(() => VehicleFilterInput, {
    nullable: true,
    description: '车辆列表的筛选。Conditions of a list of vehicles.',
  })
  vehicles?: VehicleFilterInput | null;

  @IsOptional()
  @Field(() => ReviewFilterInput, { nullable: true, description: '复核队列的筛选。Of the review queue.' })
  review?: ReviewFilterInput | null;

  @IsOptional()
  @Field(() => AuditFilterInput, { nullable: true, description: '审计记录的筛选。Of the audit trail.' })
  audit?: AuditFilterInput | null;

  @Field(() => ExportFormatEnum, { defaultValue: 'CSV', description: '格式。Format.' })
  format!: 'CSV' | 'XLSX';

  @Field(() => ExportEncodingEnum, { defaultValue: 'UTF-8', description: '编码。Encoding of CSV.' })
  encoding!: 'UTF-8' | 'GB18030';

  @IsOptional()
  @IsString()
  @Field(() => ExportLanguageEnum, {
    nullable: true,
    description: '表头语言，缺省随请求。Language of the headers; that of the request when absent.',
  })
  language?: 'zh' | 'en' | null;
}

@ObjectType('Export', { description: '一次导出。An export.' })
export class ExportModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ExportListEnum, { description: '列表。The list.' })
  list!: ExportList;

  @Field(() => String, { description: '筛选条件（JSON）。The conditions, as JSON.' })
  filter!: string;

  @Field(() => ExportStateEnum, { description: '状态。How it stands.' })
  state!: ExportState;

  @Field(() => String, { description: '申请人登录名。Login of who asked.' })
  requester!: string;

  @Field(() => String, { description: '用途代码。Code of the purpose.' })
  purpose!: string;

  @Field(() => String, { nullable: true, description: '案件（执勤）编号。Case or duty number.' })
  reference!: string | null;

  @Field(() => Int, { description: '总行数。Rows in all.' })
  totalRows!: number;

  @Field(() => Int, { description: '已写行数。Rows written.' })
  doneRows!: number;

  @Field(() => InstantScalar, { description: '申请时间。When it was asked for.' })
  requestedAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: '审批期限。Until when it waits for a decision.',
  })
  decideBy!: Instant | null;

  @Field(() => ID, { nullable: true, description: '审批人。The account that decided.' })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: '审批意见。What was said about it.' })
  decisionReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '下载路径，仅申请人可用。Path of the file, for the requester alone.',
  })
  file!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: '文件失效时间。When the file expires.' })
  fileExpiresAt!: Instant | null;

  @Field(() => String, { nullable: true, description: '失败代码。Code of what made it fail.' })
  problem!: string | null;
}

@ObjectType({ description: '已受理。Taken.' })
export class ExportAccepted {
  @Field(() => ExportModel, { description: '导出。The export.' })
  export!: ExportModel;
}

@ObjectType({ description: '被拒绝。Refused.' })
export class ExportRefused extends Refusal {}

export const ExportPayload = createUnionType({
  name: 'ExportPayload',
  description: '导出操作的结果。The outcome of an order about an export.',
  types: () => [ExportAccepted, ExportRefused] as const,
  resolveType: (value) => ('export' in value ? ExportAccepted : ExportRefused),
});

@ObjectType({ description: '导出列表中的一条。One entry of a list of exports.' })
export class ExportEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => ExportModel, { description: '导出。The export.' })
  node!: ExportModel;
}

@ObjectType({ description: '导出列表的一页。A page of exports (Relay).' })
export class ExportConnection {
  @Field(() => [ExportEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly ExportEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;
}
