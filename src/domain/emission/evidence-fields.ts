import { readDivision } from '../shared/division.js';
import type { Findings } from '../shared/findings.js';
import { readPlate } from '../shared/plate.js';
import { isSentinel } from '../shared/sentinels.js';
import { civilDateOf, parseCivilDate, parseInstant } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { checkPlate, type PlateInput } from '../vehicle/input-groups.js';
import { checkText } from '../vehicle/input-fields.js';
import { plateTypesOfColor, readPlateColor } from '../vehicle/plate-color.js';
import { COLOR_SYSTEMS, type PlateFact } from '../vehicle/vehicle-facts.js';

/** A plate as a camera or an officer read it; the type may be missing where the colour tells it. */
export interface SeenPlateInput extends Omit<PlateInput, 'type'> {
  readonly type?: string | null;
}

export type SeenPlate = Pick<PlateFact, 'number' | 'type' | 'color'>;

const SITE_CODE = /^[0-9A-Z-]{6,40}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const MOST_FILES = 20;

/** Reads the fields that all evidence has in common; what is wrong goes to the findings, with its field. */
export class EvidenceFields {
  constructor(
    private readonly findings: Findings,
    private readonly now: Instant,
  ) {}

  /** Number of a record: opaque, one printable text. Problems: SENTINEL_VALUE, TEXT_FORMAT */
  recordNo(raw: string): string | null {
    return checkText('recordNo', raw.normalize('NFKC'), this.findings);
  }

  /** Code of a monitoring site, whose first six digits are a division of the delta. Problems: SITE_CODE_FORMAT */
  siteCode(raw: string): { readonly code: string; readonly division: string } | null {
    const code = raw.normalize('NFKC').trim().toUpperCase();
    const division = SITE_CODE.test(code) ? readDivision(code.slice(0, 6), undefined, 'siteCode') : null;
    if (division?.ok !== true) return this.findings.refuse('SITE_CODE_FORMAT', 'siteCode', { value: raw });
    return { code, division: division.value.normalized };
  }

  /** A moment that is not ahead. Problems: those of `parseInstant`, TIME_FUTURE */
  moment(raw: string, field: string): Instant | null {
    const at = this.findings.take(parseInstant(raw, field));
    if (at === null || at <= this.now) return at;
    return this.findings.refuse('TIME_FUTURE', field, { value: at, today: civilDateOf(this.now) });
  }

  day(raw: string | null | undefined, field: string): CivilDate | null {
    return raw === null || raw === undefined ? null : this.findings.take(parseCivilDate(raw.trim(), field));
  }

  text(raw: string | null | undefined, field: string): string | null {
    return raw === null || raw === undefined || raw.trim() === ''
      ? null
      : checkText(field, raw, this.findings);
  }

  /** A text that must be there. Problems: FIELD_MISSING, SENTINEL_VALUE, TEXT_FORMAT */
  required(raw: string | null | undefined, field: string): string | null {
    if (raw === null || raw === undefined || isSentinel(raw)) {
      return this.findings.refuse('FIELD_MISSING', field);
    }
    return checkText(field, raw, this.findings);
  }

  /** A whole number within bounds. Problems: QUANTITY_RANGE */
  whole(value: number | null | undefined, field: string, least: number, most: number): number | null {
    if (value === null || value === undefined) return null;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return this.findings.refuse('QUANTITY_RANGE', field, { value, least, most });
  }

  /** SHA-256 of files, in small hexadecimal digits. Problems: SHA256_FORMAT, LINES_TOO_MANY */
  hashes(raw: readonly string[] | null | undefined, field: string): readonly string[] {
    const given = raw ?? [];
    if (given.length > MOST_FILES) {
      this.findings.refuse('LINES_TOO_MANY', field, { count: given.length, maximum: MOST_FILES });
      return [];
    }
    return given.flatMap((one, index) => this.hash(one, `${field}[${index}]`) ?? []);
  }

  hash(raw: string | null | undefined, field: string): string | null {
    if (raw === null || raw === undefined) return null;
    const hash = raw.trim().toLowerCase();
    return SHA256.test(hash) ? hash : this.findings.refuse('SHA256_FORMAT', field, { value: raw });
  }

  /**
   * A plate with its type, or with the one type that number and colour allow. Problems: those of `checkPlate`,
   * PLATE_TYPE_AMBIGUOUS at the type: a number alone may be two vehicles.
   */
  plate(input: SeenPlateInput, field = 'plate'): SeenPlate | null {
    const type = input.type ?? null;
    if (type !== null && type.trim() !== '')
      return seen(checkPlate({ ...input, type }, this.findings, field));
    const number = this.findings.take(readPlate(input.number, null, `${field}.number`));
    const system = COLOR_SYSTEMS.find((known) => known === (input.colorSystem ?? 'INTERNAL'));
    if (number === null) return null;
    if (system === undefined) {
      const params = { value: input.colorSystem ?? '' };
      return this.findings.refuse('COLOR_SYSTEM_UNKNOWN', `${field}.colorSystem`, params);
    }
    const { color } = readPlateColor(system, input.color ?? '');
    const [only, ...others] = plateTypesOfColor(number.normalized, color, system);
    if (only !== undefined && others.length === 0) return { number: number.normalized, type: only, color };
    return this.findings.refuse('PLATE_TYPE_AMBIGUOUS', `${field}.type`, { value: number.normalized });
  }
}

const seen = (plate: PlateFact | null): SeenPlate | null =>
  plate && { number: plate.number, type: plate.type, color: plate.color };
