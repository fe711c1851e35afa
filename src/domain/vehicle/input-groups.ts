import type { Findings } from '../shared/findings.js';
import { readPlate } from '../shared/plate.js';
import { isSentinel } from '../shared/sentinels.js';
import type { CivilDate } from '../shared/time.js';
import { readUscc } from '../shared/uscc.js';
import { normaliseVin, readVin } from '../shared/vin.js';
import { checkDate, checkText } from './input-fields.js';
import { isColorMismatch, readPlateColor } from './plate-color.js';
import { COLOR_SYSTEMS, OWNER_KINDS } from './vehicle-facts.js';
import type { OwnerKind, PlateFact, Retrofit, VehicleRegistered } from './vehicle-facts.js';

/** A plate as it was received: the colour in the code of `colorSystem` (our own words when none is named). */
export interface PlateInput {
  readonly number: string;
  readonly type: string;
  readonly color?: string | null;
  readonly colorSystem?: string | null;
}

/** A retrofit as it was received. */
export interface RetrofitInput {
  readonly kind: string;
  readonly on: string;
  readonly certificateNo: string;
}

const FRAME_NO = /^[A-Z0-9*]{4,32}$/;
/** 无号牌, 假号牌, 挪用号牌: what an officer notes at the roadside, never what a vehicle is registered under. */
const UNREGISTRABLE_PLATE_TYPES: ReadonlySet<string> = new Set(['41', '42', '43']);
const RETROFIT_KINDS = ['DPF', 'SCR', 'OTHER'] as const;

/**
 * VIN, or the 车架号 of an old or low-speed vehicle. Without a VIN the warning NO_VIN keeps it from being merged between
 * provinces. Problems: those of {@link readVin}, VIN_OR_FRAME_REQUIRED, FRAME_NO_FORMAT, SENTINEL_VALUE.
 */
export function checkIdentity(
  vin: string | null,
  frameNo: string | null,
  findings: Findings,
): Pick<VehicleRegistered, 'vin' | 'frameNo'> {
  const frame = frameNo === null ? null : checkFrameNo(frameNo, findings);
  if (vin === null) {
    if (frameNo === null) findings.refuse('VIN_OR_FRAME_REQUIRED', 'vin');
    findings.warn('NO_VIN');
    return { vin: null, frameNo: frame };
  }
  if (isSentinel(vin))
    return { vin: findings.refuse('SENTINEL_VALUE', 'vin', { value: vin }), frameNo: frame };
  const reading = findings.take(readVin(vin));
  findings.warn(...(reading?.warnings ?? []));
  return { vin: reading?.normalized ?? null, frameNo: frame };
}

function checkFrameNo(raw: string, findings: Findings): string | null {
  const frameNo = normaliseVin(raw);
  if (isSentinel(frameNo)) return findings.refuse('SENTINEL_VALUE', 'frameNo', { value: raw });
  return FRAME_NO.test(frameNo) ? frameNo : findings.refuse('FRAME_NO_FORMAT', 'frameNo', { value: raw });
}

/**
 * A plate with its type and colour (R1.1, R1.3). Without a colour it stays UNKNOWN. Problems: those of
 * {@link readPlate}, PLATE_TYPE_UNREGISTRABLE, PLATE_COLOR_MISMATCH, PLATE_COLOR_UNKNOWN, COLOR_SYSTEM_UNKNOWN.
 */
export function checkPlate(input: PlateInput, findings: Findings, field = 'plate'): PlateFact | null {
  const type = input.type.normalize('NFKC').trim();
  const reading = readPlate(input.number, type, `${field}.number`);
  const paint = checkColor(input, type, findings, field);
  if (!reading.ok) {
    const aboutType = reading.error.code === 'TYPE_UNKNOWN';
    return findings.take({
      ok: false,
      error: aboutType ? { ...reading.error, field: `${field}.type` } : reading.error,
    });
  }
  if (UNREGISTRABLE_PLATE_TYPES.has(type)) {
    return findings.refuse('PLATE_TYPE_UNREGISTRABLE', `${field}.type`, { value: type });
  }
  findings.warn(...reading.value.warnings);
  return paint && { number: reading.value.normalized, type, ...paint };
}

