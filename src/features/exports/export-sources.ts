import { Injectable } from '@nestjs/common';
import { PARTICULARS_FIELDS, type ParticularsInput } from '../../domain/personal/particulars.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import { vehicleCells, vehicleHeaders } from '../../domain/vehicle/table/vehicle-cells.js';
import type { Shown } from '../../platform/audit/shown-fields.js';
import { mayDo } from '../../platform/auth/authorise.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AuditTrailService, type AuditEntryModel } from '../audit/index.js';
import { ReviewQueueService, type ReviewQueueItemModel } from '../review/index.js';
import {
  OwnerReadService,
  VehicleStreamService,
  type OwnedVehicle,
  type OwnerAnswer,
  type VehicleStream,
} from '../registry/index.js';
import type { ExportOrder, VehicleList } from './export-request.js';

type Rows = readonly (readonly string[])[];

/** Rows of the file, and whom and what they show. */
export interface ExportBatch {
  readonly size: number;
  /** The rows, with what they show beyond `shown` written to the audit in that transaction. */
  rowsIn(tx: Tx): Promise<Rows>;
  readonly subjects: readonly string[];
  readonly shown: readonly Shown[];
}

/** A list as rows of a file. */
export interface ExportSource {
  /** With the purpose that the list's own permission gave. */
  readonly context: RequestContext;
  readonly headers: readonly string[];
  count(tx: Tx): Promise<number>;
  batches(tx: Tx): AsyncIterable<ExportBatch>;
}

const FORCED = {
  VEHICLES: {},
  G3: { g3List: 'LISTED' },
  OVER_LIMIT: { reason: 'OVER_LIMIT_LISTED' },
} as const satisfies Readonly<Record<VehicleList, Readonly<Record<string, string>>>>;

const REVIEW_HEADERS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    ...['复核事项', '说明', '下一步', '自', '号牌号码', '号牌种类', '车辆识别代号', '行政区划', '导入行号'],
    '导入行内容',
  ],
  en: ['Item', 'Text', 'Next step', 'Since', 'Plate number', 'Plate type', 'VIN', 'Division', 'Line', 'Row'],
};
const AUDIT_HEADERS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '编号',
    '时间',
    '登录名',
    '角色',
    '机构',
    '操作',
    '用途',
    '案件编号',
    '请求编号',
    '记录',
    '字段',
    '内容',
  ],
  en: [
    ...['Number', 'Time', 'Login', 'Role', 'Organisation', 'Action', 'Purpose', 'Case', 'Request', 'Records'],
    ...['Fields', 'Detail'],
  ],
};

/** Every list that can be exported, by the services that show it page by page: the caller gets the same, no more. */
@Injectable()
export class ExportSources {
  constructor(
    private readonly vehicles: VehicleStreamService,
    private readonly queue: ReviewQueueService,
    private readonly trail: AuditTrailService,
    private readonly owners: OwnerReadService,
  ) {}

  /** @throws AppError FORBIDDEN, PURPOSE_REQUIRED and whatever the list's own query refuses in the filter */
  open(context: RequestContext, { list, filter, language }: ExportOrder): ExportSource {
    const asked = { ...context, language };
    if (list === 'AUDIT') return this.audit(asked, filter);
    if (list === 'REVIEW') return this.reviews(asked, filter);
    const stream = this.vehicles.list(asked, merged(filter, FORCED[list]));
    return tabled(stream, asked, (tx, owned) => this.ownersOf(tx, asked, owned));
  }

  /**
   * A list of vehicles for whoever runs commands beside the database, as far as the site's own province. Nobody is
   * named there who answers for the purpose, so owners stay blank.
   */
  openForSite(context: RequestContext, list: VehicleList, site: SiteCode): ExportSource {
    const stream = this.vehicles.listOfSite(context, FORCED[list], site);
    return tabled(stream, context, (_tx, owned) => Promise.resolve(owned.map(() => ({}))));
  }

  /** The owners as the API shows them to the caller, read and audited in the transaction. */
  private async ownersOf(
    tx: Tx,
    context: RequestContext,
    owned: readonly OwnedVehicle[],
  ): Promise<readonly ParticularsInput[]> {
    if (context.actor === null || !mayDo(context.actor, 'owner.read')) return owned.map(() => ({}));
    const questions = owned.map((vehicle) => ({ vehicle, fields: PARTICULARS_FIELDS }));
    return (await this.owners.ownersIn(tx, context, questions)).map(ownerCells);
  }

