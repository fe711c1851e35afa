import { readJiangsuMessage, type JiangsuMessage } from '../../domain/emission/jiangsu-reader.js';
import type { JiangsuEdition } from '../../domain/emission/jiangsu-nodes.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import { normaliseStationCode } from '../../domain/station/station-input.js';
import { readFlatXml } from './flat-xml.js';
import type { ReportSubmission } from './report-submission.js';

type TestMessage = Extract<JiangsuMessage, { kind: 'TEST' }>;
type ObdMessage = Extract<JiangsuMessage, { kind: 'OBD' }>;
type VisualMessage = Extract<JiangsuMessage, { kind: 'VISUAL' }>;

/** The messages about one test, each as it was read. */
export interface TestParts {
  readonly test: TestMessage;
  /** Id of the raw message of the test. */
  readonly rawMessage: string;
  readonly obd: ObdMessage | null;
  readonly visual: VisualMessage | null;
}

/** Reads one message of the Jiangsu interface from its XML. Problems: those of `readFlatXml` and `readJiangsuMessage` */
export function readRaw(
  edition: JiangsuEdition,
  checkMethod: string,
  text: string,
): Result<JiangsuMessage, readonly Problem[]> {
  const nodes = readFlatXml(text);
  return nodes.ok ? readJiangsuMessage(edition, checkMethod, nodes.value) : nodes;
}

/** The report that a message is about, by its station and number. */
export function aboutOf(message: JiangsuMessage): {
  readonly stationCode: string;
  readonly reportNo: string;
} {
  const { stationCode, reportNo } = message.kind === 'TEST' ? message.test : message.part;
  return {
    stationCode: normaliseStationCode(stationCode),
    reportNo: reportNo.normalize('NFKC').trim().toUpperCase(),
  };
}

/** One report of the parts that came in messages of their own; what they do not say is null, and may be registered. */
export function mergedSubmission(
  { test: { test, plateNumber }, rawMessage, obd, visual }: TestParts,
  contingencyCode: string | null,
): ReportSubmission {
  return {
    ...test,
    path: '',
    plate: plateNumber === null ? null : { number: plateNumber, type: null, color: null },
    methodReason: null,
    timesNo: null,
    engineModel: null,
    ratedPowerW: null,
    odometerKm: obd?.part.odometerKm ?? visual?.part.odometerKm ?? null,
    visibleSmoke: visual?.visibleSmoke ?? null,
    obd: obd?.obd ?? null,
    calibrationValidTo: null,
    seriesSha256: null,
    seriesRows: null,
    rawMessage,
    contingencyCode,
  };
}
