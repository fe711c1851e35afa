import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { CivilDate } from '../shared/time.js';
import type {
  Ambient,
  CheckType,
  InspectionReported,
  ObdReading,
  Scaled,
  StationResult,
  TestMethod,
} from './emission-facts.js';
import { JiangsuFields } from './jiangsu-fields.js';
import { jiangsuItems } from './jiangsu-items.js';
import { JIANGSU_UPLOADS, jiangsuNodes } from './jiangsu-nodes.js';
import type { JiangsuEdition, JiangsuUpload } from './jiangsu-nodes.js';
import { jiangsuObd } from './jiangsu-obd.js';
import { exactly, roundHalfEven } from './scaled.js';
import { checkTypeOf, stationResultOf } from './source-codes.js';

/** What the message says of a test; the rest of the fact is known to the registry (engine, rated power, plate type). */
export type JiangsuTest = Pick<
  InspectionReported,
  | 'reportNo'
  | 'stationCode'
  | 'lineNo'
  | 'checkType'
  | 'method'
  | 'vin'
  | 'startedAt'
  | 'endedAt'
  | 'ambient'
  | 'items'
  | 'stationResult'
  | 'inspector'
  | 'authorisedSigner'
  | 'approver'
>;

/** A part of a test that comes in a message of its own: the diagnosis, or what was seen. */
export interface JiangsuPart {
  readonly reportNo: string;
  readonly stationCode: string;
  readonly vin: string | null;
  readonly checkedOn: CivilDate | null;
  readonly odometerKm: number | null;
  readonly inspector: string | null;
  readonly stationResult: StationResult;
}

interface Common {
  /** The plate without its type, which these messages do not have. */
  readonly plateNumber: string | null;
  readonly cityCode: string | null;
  /** Nodes that the tables do not know; they stay in the raw message. */
  readonly unknownNodes: readonly string[];
  /** POWER_NOT_CORRECTED. */
  readonly warnings: readonly string[];
}

type Content =
  | { readonly kind: 'TEST'; readonly test: JiangsuTest }
  | { readonly kind: 'OBD'; readonly part: JiangsuPart; readonly obd: ObdReading }
  | { readonly kind: 'VISUAL'; readonly part: JiangsuPart; readonly visibleSmoke: boolean | null };

export type JiangsuMessage = Common & Content;

const TESTS: Readonly<Partial<Record<JiangsuUpload, TestMethod>>> = {
  TSI: 'TSI',
  ASM: 'ASM',
  VMAS: 'VMAS',
  LUGDOWN: 'LUGDOWN',
  FREE_ACCEL: 'FREE_ACCEL',
};

/**
 * Reads one upload of the Jiangsu interface: its edition, its `checkmethod` and the result nodes as node → text. All that
 * is wrong comes at once, each problem with the name of its node; those of {@link JiangsuFields}, and SOURCE_CODE_UNKNOWN
 * for codes, and for an upload that the edition has no table for (field checkmethod).
 */
export function readJiangsuMessage(
  edition: JiangsuEdition,
  checkMethod: string,
  nodes: Readonly<Record<string, string>>,
): Result<JiangsuMessage, readonly Problem[]> {
  const upload = uploadOf(checkMethod);
  const types = upload === null ? undefined : jiangsuNodes(edition, upload);
  if (upload === null || types === undefined) {
    const params = { value: checkMethod, system: edition };
    return fail([{ code: 'SOURCE_CODE_UNKNOWN', field: 'checkmethod', params }]);
  }
  const fields = new JiangsuFields(nodes, types);
  const unknownNodes = fields.check();
  const content = contentOf(edition, upload, fields);
  const plateNumber = fields.words('plate');
  if (fields.words('vin') === null && plateNumber === null) fields.findings.refuse('FIELD_MISSING', 'vin');
  if (fields.findings.problems.length > 0) return fail(once(fields.findings.problems));
  const cityCode = fields.words('city_code');
  return ok({ ...content, plateNumber, cityCode, unknownNodes, warnings: fields.findings.warnings });
}

