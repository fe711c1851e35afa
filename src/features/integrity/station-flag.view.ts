import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import { codedTexts } from '../registry/index.js';
import { evidenceView, refusedView } from './integrity.view.js';
import type { IntegrityRefused } from './integrity.model.js';
import type { StationFlagDecidedModel, StationFlagModel } from './station-flag.model.js';
import type { ListedStationFlag } from './station-flag.repository.js';
import type { StationDecision } from './station-flag.service.js';

export const STATION_FLAG_TYPE = 'StationFlag';

/** A page of flags of stations in the caller's language. */
export const stationFlagPage = (
  { edges, ...page }: Connection<ListedStationFlag>,
  { language }: RequestContext,
): Connection<StationFlagModel> => ({
  ...page,
  edges: edges.map(({ cursor, node }) => ({ cursor, node: stationFlagView(node, language) })),
});

function stationFlagView(
  { factId, state, foundAt, decidedAt, payload }: ListedStationFlag,
  language: Language,
): StationFlagModel {
  const { stationCode, month, rule, code, severity, evidence } = payload;
  const [finding] = codedTexts([code], language);
  if (finding === undefined) throw new Error(`no text for ${code}`);
  const plain = { stationCode, month, rule, finding, severity, state, foundAt, decidedAt };
  return { ...plain, id: globalId(STATION_FLAG_TYPE, factId), evidence: evidence.map(evidenceView) };
}

/** What came of a decision. */
export const stationDecisionView = (
  { state, problems }: StationDecision,
  flag: string,
  context: RequestContext,
): StationFlagDecidedModel | IntegrityRefused =>
  state === null ? refusedView(problems, context) : { flag, state };
