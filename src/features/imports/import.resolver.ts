import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { FeedCode } from '../../domain/vehicle/table/feeds.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import {
  FeedEnum,
  ImportPayload,
  ImportReportPayload,
  ImportRunConnection,
  ImportRunModel,
  LanguageEnum,
  ReportFormatEnum,
  type ImportAccepted,
  type ImportRefused,
  type ImportReportModel,
} from './import.model.js';
import type { ReportForm } from './import-report.service.js';
import { ImportService } from './import.service.js';
import { accepted, IMPORT_TYPE, orRefused, pageAfter, pageView, reportView, runView } from './import.view.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const IMPORT_ID = { type: () => ID, description: '导入的全局标识。Global id of the import.' };
const FILE = {
  type: () => ID,
  description: 'POST /files?for=IMPORT 所得的文件标识。Id of the file as POST /files?for=IMPORT gave it.',
};
const FEED = { type: () => FeedEnum, defaultValue: 'QINGTU', description: '数据来源。Source of the file.' };
const SWAPPED = {
  defaultValue: false,
  description: '来源是否把 51 与 52 用反。Whether the source exchanges 51 and 52.',
};
const FIRST = { type: () => Int, nullable: true, description: '每页条数。Size of the page.' };
const AFTER = {
  type: () => String,
  nullable: true,
  description: '上一页末条游标。End cursor of the page before.',
};
const FORMAT = { type: () => ReportFormatEnum, defaultValue: 'CSV', description: '格式。Format.' };
const LANGUAGE = {
  type: () => LanguageEnum,
  nullable: true,
  description: '报告语言，缺省随请求。Language; that of the request when absent.',
};

/** Imports: ordered, watched, cancelled and taken up again. */
@Resolver()
export class ImportResolver {
  constructor(private readonly imports: ImportService) {}

  @Allow('import.run')
  @Query(() => ImportRunModel, { description: '本机构的一次导入。One import of the own organisation.' })
  async importRun(
    @Caller() context: RequestContext,
    @Args('id', IMPORT_ID) id: string,
  ): Promise<ImportRunModel> {
    const run = await this.imports.find(context, parseGlobalId(id, IMPORT_TYPE));
    return runView(run, context.language);
  }

  @Allow('import.run')
  @Query(() => ImportRunConnection, {
    description: '本机构的导入，最近的在前。Imports of the own organisation, newest first.',
  })
  async importRuns(
    @Caller() context: RequestContext,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<ImportRunModel>> {
    const before = pageAfter(after);
    const page = await this.imports.page(context, first, before);
    return pageView(page, before === null, context.language);
  }

  @Allow('import.run')
  @Mutation(() => ImportPayload, {
    description: '导入已上传的车辆表。Orders the import of a vehicle table that was uploaded.',
  })
  startImport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('fileId', FILE) fileId: string,
    @Args('feed', FEED) feed: FeedCode,
    @Args('swapped', SWAPPED) swapped: boolean,
  ): Promise<ImportAccepted | ImportRefused> {
    const started = this.imports.start(context, { fileId, feed, swapped }, idempotencyKey);
    return accepted(context.language, started);
  }

  @Allow('import.run')
  @Mutation(() => ImportPayload, {
    description: '取消导入，已登记的行保留。Cancels an import; rows that are settled stay.',
  })
  cancelImport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('id', IMPORT_ID) id: string,
  ): Promise<ImportAccepted | ImportRefused> {
    const cancelled = this.imports.cancel(context, parseGlobalId(id, IMPORT_TYPE), idempotencyKey);
    return accepted(context.language, cancelled);
  }

  @Allow('import.run')
  @Mutation(() => ImportPayload, {
    description: '从中断处继续已取消或失败的导入。Takes a cancelled or failed import up where it ended.',
  })
  retryImport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('id', IMPORT_ID) id: string,
  ): Promise<ImportAccepted | ImportRefused> {
    const retried = this.imports.retry(context, parseGlobalId(id, IMPORT_TYPE), idempotencyKey);
    return accepted(context.language, retried);
  }

  // No idempotency key: each call writes a file of its own, which expires by itself.
  @Allow('import.run')
  @Mutation(() => ImportReportPayload, {
    description: '生成导入报告，仅限提交者下载。Writes the report of an import, for whoever ordered it.',
  })
  writeImportReport(
    @Caller() context: RequestContext,
    @Args('id', IMPORT_ID) id: string,
    @Args('format', FORMAT) format: ReportForm['format'],
    @Args('language', LANGUAGE) language: Language | null,
  ): Promise<ImportReportModel | ImportRefused> {
    const form = { format, language: language ?? context.language };
    const report = this.imports.report(context, parseGlobalId(id, IMPORT_TYPE), form);
    return orRefused(context.language, report.then(reportView));
  }
}