function uploadOf(checkMethod: string): JiangsuUpload | null {
  const code = checkMethod.normalize('NFKC').trim();
  const known = Object.entries(JIANGSU_UPLOADS).find(([digit]) => digit === code);
  return known?.[1] ?? null;
}

function contentOf(edition: JiangsuEdition, upload: JiangsuUpload, fields: JiangsuFields): Content {
  const method = TESTS[upload];
  if (method !== undefined) return { kind: 'TEST', test: testOf(edition, upload, method, fields) };
  const part = partOf(edition, fields);
  if (upload === 'VISUAL') return { kind: 'VISUAL', part, visibleSmoke: fields.digit('sjymhy', '1', '0') };
  return { kind: 'OBD', part, obd: jiangsuObd(edition, upload, fields) };
}

function testOf(
  edition: JiangsuEdition,
  upload: JiangsuUpload,
  method: TestMethod,
  fields: JiangsuFields,
): JiangsuTest {
  return {
    reportNo: fields.required('check_id'),
    stationCode: fields.required('unit_id'),
    lineNo: fields.words('line_id'),
    checkType: checkTypeIn(edition, fields),
    method,
    vin: fields.words('vin'),
    startedAt: fields.time('start_time'),
    endedAt: fields.time('end_time'),
    ambient: ambientOf(fields),
    items: jiangsuItems(upload, fields),
    stationResult: resultIn(edition, fields),
    inspector: fields.words('jyrname') ?? fields.words('uname'),
    authorisedSigner: fields.words('sqqzrname'),
    approver: fields.words('pzrname'),
  };
}

function partOf(edition: JiangsuEdition, fields: JiangsuFields): JiangsuPart {
  const odometer = fields.number('odometer');
  if (odometer?.value === 0) fields.findings.refuse('SENTINEL_VALUE', 'odometer', { value: 0 });
  return {
    reportNo: fields.required('check_id'),
    stationCode: fields.required('unit_id'),
    vin: fields.words('vin'),
    checkedOn: fields.words('check_date'),
    odometerKm: odometer === null ? null : Math.floor(odometer.value / 10 ** odometer.scale),
    inspector: fields.words('uname'),
    stationResult: resultIn(edition, fields),
  };
}

function checkTypeIn(edition: JiangsuEdition, fields: JiangsuFields): CheckType {
  const raw = fields.required('check_type');
  if (raw === '') return 'PERIODIC';
  return fields.findings.take(checkTypeOf(edition, raw, 'check_type')) ?? 'PERIODIC';
}

function resultIn(edition: JiangsuEdition, fields: JiangsuFields): StationResult {
  const raw = fields.required('passed');
  if (raw === '') return 'INVALID';
  return fields.findings.take(stationResultOf(edition, raw, 'passed')) ?? 'INVALID';
}

function ambientOf(fields: JiangsuFields): Ambient | null {
  const below = (fields.text('temperature') ?? '').startsWith('-');
  const degrees = fields.text('temperature')?.replace(/^-/, '') ?? null;
  const temperature = fields.number('temperature', degrees);
  const pressure = fields.number('pressure');
  const humidity = fields.number('humidity');
  if (temperature === null && pressure === null && humidity === null) return null;
  const tenths = units(temperature, 1);
  return {
    temperatureC10: tenths === null ? null : below ? -tenths : tenths,
    // Kilopascal with two decimals.
    pressurePa: units(pressure, 3),
    humidityPct10: units(humidity, 1),
  };
}

/** A value in units of so many decimals, rounded. */
function units(value: Scaled | null, decimals: number): number | null {
  return value === null ? null : roundHalfEven(exactly(value), decimals).value;
}

/** Each problem once: a node is checked by its type and again by what it means. */
function once(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, field = '' }) => {
    const key = `${code} ${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
