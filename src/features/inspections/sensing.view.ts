import type { JudgedItem, ReportResult, Scaled } from '../../domain/emission/emission-facts.js';
import { exceedsRemoteLimit } from '../../domain/emission/remote-limits.js';
import type { SmokeReviewState } from '../../domain/emission/smoke-findings.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import {
  codedTexts,
  problemView,
  VEHICLE_TYPE,
  type CodedTextModel,
  type VehicleFactOutcome,
} from '../registry/index.js';
import type { IntakeRow } from './evidence-intake.service.js';
import type { ListedCapture, ListedCheck, ListedRemote } from './evidence-list.repository.js';
import type { FieldCheckModel, RemoteSensingRecordModel, SmokeCaptureModel } from './sensing-list.model.js';
import type {
  FieldCheckSubmitted,
  RemoteSensingSubmitted,
  SmokeCaptureReviewed,
  SmokeCapturesSubmitted,
} from './sensing.model.js';
import type { ReviewedCapture } from './smoke-review.service.js';
import type { InspectionRefused } from './station.model.js';
import { refusedView } from './station.view.js';

const REMOTE_TYPE = 'RemoteSensingRecord';
export const CAPTURE_TYPE = 'SmokeCapture';
const CHECK_TYPE = 'FieldCheck';

const idOrNull = (type: string, id: string | null): string | null =>
  id === null ? null : globalId(type, id);

/** A code with its text; null where there is none. */
function coded(code: string | null, language: Language): CodedTextModel | null {
  return code === null ? null : (codedTexts([code], language)[0] ?? null);
}

function counts(rows: readonly IntakeRow[]) {
  const of = (status: IntakeRow['status']): number => rows.filter((row) => row.status === status).length;
  return { accepted: of('ACCEPTED'), repeated: of('REPEATED'), refused: of('REFUSED') };
}

/** What came of each record of remote sensing. */
export const remoteSubmitted = (
  rows: readonly IntakeRow[],
  context: RequestContext,
): RemoteSensingSubmitted => ({
  rows: rows.map(({ status, factId, vehicleId, says, problems }, row) => ({
    row,
    status,
    recordId: idOrNull(REMOTE_TYPE, factId),
    vehicleId: idOrNull(VEHICLE_TYPE, vehicleId),
    notCounted: coded(says, context.language),
    problems: problems.map((problem) => problemView(problem, context, row)),
  })),
  ...counts(rows),
});

/** What came of each capture. */
export const capturesSubmitted = (
  rows: readonly IntakeRow[],
  context: RequestContext,
): SmokeCapturesSubmitted => ({
  rows: rows.map(({ status, factId, vehicleId, says, problems }, row) => ({
    row,
    status,
    captureId: idOrNull(CAPTURE_TYPE, factId),
    vehicleId: idOrNull(VEHICLE_TYPE, vehicleId),
    review: says as SmokeReviewState | null,
    problems: problems.map((problem) => problemView(problem, context, row)),
  })),
  ...counts(rows),
});

/** What came of a check. */
export function checkSubmitted(
  { status, factId, vehicleId, says, problems }: IntakeRow,
  context: RequestContext,
): FieldCheckSubmitted | InspectionRefused {
  if (factId === null || vehicleId === null) return refusedView(problems, context);
  return {
    checkId: globalId(CHECK_TYPE, factId),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    result: says as ReportResult,
    repeated: status === 'REPEATED',
  };
}

/** What came of a review. */
export const reviewOutcome = (
  { value, problems }: VehicleFactOutcome<ReviewedCapture>,
  context: RequestContext,
): SmokeCaptureReviewed | InspectionRefused =>
  value === null
    ? refusedView(problems, context)
    : {
        captureId: globalId(CAPTURE_TYPE, value.factId),
        vehicleId: globalId(VEHICLE_TYPE, value.vehicleId),
        review: value.review,
        confirmations: value.confirmations,
        needed: value.needed,
      };

/** A page with each record as the API shows it. */
function pageOf<R, N>({ edges, ...page }: Connection<R>, viewOf: (record: R) => N): Connection<N> {
  return { ...page, edges: edges.map(({ cursor, node }) => ({ cursor, node: viewOf(node) })) };
}

export const remotePage = (
  page: Connection<ListedRemote>,
  { language }: RequestContext,
): Connection<RemoteSensingRecordModel> => pageOf(page, (record) => remoteView(record, language));

export const capturePage = (page: Connection<ListedCapture>): Connection<SmokeCaptureModel> =>
  pageOf(page, captureView);

export const checkPage = (
  page: Connection<ListedCheck>,
  { language }: RequestContext,
): Connection<FieldCheckModel> => pageOf(page, (check) => checkView(check, language));

function remoteView(
  { factId, vehicleId, at, says, payload, recordedAt }: ListedRemote,
  language: Language,
): RemoteSensingRecordModel {
  const { plate, readings, weather = null, recordNo, siteCode, deviceCode, lane } = payload;
  return {
    id: globalId(REMOTE_TYPE, factId),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    ...{ recordNo, siteCode, deviceCode, lane, passedAt: at, plate },
    plateConfidencePct: payload.plateConfidencePct,
    readings: readings.map(({ pollutant, value }) => ({
      pollutant,
      value: textOf(value),
      exceeds: exceedsRemoteLimit(pollutant, value),
    })),
    weather,
    notCounted: coded(says, language),
    invalidReason: payload.invalidReason,
    calibrationValidTo: payload.calibrationValidTo,
    imageVehicleType: payload.imageVehicleType,
    imageSha256: payload.imageSha256,
    recordedAt,
  };
}

function captureView({ factId, vehicleId, at, payload, confirmations }: ListedCapture): SmokeCaptureModel {
  const { recordNo, siteCode, plate, ringelmann, imageSha256, videoSha256 } = payload;
  return {
    id: globalId(CAPTURE_TYPE, factId),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    ...{ recordNo, siteCode, capturedAt: at, plate, ringelmann, confirmations, imageSha256, videoSha256 },
  };
}

function checkView({ factId, vehicleId, at, payload }: ListedCheck, language: Language): FieldCheckModel {
  const { recordNo, place, division = null, location, officers, method, disposal, judgement } = payload;
  return {
    id: globalId(CHECK_TYPE, factId),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    ...{ recordNo, place, division, location, checkedAt: at, officers, method, disposal },
    instrument: payload.instrument,
    instrumentValidTo: payload.instrumentValidTo,
    result: judgement.result,
    items: judgement.items.map(itemView),
    flags: codedTexts(judgement.flags, language),
  };
}

const itemView = ({ code, value, limit, pass }: JudgedItem) => ({
  code,
  value: textOf(value),
  limit: textOf(limit),
  pass,
});

/** A scaled number as it was written. */
function textOf({ value, scale }: Scaled): string {
  const digits = String(value).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
