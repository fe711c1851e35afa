import type { ParticularsInput } from '../../personal/particulars.js';
import { normaliseUscc } from '../../shared/uscc.js';
import { normaliseVin } from '../../shared/vin.js';
import type { PlateInput, RetrofitInput } from '../input-groups.js';
import { readPlateColor } from '../plate-color.js';
import { COLOR_SYSTEMS } from '../vehicle-facts.js';
import type { ColorSystem } from '../vehicle-facts.js';
import type { VehicleInput } from '../vehicle-input.js';
import {
  plateColorInWords,
  readOwnerKindCell,
  readPlateTypeCell,
  readRetrofitKindCell,
} from './cell-codes.js';
import type { CellReader } from './cell-reader.js';
import type { FeedProfile } from './feeds.js';

const EXCHANGED: Readonly<Record<string, string>> = { '51': '52', '52': '51' };
const VIN_LENGTH = 17;

/** 号牌号码, 种类 and 颜色, with 51 and 52 exchanged where the source confuses them (§1.2). */
export function readPlateCells(cells: CellReader, feed: FeedProfile): PlateInput {
  const written = readPlateTypeCell(cells.required('plateType'));
  const exchanged = feed.swapsNewEnergyTypes ? EXCHANGED[written] : undefined;
  if (exchanged !== undefined)
    cells.note('TYPE_51_52_EXCHANGED', 'plateType', { value: written, type: exchanged });
  return { number: cells.required('plateNumber'), type: exchanged ?? written, ...readColor(cells, feed) };
}

/**
 * A colour is kept as the pair of system and code. A row that names a system of codes is taken at its word. Otherwise
 * what the source's own system knows is its code, a colour in plain words means the same everywhere, and the rest is left
 * to the rule.
 */
function readColor(cells: CellReader, feed: FeedProfile): Pick<PlateInput, 'color' | 'colorSystem'> {
  const raw = cells.optional('plateColor');
  const named = cells.optional('plateColorSystem');
  if (raw === null) return { color: null, colorSystem: null };
  const colorSystem = named?.toUpperCase() ?? feed.colorSystem;
  const system: ColorSystem | undefined = COLOR_SYSTEMS.find((known) => known === colorSystem);
  const isAtItsWord = named !== null && system !== 'INTERNAL';
  if (!isAtItsWord && system !== undefined && readPlateColor(system, raw).warnings.length > 0) {
    const word = plateColorInWords(raw);
    if (word !== null) return { color: word, colorSystem: 'INTERNAL' };
  }
  return { color: raw, colorSystem };
}

/** The six characters that the public never sees, as stars: a frame number may have some of its own, but not so. */
const HIDDEN_END = /[*＊]{6}$/;

/** Where a table has no VIN column, clerks write the VIN under 车架号. Problem: IDENTITY_MASKED. */
export function readIdentity(cells: CellReader): Pick<VehicleInput, 'vin' | 'frameNo'> {
  const vin = readUnmasked(cells, 'vin');
  const frameNo = readUnmasked(cells, 'frameNo');
  if (cells.has('vin') || frameNo === null || normaliseVin(frameNo).length !== VIN_LENGTH)
    return { vin, frameNo };
  cells.note('VIN_IN_FRAME_COLUMN', 'frameNo');
  return { vin: frameNo, frameNo: null };
}

function readUnmasked(cells: CellReader, key: 'vin' | 'frameNo'): string | null {
  const text = cells.optional(key);
  if (text !== null && HIDDEN_END.test(text)) cells.refuse('IDENTITY_MASKED', key);
  return text;
}

/** The owner: kind and credit code for the register, the particulars for the sealed records. */
export function readOwner(
  cells: CellReader,
): Pick<VehicleInput, 'ownerKind' | 'ownerUscc'> & { readonly owner: ParticularsInput | null } {
  const ownerUscc = cells.optional('ownerUscc');
  const owner = unmasked(cells, {
    name: cells.optional('ownerName'),
    phone: cells.optional('ownerPhone'),
    address: cells.optional('ownerAddress'),
    idNumber: cells.optional('ownerIdNumber'),
  });
  const isSaid = Object.values(owner).some((text) => text !== null);
  return {
    ownerKind: readOwnerKind(cells, ownerUscc, owner.idNumber),
    ownerUscc,
    owner: isSaid ? owner : null,
  };
}

/** A star, also in full width: no name, number or address has one, only what was masked for a reader. */
const STAR = /[*＊]/;
const OWNER_COLUMNS = {
  name: 'ownerName',
  phone: 'ownerPhone',
  address: 'ownerAddress',
  idNumber: 'ownerIdNumber',
} as const;

type OwnerTexts = Readonly<Record<keyof typeof OWNER_COLUMNS, string | null>>;
const NOTHING: OwnerTexts = { name: null, phone: null, address: null, idNumber: null };

/**
 * The particulars, unless any of them was masked for whoever took the file out: that is noted, and none are taken. What
 * is left of them is less than what is recorded and would replace it.
 */
function unmasked(cells: CellReader, owner: OwnerTexts): OwnerTexts {
  const fields = Object.keys(OWNER_COLUMNS) as readonly (keyof OwnerTexts)[];
  const masked = fields.filter((field) => STAR.test(owner[field] ?? ''));
  for (const field of masked) cells.note('OWNER_MASKED', OWNER_COLUMNS[field]);
  return masked.length === 0 ? owner : NOTHING;
}

/** Where the kind is not written it follows from the number that only one kind of owner has. */
function readOwnerKind(cells: CellReader, uscc: string | null, idNumber: string | null): string {
  const written = cells.optional('ownerKind');
  if (written !== null) return readOwnerKindCell(written);
  const follows = uscc !== null ? kindOfUscc(uscc) : idNumber !== null ? 'PERSON' : null;
  if (follows === null) {
    cells.refuse('FIELD_MISSING', 'ownerKind');
    return '';
  }
  cells.note('OWNER_KIND_FOLLOWS', 'ownerKind', { value: follows });
  return follows;
}

const kindOfUscc = (uscc: string): string =>
  normaliseUscc(uscc).startsWith('92') ? 'INDIVIDUAL_BUSINESS' : 'ORG';

/** A retrofit, where any of its three cells says something. */
export function readRetrofit(cells: CellReader): RetrofitInput | null {
  const kind = cells.optional('retrofitKind');
  const on = cells.date('retrofitOn');
  const certificateNo = cells.optional('retrofitCertificateNo');
  if (kind === null && on === null && certificateNo === null) return null;
  for (const key of ['retrofitKind', 'retrofitOn', 'retrofitCertificateNo'] as const) cells.required(key);
  return { kind: readRetrofitKindCell(kind ?? ''), on: on ?? '', certificateNo: certificateNo ?? '' };
}
