import { ITEM_UNITS, type ItemUnit, type ReportedItem, type Scaled } from '../emission/emission-facts.js';
import { Findings } from '../shared/findings.js';
import { fail, ok, type Problem, type Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import { parseCivilDate, parseInstant, type Instant } from '../shared/time.js';
import { readUscc } from '../shared/uscc.js';
import { REPAIR_TYPES, type RepairCompleted, type RepairPart, type RepairType } from './loop-facts.js';

/** A reading as the station writes it; `value` is a decimal number as text. */
export interface ReadingInput {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
}

export interface PartInput {
  readonly name: string;
  readonly code?: string | null;
  readonly quantity: number;
  readonly serial?: string | null;
  readonly emissionPart?: string | null;
  readonly brand?: string | null;
}

/** A completed repair as it is uploaded; null and absent mean the same. */
export interface RepairInput {
  readonly uscc?: string | null;
  readonly settlementNo: string;
  readonly intakeAt: string;
  readonly completedAt: string;
  readonly settledOn: string;
  readonly odometerKm?: number | null;
  readonly repairType: string;
  readonly certificateNo?: string | null;
  readonly diagnosis: string;
  readonly parts: readonly PartInput[];
  /** Hours as a decimal number with at most one place. */
  readonly labour: readonly { readonly project: string; readonly hours: string }[];
  readonly readingsBefore: readonly ReadingInput[];
  readonly readingsAfter: readonly ReadingInput[];
  readonly qualityInspector?: string | null;
  readonly warrantyKm?: number | null;
  readonly warrantyDays?: number | null;
}

/** 污染控制装置 that a repair may replace. */
const EMISSION_PARTS = ['DOC', 'DPF', 'SCR', 'EGR', 'NOX_SENSOR', 'INJECTOR', 'UREA_PUMP', 'OTHER'] as const;

const LONGEST = 64;
const LONGEST_DIAGNOSIS = 500;
const MOST_LINES = 100;
const LARGEST = 10_000_000;
const MOST_PLACES = 9;
const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?$/;

/** A decimal number exactly as written. Problems: DECIMAL_FORMAT */
function readScaled(text: string, field: string): Result<Scaled> {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text.normalize('NFKC').trim()) ?? [];
  const value = Number(`${sign ?? ''}${whole ?? 'x'}${fraction}`);
  if (whole === undefined || fraction.length > MOST_PLACES || !Number.isSafeInteger(value)) {
    return fail({ code: 'DECIMAL_FORMAT', field, params: { value: text } });
  }
  return ok({ value, scale: fraction.length });
}

/** Reads the upload of a completed repair. Problems name the fields; a repair cannot be completed after `now`. */
export function readRepair(
  input: RepairInput,
  now: Instant,
): Result<Omit<RepairCompleted, 'stationCode' | 'failure'>, readonly Problem[]> {
  const reader = new RepairReader(new Findings(), now);
  const read = reader.read(input);
  return read === null || reader.problems.length > 0 ? fail(reader.problems) : ok(read);
}

type Unfinished<T> = { readonly [K in keyof T]: T[K] | null };
type MustHave = 'settlementNo' | 'diagnosis' | 'intakeAt' | 'completedAt' | 'settledOn' | 'repairType';
type Read = Omit<RepairCompleted, 'stationCode' | 'failure'>;

/** The record when nothing that it must have is missing; what is missing stands among the findings. */
function complete(read: Omit<Read, MustHave> & Unfinished<Pick<Read, MustHave>>): Read | null {
  const { settlementNo, diagnosis, intakeAt, completedAt, settledOn, repairType, ...rest } = read;
  if (settlementNo === null || diagnosis === null || intakeAt === null) return null;
  if (completedAt === null || settledOn === null || repairType === null) return null;
  return { ...rest, settlementNo, diagnosis, intakeAt, completedAt, settledOn, repairType };
}

class RepairReader {
  constructor(
    private readonly findings: Findings,
    private readonly now: Instant,
  ) {}

  get problems(): readonly Problem[] {
    return this.findings.problems;
  }

  read(input: RepairInput): Omit<RepairCompleted, 'stationCode' | 'failure'> | null {
    const { findings } = this;
    const settlementNo = this.#text(input.settlementNo, 'settlementNo', LONGEST);
    const diagnosis = this.#text(input.diagnosis, 'diagnosis', LONGEST_DIAGNOSIS);
    const intakeAt = this.#moment(input.intakeAt, 'intakeAt');
    const completedAt = this.#moment(input.completedAt, 'completedAt');
    const settledOn = findings.take(parseCivilDate(input.settledOn, 'settledOn'));
    const repairType = REPAIR_TYPES.find((known) => known === input.repairType) ?? this.#noType(input);
    this.#order(intakeAt, completedAt);
    const rest = {
      uscc: this.#uscc(input),
      odometerKm: this.#quantity(input.odometerKm, 'odometerKm'),
      certificateNo: this.#optional(input.certificateNo, 'certificateNo'),
      parts: this.#lines(input.parts, 'parts').map((part, at) => this.#part(part, `parts[${at}]`)),
      labour: this.#lines(input.labour, 'labour').map((line, at) => this.#labour(line, `labour[${at}]`)),
      readingsBefore: this.#readings(input.readingsBefore, 'readingsBefore'),
      readingsAfter: this.#readings(input.readingsAfter, 'readingsAfter'),
      qualityInspector: this.#optional(input.qualityInspector, 'qualityInspector'),
      warrantyKm: this.#quantity(input.warrantyKm, 'warrantyKm'),
      warrantyDays: this.#quantity(input.warrantyDays, 'warrantyDays'),
    };
    return complete({ ...rest, settlementNo, diagnosis, intakeAt, completedAt, settledOn, repairType });
  }