function checkColor(
  input: PlateInput,
  type: string,
  findings: Findings,
  field: string,
): Pick<PlateFact, 'color' | 'colorSystem' | 'colorRaw'> | null {
  const asked = input.colorSystem ?? 'INTERNAL';
  const colorSystem = COLOR_SYSTEMS.find((system) => system === asked);
  if (colorSystem === undefined) {
    return findings.refuse('COLOR_SYSTEM_UNKNOWN', `${field}.colorSystem`, { value: asked });
  }
  const raw = input.color ?? null;
  if (raw === null) return { color: 'UNKNOWN', colorSystem, colorRaw: '' };
  const { color, warnings } = readPlateColor(colorSystem, raw);
  if (colorSystem === 'INTERNAL' && warnings.length > 0) {
    return findings.refuse('PLATE_COLOR_UNKNOWN', `${field}.color`, { value: raw });
  }
  if (warnings.length > 0 && checkText(`${field}.color`, raw, findings) === null) return null;
  if (isColorMismatch(type, color, colorSystem)) {
    return findings.refuse('PLATE_COLOR_MISMATCH', `${field}.color`, { value: color, type });
  }
  findings.warn(...warnings);
  return { color, colorSystem, colorRaw: raw };
}

/**
 * Owner kind and credit code. A natural person has none; prefix 92 is 个体工商户 and nothing else. Problems:
 * OWNER_KIND_UNKNOWN, OWNER_USCC_FORBIDDEN, OWNER_KIND_MISMATCH and those of {@link readUscc}.
 */
export function checkOwner(
  kind: string,
  rawUscc: string | null,
  findings: Findings,
): { readonly ownerKind: OwnerKind; readonly ownerUscc: string | null } | null {
  const ownerKind = OWNER_KINDS.find((known) => known === kind);
  if (ownerKind === undefined) return findings.refuse('OWNER_KIND_UNKNOWN', 'ownerKind', { value: kind });
  if (rawUscc === null) {
    if (ownerKind !== 'PERSON') findings.warn('OWNER_USCC_MISSING');
    return { ownerKind, ownerUscc: null };
  }
  if (ownerKind === 'PERSON') return findings.refuse('OWNER_USCC_FORBIDDEN', 'ownerUscc');
  const reading = findings.take(readUscc(rawUscc, 'ownerUscc'));
  if (reading === null) return null;
  if (reading.isIndividualBusiness !== (ownerKind === 'INDIVIDUAL_BUSINESS')) {
    return findings.refuse('OWNER_KIND_MISMATCH', 'ownerKind', { value: ownerKind });
  }
  findings.warn(...reading.warnings);
  return { ownerKind, ownerUscc: reading.normalized };
}

/** A retrofit, dated not before manufacture. Problems: RETROFIT_KIND_UNKNOWN, TIME_ORDER, dates and text as usual. */
export function checkRetrofit(
  input: RetrofitInput | null,
  manufacturedOn: CivilDate | null,
  today: CivilDate,
  findings: Findings,
): Retrofit | null {
  if (input === null) return null;
  const kind = RETROFIT_KINDS.find((known) => known === input.kind);
  if (kind === undefined) findings.refuse('RETROFIT_KIND_UNKNOWN', 'retrofit.kind', { value: input.kind });
  const on = checkDate('retrofit.on', input.on, today, findings);
  const certificateNo = checkText('retrofit.certificateNo', input.certificateNo, findings);
  if (on !== null && manufacturedOn !== null && on < manufacturedOn) {
    findings.refuse('TIME_ORDER', 'retrofit.on', { earlier: manufacturedOn, later: on });
  }
  return kind !== undefined && on !== null && certificateNo !== null ? { kind, on, certificateNo } : null;
}