  private reviews(context: RequestContext, filter: Readonly<Record<string, unknown>>): ExportSource {
    const stream = this.queue.stream(context, filter);
    return {
      context: stream.context,
      headers: REVIEW_HEADERS[context.language],
      count: (tx) => stream.count(tx),
      async *batches(tx) {
        for await (const { items, subjects, shown } of stream.batches(tx)) {
          yield { ...readyRows(items.map(reviewRow)), subjects, shown };
        }
      },
    };
  }

  private audit(context: RequestContext, filter: Readonly<Record<string, unknown>>): ExportSource {
    const stream = this.trail.stream(context, filter);
    return {
      context: stream.context,
      headers: AUDIT_HEADERS[context.language],
      count: (tx) => stream.count(tx),
      async *batches(tx) {
        for await (const entries of stream.batches(tx)) {
          yield { ...readyRows(entries.map(auditRow)), subjects: [], shown: [] };
        }
      },
    };
  }
}

const readyRows = (rows: Rows): Pick<ExportBatch, 'size' | 'rowsIn'> => ({
  size: rows.length,
  rowsIn: () => Promise.resolve(rows),
});

/** Vehicles in the columns of an import, with what `ownersOf` gives for each of them. */
function tabled(
  stream: VehicleStream,
  { language }: RequestContext,
  ownersOf: (tx: Tx, owned: readonly OwnedVehicle[]) => Promise<readonly ParticularsInput[]>,
): ExportSource {
  return {
    context: stream.context,
    headers: vehicleHeaders(language),
    count: (tx) => stream.count(tx),
    async *batches(tx) {
      for await (const { vehicles, owned, subjects, shown } of stream.batches(tx)) {
        const rowsIn = async (other: Tx): Promise<Rows> => {
          const owners = await ownersOf(other, owned);
          return vehicles.map((vehicle, index) => vehicleCells(vehicle, owners[index]));
        };
        yield { size: vehicles.length, rowsIn, subjects, shown };
      }
    },
  };
}

/**
 * An owner's cells, as the API shows him. What is masked has a star, by which an import knows not to take it for all
 * that is recorded; where nothing that is left shows one, the phone does.
 */
function ownerCells({ name, phone, address, idNumber, maskedBecause }: OwnerAnswer): ParticularsInput {
  const isMarked = maskedBecause === null || [name, phone].some((text) => text?.includes('*'));
  return { name, phone: isMarked ? phone : '*', address, idNumber };
}

/** @throws AppError BAD_INPUT when the filter contradicts what the list is by itself */
function merged(
  filter: Readonly<Record<string, unknown>>,
  forced: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  for (const [field, value] of Object.entries(forced)) {
    const given = filter[field] ?? null;
    if (given !== null && given !== value) {
      throw new AppError('BAD_INPUT', { reason: value }, { field: `filter.${field}` });
    }
  }
  return { ...filter, ...forced };
}

function reviewRow({
  code,
  text,
  nextStep,
  since,
  vehicle,
  heldRow,
}: ReviewQueueItemModel): readonly string[] {
  const about = vehicle === null ? ['', '', '', ''] : identityOf(vehicle);
  if (heldRow === null) return [code, text, nextStep, since, ...about, '', ''];
  const row = heldRow.fields.map(({ name, value }) => `${name}: ${value}`).join('; ');
  return [code, text, nextStep, since, ...about, String(heldRow.line), row];
}

const identityOf = ({
  plate,
  vin,
  frameNo,
  division,
}: NonNullable<ReviewQueueItemModel['vehicle']>): readonly string[] => [
  ...[plate.number, plate.type, vin ?? frameNo ?? '', division],
];

function auditRow(entry: AuditEntryModel): readonly string[] {
  const { id, at, login, role, organisationName, action, purpose, reference, requestId } = entry;
  const fields = [...new Set(entry.shown.flatMap((shown) => shown.fields))];
  return [
    ...[id, at, login ?? '', role ?? '', organisationName ?? '', action, purpose ?? '', reference ?? ''],
    ...[requestId, entry.subjects.join(' '), fields.join(' '), entry.detail],
  ];
}
