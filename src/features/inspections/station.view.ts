import type { DecidedLimitSet } from '../../domain/emission/limit-set-facts.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { stationStatusAt, type StationState } from '../../domain/station/station.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import { problemView } from '../registry/index.js';
import type {
  ContingencyCodeIssued,
  InspectionRefused,
  LimitSetWritten,
  StationConnection,
  StationModel,
  StationWritten,
} from './station.model.js';
import type { StationPage } from './station-read.service.js';
import type { IssuedCode, Outcome } from './station.service.js';

const STATION_TYPE = 'Station';

/** A station as the API shows it. */
export function stationView(state: StationState, now: Instant): StationModel {
  const { id, role, code, name, uscc, division, phone, spans } = state;
  const status = stationStatusAt(state, now);
  return { id: globalId(STATION_TYPE, id), role, code, name, uscc, division, phone, status, spans };
}

/** A page of stations as the API shows it. */
export const stationsView = ({ edges, pageInfo }: StationPage, now: Instant): StationConnection => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: stationView(node, now) })),
  pageInfo,
});

/** Why nothing was written, in the caller's language. */
export const refusedView = (problems: readonly Problem[], context: RequestContext): InspectionRefused => ({
  problems: problems.map((problem) => problemView(problem, context, null)),
});

/** What came of writing a station. */
export const stationOutcome = (
  { value, problems }: Outcome<StationState>,
  context: RequestContext,
): StationWritten | InspectionRefused =>
  value === null ? refusedView(problems, context) : { station: stationView(value, context.now) };

/** What came of issuing a code. */
export const contingencyOutcome = (
  { value, problems }: Outcome<IssuedCode>,
  context: RequestContext,
): ContingencyCodeIssued | InspectionRefused =>
  value === null
    ? refusedView(problems, context)
    : { station: stationView(value.station, context.now), contingencyCode: value.code };

/** What came of adopting a set of limits. */
export const limitSetOutcome = (
  { value, problems }: Outcome<readonly DecidedLimitSet[]>,
  context: RequestContext,
): LimitSetWritten | InspectionRefused =>
  value === null ? refusedView(problems, context) : { decisions: value };