  #uscc({ uscc }: RepairInput): string | null {
    return uscc ? (this.findings.take(readUscc(uscc))?.normalized ?? null) : null;
  }

  #order(earlier: Instant | null, later: Instant | null): void {
    if (earlier === null || later === null || earlier <= later) return;
    this.findings.refuse('TIME_ORDER', 'completedAt', { earlier, later });
  }

  #noType({ repairType }: RepairInput): RepairType | null {
    const params = { value: repairType, allowed: REPAIR_TYPES.join(' ') };
    return this.findings.refuse('FIELD_VALUE', 'repairType', params);
  }

  #moment(text: string, field: string): Instant | null {
    const at = this.findings.take(parseInstant(text, field));
    if (at !== null && at > this.now) {
      return this.findings.refuse('TIME_FUTURE', field, { value: at, today: this.now });
    }
    return at;
  }

  #text(raw: string, field: string, longest: number): string | null {
    const text = raw.normalize('NFC').trim();
    if (isSentinel(text)) return this.findings.refuse('FIELD_MISSING', field);
    if (text.length <= longest && !/\p{Cc}/u.test(text)) return text;
    return this.findings.refuse('TEXT_FORMAT', field, { longest });
  }

  #optional(raw: string | null | undefined, field: string): string | null {
    if (raw === null || raw === undefined || isSentinel(raw)) return null;
    return this.#text(raw, field, LONGEST);
  }

  #quantity(value: number | null | undefined, field: string): number | null {
    if (value === null || value === undefined) return null;
    if (Number.isInteger(value) && value > 0 && value <= LARGEST) return value;
    return this.findings.refuse('QUANTITY_FORMAT', field, { value, largest: LARGEST });
  }

  #lines<T>(lines: readonly T[], field: string): readonly T[] {
    if (lines.length <= MOST_LINES) return lines;
    this.findings.refuse('LINES_TOO_MANY', field, { count: lines.length, maximum: MOST_LINES });
    return [];
  }

  #part(part: PartInput, field: string): RepairPart {
    const emissionPart = this.#optional(part.emissionPart, `${field}.emissionPart`);
    if (emissionPart !== null && !EMISSION_PARTS.some((known) => known === emissionPart)) {
      const params = { value: emissionPart, allowed: EMISSION_PARTS.join(' ') };
      this.findings.refuse('FIELD_VALUE', `${field}.emissionPart`, params);
    }
    return {
      name: this.#text(part.name, `${field}.name`, LONGEST) ?? '',
      code: this.#optional(part.code, `${field}.code`),
      quantity: this.#quantity(part.quantity, `${field}.quantity`) ?? 0,
      serial: this.#optional(part.serial, `${field}.serial`),
      emissionPart,
      brand: this.#optional(part.brand, `${field}.brand`),
    };
  }

  #labour(line: RepairInput['labour'][number], field: string): { project: string; hours10: number } {
    const project = this.#text(line.project, `${field}.project`, LONGEST) ?? '';
    const hours = this.findings.take(readScaled(line.hours, `${field}.hours`));
    if (hours !== null && (hours.scale > 1 || hours.value < 0)) {
      this.findings.refuse('DECIMAL_FORMAT', `${field}.hours`, { value: line.hours });
    }
    return { project, hours10: hours === null ? 0 : hours.value * (hours.scale === 0 ? 10 : 1) };
  }

  #readings(given: readonly ReadingInput[], field: string): readonly ReportedItem[] {
    return this.#lines(given, field).flatMap((reading, index) => {
      const at = `${field}[${index}]`;
      const value = this.findings.take(readScaled(reading.value, `${at}.value`));
      const unit: ItemUnit | undefined = ITEM_UNITS.find((known) => known === reading.unit);
      const code = reading.code.normalize('NFKC').trim().toUpperCase();
      if (unit === undefined) {
        this.findings.refuse('FIELD_VALUE', `${at}.unit`, {
          value: reading.unit,
          allowed: ITEM_UNITS.join(' '),
        });
      }
      if (!/^[A-Z0-9_]{1,24}$/.test(code)) {
        this.findings.refuse('FIELD_VALUE', `${at}.code`, { value: reading.code, allowed: 'A-Z 0-9 _' });
      }
      if (value === null || unit === undefined) return [];
      return [{ code, value, unit, limit: null, passed: null, readings: [] }];
    });
  }
}
