import type {
  Ambient,
  ObdReading,
  ReportedItem,
  ReportJudgement,
  Scaled,
} from '../../domain/emission/emission-facts.js';
import { EMISSION_CLAUSES } from '../../domain/emission/clauses.js';
import { decimalText } from '../../domain/emission/scaled.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import {
  classSeenBy,
  codedTexts,
  problemView,
  VEHICLE_TYPE,
  vinFor,
  type ClauseModel,
} from '../registry/index.js';
import type { SeenReport } from './report-read.service.js';
import type {
  InspectionReportRow,
  InspectionReportsSubmitted,
  InspectionReportTaken,
  ReportJudgementModel,
} from './report-outcome.model.js';
import type {
  AmbientAirModel,
  InspectionReportModel,
  ObdReadingModel,
  ReportedItemModel,
} from './report.model.js';
import type { ReportOutcome } from './report-submission.js';
import type { InspectionRefused } from './station.model.js';
import { refusedView } from './station.view.js';

/** The type name in the global id of a report. */
export const REPORT_TYPE = 'InspectionReport';

/** The global id of a report. */
export const reportId = (id: string): string => globalId(REPORT_TYPE, id);
const CLAUSES = new Map(Object.entries(EMISSION_CLAUSES));

function clauseView(id: string, language: Language): ClauseModel {
  const clause = CLAUSES.get(id);
  // An id that another version of the service wrote stands alone.
  if (clause === undefined) return { id, document: '', article: '', text: id };
  return { id, document: clause.document, article: clause.article, text: clause[language] };
}

function judgementView(judgement: ReportJudgement, language: Language): ReportJudgementModel {
  const { result, limitSet, clause, items, flags } = judgement;
  return {
    result,
    limitSet,
    clause: clauseView(clause, language),
    items: items.map(({ code, value, limit, pass }) => ({
      code,
      value: decimalText(value),
      limit: decimalText(limit),
      pass,
    })),
    flags: codedTexts(flags, language),
  };
}

/** What came of one report. */
export function takenView(
  outcome: ReportOutcome,
  context: RequestContext,
): InspectionReportTaken | InspectionRefused {
  if (outcome.outcome === 'REFUSED') return refusedView(outcome.problems, context);
  const { report, vehicle, judgement } = outcome;
  return {
    outcome: outcome.outcome,
    report: reportId(report),
    vehicleId: globalId(VEHICLE_TYPE, vehicle),
    judgement: judgementView(judgement, context.language),
  };
}

/** What came of many reports. */
export function submittedView(
  outcomes: readonly ReportOutcome[],
  context: RequestContext,
): InspectionReportsSubmitted {
  const of = (wanted: ReportOutcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  const rows = outcomes.map((outcome, row): InspectionReportRow => {
    if (outcome.outcome === 'REFUSED') {
      const problems = outcome.problems.map((problem) => problemView(problem, context, row));
      return { row, outcome: 'REFUSED', report: null, vehicleId: null, judgement: null, problems };
    }
    return {
      row,
      outcome: outcome.outcome,
      report: reportId(outcome.report),
      vehicleId: globalId(VEHICLE_TYPE, outcome.vehicle),
      judgement: judgementView(outcome.judgement, context.language),
      problems: [],
    };
  });
  return { rows, accepted: of('ACCEPTED'), repeated: of('REPEATED'), refused: of('REFUSED') };
}

const textOr = (value: Scaled | null | undefined): string | null =>
  value === null || value === undefined ? null : decimalText(value);

const itemView = (item: ReportedItem): ReportedItemModel => ({
  code: item.code,
  value: decimalText(item.value),
  unit: item.unit,
  limit: textOr(item.limit),
  lowestLimit: textOr(item.lowestLimit),
  passed: item.passed,
  readings: item.readings.map(decimalText),
});

function units(value: number | null, scale: number): string | null {
  if (value === null) return null;
  return `${value < 0 ? '-' : ''}${decimalText({ value: Math.abs(value), scale })}`;
}

const ambientView = ({ temperatureC10, pressurePa, humidityPct10 }: Ambient): AmbientAirModel => ({
  temperatureC: units(temperatureC10, 1),
  pressureKpa: units(pressurePa, 3),
  humidityPct: units(humidityPct10, 1),
});

const obdView = (obd: ObdReading, vin: string | null): ObdReadingModel => ({
  ...obd,
  indicatorAgrees: obd.indicatorAgrees ?? null,
  vin,
});

/** A report as the caller may see it: VIN by class of fields, people for ecology at home and the station itself. */
export function reportView(
  { row, payload, showsPeople }: SeenReport,
  context: RequestContext,
): InspectionReportModel {
  const visible = classSeenBy(context, row.division);
  const { ambient, items, obd, judgement, ratedPowerW, inspector, authorisedSigner, approver } = payload;
  const people = { inspector, authorisedSigner, approver };
  const vin = vinFor(visible, payload.vin);
  const hiddenPeople = Object.entries(people).filter(([, name]) => !showsPeople && name !== null);
  const hidden = [...(vin === payload.vin ? [] : ['vin']), ...hiddenPeople.map(([field]) => field)];
  const nobody = { inspector: null, authorisedSigner: null, approver: null };
  const { correctionBasis = null, rawMessage: _raw, ...shown } = payload;
  return {
    ...shown,
    ...(showsPeople ? people : nobody),
    id: reportId(row.fact),
    vehicleId: globalId(VEHICLE_TYPE, row.vehicle),
    site: row.site,
    vin,
    ratedPowerKw: units(ratedPowerW, 3),
    recordedAt: row.recordedAt,
    ambient: ambient && ambientView(ambient),
    items: items.map(itemView),
    obd: obd && obdView(obd, vinFor(visible, obd.vin)),
    judgement: judgementView(judgement, context.language),
    held: row.held,
    inForce: row.inForce,
    supersedes: row.supersedes === null ? null : reportId(row.supersedes),
    correctionBasis,
    hiddenFields: hidden,
  };
}

/** A page of reports as the caller may see it. */
export const reportsView = (
  { edges, ...page }: Connection<SeenReport>,
  context: RequestContext,
): Connection<InspectionReportModel> => ({
  ...page,
  edges: edges.map(({ cursor, node }) => ({ cursor, node: reportView(node, context) })),
});
