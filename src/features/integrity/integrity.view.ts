import type { EvidenceRow } from '../../domain/integrity/integrity-types.js';
import type { DatedThresholds } from '../../domain/integrity/threshold-facts.js';
import { notConfiguredOf, THRESHOLDS } from '../../domain/integrity/threshold-table.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import { codedTexts, problemView, VEHICLE_TYPE, type VehicleFactOutcome } from '../registry/index.js';
import type { ListedFlag } from './flag.repository.js';
import type { DecidedFlag } from './flag.service.js';
import type {
  IntegrityEvidenceModel,
  IntegrityFlagDecided,
  IntegrityFlagModel,
  IntegrityRefused,
  IntegrityThresholdsModel,
  IntegrityThresholdsWritten,
} from './integrity.model.js';
import type { ThresholdsOutcome } from './threshold.service.js';

export const FLAG_TYPE = 'IntegrityFlag';
const RECORD_TYPE = 'Fact';

/** Thresholds as the API shows them. */
export const thresholdsView = (
  { division, from, basis, values }: DatedThresholds,
  { language }: RequestContext,
): IntegrityThresholdsModel => ({
  division,
  from,
  basis,
  values: values.map(({ name, method, value }) => {
    const { rule, [language]: text } = THRESHOLDS[name];
    return { name, rule, method, value, text };
  }),
  notConfigured: notConfiguredOf(values),
});

/** Why nothing was written. */
export const refusedView = (problems: readonly Problem[], context: RequestContext): IntegrityRefused => ({
  problems: problems.map((problem) => problemView(problem, context, null)),
});

/** What came of setting thresholds. */
export const thresholdsOutcomeView = (
  { thresholds, problems }: ThresholdsOutcome,
  context: RequestContext,
): IntegrityThresholdsWritten | IntegrityRefused =>
  thresholds === null ? refusedView(problems, context) : { thresholds: thresholdsView(thresholds, context) };

/** What came of a decision. */
export const decisionView = (
  { value, problems }: VehicleFactOutcome<DecidedFlag>,
  context: RequestContext,
): IntegrityFlagDecided | IntegrityRefused =>
  value === null
    ? refusedView(problems, context)
    : {
        flag: globalId(FLAG_TYPE, value.factId),
        vehicleId: globalId(VEHICLE_TYPE, value.vehicleId),
        state: value.state,
      };

/** A row of evidence. */
export const evidenceView = ({ fact, says }: EvidenceRow): IntegrityEvidenceModel => ({
  record: fact === null ? null : globalId(RECORD_TYPE, fact),
  says,
});

/** A page of flags in the caller's language. */
export const flagPage = (
  { edges, ...page }: Connection<ListedFlag>,
  { language }: RequestContext,
): Connection<IntegrityFlagModel> => ({
  ...page,
  edges: edges.map(({ cursor, node }) => ({ cursor, node: flagView(node, language) })),
});

function flagView(flag: ListedFlag, language: Language): IntegrityFlagModel {
  const { factId, vehicleId, stationCode, state, foundAt, decidedAt, payload } = flag;
  const { about, rule, code = null, severity, hold, evidence } = payload;
  return {
    id: globalId(FLAG_TYPE, factId),
    vehicleId: globalId(VEHICLE_TYPE, vehicleId),
    about: globalId(RECORD_TYPE, about),
    stationCode,
    rule,
    finding: code === null ? null : (codedTexts([code], language)[0] ?? null),
    severity,
    holds: hold && (state === 'OPEN' || state === 'UPHELD'),
    state,
    evidence: evidence.map(evidenceView),
    foundAt,
    decidedAt,
  };
}
