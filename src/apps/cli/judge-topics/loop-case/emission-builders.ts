import { CHECK_TYPES, POLLUTANTS } from '../../../../domain/emission/emission-facts.js';
import type {
  CheckType,
  InspectionReported,
  RemoteReading,
  ReportJudgement,
  ReportResult,
} from '../../../../domain/emission/emission-facts.js';
import { readScaled } from '../../../../domain/emission/scaled.js';
import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';
import type { Instant } from '../../../../domain/shared/time.js';
import { isJsonObject } from '../../../../domain/zone/json-fields.js';
import type { JsonFields } from '../../../../domain/zone/json-fields.js';
import { placeOfKind } from './fact-kinds.js';
import { heldBy } from './flag-builders.js';
import { MOST_KM, momentIn, readSite, requiredWord, wholeNumber, wordIn } from './loop-config.js';
import type { Builder, Sketch } from './sketch.js';
import { envelope, plateOf, siteOfCode } from './sketch.js';

const RESULTS = ['PASS', 'FAIL', 'VOID', 'UNKNOWN', 'ABORT', 'INVALID'] as const;
/** 检测类型 by number, as the upload messages write it; 6 is of the edition of 2020. */
const CHECK_TYPE_DIGITS: Readonly<Record<string, CheckType>> = {
  1: 'PERIODIC',
  2: 'NEW_REGISTRATION',
  3: 'TRANSFER_IN',
  4: 'COMPARISON',
  5: 'SUPERVISION_RETEST',
  6: 'REMOTE_SENSING_RETEST',
};
const ORDINARY_STATION = '310000001';
const MOST_ITEMS = 99;
const DARKEST = 5;

/** A test report: of it the loop asks the station, the times, the kind of test and the judgement of the service. */
export const buildReport: Builder = (sketch, soFar) => {
  const { fields, id } = sketch;
  const stationCode = fields.text('station', 'stationCode') ?? ORDINARY_STATION;
  const site = readSite(fields) ?? siteOfCode(stationCode, soFar.config);
  const times = timesOf(sketch);
  const plate = fields.text('plate', 'plateNumber');
  const judgement = judgementOf(fields);
  const report: LoopInput = {
    ...envelope(sketch, site),
    kind: 'inspection.reported',
    payload: {
      ...UNSAID,
      reportNo: fields.text('reportNo') ?? id,
      stationCode,
      checkType: checkTypeOf(fields),
      vin: fields.text('vin')?.trim().toUpperCase() ?? null,
      plate: plate === null ? null : plateOf(plate),
      odometerKm: wholeNumber(fields, MOST_KM, 'odometerKm', 'odometer'),
      ...times,
      obd: obdOf(fields),
      contingency: isContingency(fields),
      judgement,
    },
  };
  return [report, ...heldBy(sketch, report)];
};

/** 路检路查 or 入户抽测. */
export const buildFieldCheck: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  return [
    {
      ...envelope(sketch, readSite(fields) ?? config.site),
      kind: 'inspection.field-checked',
      payload: {
        recordNo: fields.text('recordNo') ?? sketch.id,
        place: wordIn(fields, ['ROADSIDE', 'ONSITE'], 'place') ?? placeOfKind(sketch.word),
        location: fields.text('location') ?? '',
        officers: [],
        instrument: null,
        instrumentValidTo: null,
        method: 'FREE_ACCEL',
        items: [],
        visibleSmoke: null,
        disposal: null,
        judgement: judgementOf(fields),
      },
    },
  ];
};

export const buildRemote: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  const siteCode = fields.text('site', 'siteCode') ?? 'SITE';
  return [
    {
      ...envelope(sketch, siteOfCode(siteCode, config)),
      kind: 'inspection.remote-sensed',
      payload: {
        recordNo: fields.text('recordNo') ?? sketch.id,
        siteCode,
        deviceCode: fields.text('device', 'deviceCode') ?? 'DEVICE',
        lane: null,
        plate: plateOf(fields.text('plate', 'plateNumber') ?? ''),
        plateConfidencePct: null,
        readings: readingsOf(fields),
        speedKmh10: null,
        valid: fields.flag('valid') ?? true,
        invalidReason: null,
        imageSha256: [],
        calibrationValidTo: null,
        imageVehicleType: fields.text('imageVehicleType'),
      },
    },
  ];
};

export const buildSmoke: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  const siteCode = fields.text('site', 'siteCode') ?? 'SITE';
  const ringelmann = wholeNumber(fields, DARKEST, 'ringelmann', 'value');
  if (ringelmann === null) fields.refuse('FIELD_MISSING', fields.find('ringelmann').field);
  const capture: LoopInput = {
    ...envelope(sketch, siteOfCode(siteCode, config)),
    kind: 'inspection.smoke-captured',
    payload: {
      recordNo: fields.text('recordNo') ?? sketch.id,
      siteCode,
      lane: null,
      plate: plateOf(fields.text('plate', 'plateNumber') ?? ''),
      ringelmann: ringelmann ?? 0,
      imageSha256: [],
      videoSha256: null,
    },
  };
  const decision = wordIn(fields, ['CONFIRMED', 'REJECTED'], 'reviewStatus');
  if (decision === null) return [capture];
  const own = { ...sketch, id: `${sketch.id} review` };
  const payload = { capture: sketch.id, reviewer: sketch.id, decision, basis: '' };
  return [capture, { ...envelope(own, capture.site), kind: 'inspection.smoke-reviewed', payload }];
};

export const buildSmokeReview: Builder = (sketch, soFar) => {
  const { fields } = sketch;
  const capture = soFar.named(fields, 'capture', 'about') ?? soFar.latest('inspection.smoke-captured');
  const decision = requiredWord(fields, ['CONFIRMED', 'REJECTED'], 'decision');
  const reviewer = fields.text('reviewer') ?? sketch.id;
  const basis = fields.text('basis') ?? '';
  return [
    {
      ...envelope(sketch, readSite(fields) ?? soFar.config.site),
      kind: 'inspection.smoke-reviewed',
      payload: { capture, reviewer, decision, basis },
    },
  ];
};

const UNSAID: Omit<
  InspectionReported,
  | 'reportNo'
  | 'stationCode'
  | 'checkType'
  | 'vin'
  | 'plate'
  | 'odometerKm'
  | 'startedAt'
  | 'endedAt'
  | 'obd'
  | 'contingency'
  | 'judgement'
> = {
  lineNo: null,
  method: 'LUGDOWN',
  methodReason: null,
  timesNo: null,
  engineModel: null,
  ratedPowerW: null,
  ambient: null,
  items: [],
  visibleSmoke: null,
  stationResult: 'PASS',
  inspector: null,
  authorisedSigner: null,
  approver: null,
  calibrationValidTo: null,
  seriesSha256: null,
  seriesRows: null,
  rawMessage: null,
};

/** A test that says one moment began and ended then. */
function timesOf({ fields, at }: Sketch): { readonly startedAt: Instant; readonly endedAt: Instant } {
  const startedAt = momentIn(fields, 'startedAt', 'start', 'startTime') ?? at;
  const endedAt = momentIn(fields, 'endedAt', 'end', 'endTime') ?? (at > startedAt ? at : startedAt);
  if (endedAt < startedAt) {
    fields.refuse('TIME_ORDER', fields.find('endedAt', 'end', 'endTime').field, {
      earlier: startedAt,
      later: endedAt,
    });
  }
  return { startedAt, endedAt };
}

/** The judgement of the service; an aborted or invalid test counts for nothing. */
function judgementOf(fields: JsonFields): ReportJudgement {
  const said = requiredWord(fields, RESULTS, 'result');
  const result: ReportResult = said === 'ABORT' || said === 'INVALID' ? 'VOID' : said;
  return { result, limitSet: null, clause: '', items: [], flags: [...fields.texts('flags')].sort() };
}

function checkTypeOf(fields: JsonFields): CheckType {
  const text = fields.text('checkType');
  const digit = text === null ? undefined : CHECK_TYPE_DIGITS[text.trim()];
  return digit ?? wordIn(fields, CHECK_TYPES, 'checkType') ?? 'PERIODIC';
}

function obdOf(fields: JsonFields): InspectionReported['obd'] {
  const { field, value } = fields.find('obd');
  const own = isJsonObject(value) ? fields.below(value, `${field}.`) : fields;
  const readinessIncomplete = wholeNumber(own, MOST_ITEMS, 'readinessIncomplete');
  if (readinessIncomplete === null) return null;
  return {
    communicates: null,
    milOn: null,
    dtc: [],
    readinessIncomplete,
    calIds: [],
    cvns: [],
    vin: null,
    kmSinceClear: null,
  };
}

/** `true`, or the code that the station typed. */
function isContingency(fields: JsonFields): boolean {
  const { value } = fields.find('contingency', 'contingencyCode');
  return typeof value === 'string' || (fields.flag('contingency') ?? false);
}

function readingsOf(fields: JsonFields): readonly RemoteReading[] {
  const items = fields.list('readings');
  if (items.length === 0) return readingOf(fields);
  return items.flatMap(({ field, value }) => {
    if (isJsonObject(value)) return readingOf(fields.below(value, `${field}.`));
    fields.refuse('FIELD_TYPE', field, { expected: 'object' });
    return [];
  });
}

function readingOf(fields: JsonFields): readonly RemoteReading[] {
  const pollutant = requiredWord(fields, POLLUTANTS, 'pollutant');
  const { field, value } = fields.find('value');
  if (value === null) fields.refuse('FIELD_MISSING', field);
  const scaled = value === null ? null : fields.take(readScaled(value, field));
  return scaled === null ? [] : [{ pollutant, value: scaled }];
}
