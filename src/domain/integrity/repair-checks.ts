import type { RepairPart } from '../maintenance/loop-facts.js';
import { isSentinel } from '../shared/sentinels.js';
import { readVin } from '../shared/vin.js';
import { daysApart, flag, found, minutesBetween, notConfigured, onRepair, together, unset } from './flag.js';
import type {
  EvidenceRow,
  IntegrityFlag,
  IntegrityThresholds,
  RepairRow,
  RuleOutcome,
  StationIdentity,
} from './integrity-types.js';

/**
 * A12 REPAIR_FAKE: the serial of a part was fitted to several vehicles; the same list of parts is on the repairs of many;
 * the repair was shorter than one can be; repair and inspection station have the same legal person or telephone; the VIN
 * is no VIN. `others` are the repairs of the same station (for serials, of any), `inspection` the station that failed or
 * retests the vehicle.
 */
export function checkRepair(
  row: RepairRow,
  others: readonly RepairRow[],
  inspection: StationIdentity | null,
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const elsewhere = others.filter(({ fact, vin }) => fact !== row.fact && vin !== row.vin);
  return together([
    sameSerials(row, elsewhere),
    sameParts(row, elsewhere, thresholds),
    tooShort(row, thresholds),
    related(row, inspection),
    randomVin(row),
  ]);
}

/** R5.6 EMPTY_REPAIR: neither a part nor any labour. */
export function checkEmptyRepair({ fact, repair }: RepairRow): RuleOutcome {
  const parts = repair.parts.some(({ quantity }) => quantity > 0);
  const labour = repair.labour.some(({ hours10 }) => hours10 > 0);
  if (parts || labour) return found([]);
  const says = `settlement ${repair.settlementNo}: no part, no labour`;
  return found([flag('EMPTY_REPAIR', onRepair(fact), [{ fact, says }])]);
}

const tidy = (text: string): string => text.normalize('NFKC').trim().toUpperCase();

function serialsOf({ repair }: RepairRow): ReadonlySet<string> {
  const serials = repair.parts.flatMap(({ serial, code, name }) =>
    serial === null || isSentinel(serial) ? [] : [`${tidy(code ?? name)} ${tidy(serial)}`],
  );
  return new Set(serials);
}

/** A serial is on one part in the world: a second vehicle with it is enough. */
function sameSerials(row: RepairRow, others: readonly RepairRow[]): RuleOutcome {
  const own = serialsOf(row);
  if (own.size === 0) return found([]);
  const flags = others.flatMap((other): readonly IntegrityFlag[] => {
    const shared = [...serialsOf(other)].filter((serial) => own.has(serial));
    if (shared.length === 0) return [];
    const says = `part ${shared.join(', ')}`;
    return [pair(row, other, says), pair(other, row, says)];
  });
  return found(flags);
}

function pair(row: RepairRow, other: RepairRow, says: string): IntegrityFlag {
  return flag('SAME_PART_SERIAL', onRepair(row.fact), [
    { fact: row.fact, says },
    { fact: other.fact, says: `on ${other.vin ?? '?'} too` },
  ]);
}

function partsList({ repair }: RepairRow): string | null {
  const line = ({ name, code, quantity }: RepairPart): string => `${tidy(code ?? name)}×${quantity}`;
  return repair.parts.length === 0 ? null : repair.parts.map(line).sort().join(' ');
}

function sameParts(
  row: RepairRow,
  others: readonly RepairRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const list = partsList(row);
  if (list === null) return found([]);
  const { samePartsVehicles, repairWindowDays } = thresholds;
  if (samePartsVehicles === null || repairWindowDays === null) {
    return notConfigured(...unset(thresholds, 'samePartsVehicles', 'repairWindowDays'));
  }
  const same = others.filter(
    (other) =>
      other.repair.stationCode === row.repair.stationCode &&
      daysApart(other.repair.completedAt, row.repair.completedAt) <= repairWindowDays &&
      partsList(other) === list,
  );
  const all = [row, ...same];
  const vehicles = new Set(all.map(({ vin, fact }) => vin ?? fact)).size;
  if (vehicles <= samePartsVehicles) return found([]);
  const says = `${list} on ${vehicles} vehicles`;
  const rows = all.map(({ fact, vin }): EvidenceRow => ({ fact, says: vin ?? '?' }));
  return found(all.map(({ fact }) => flag('SAME_PARTS_LIST', onRepair(fact), [{ fact, says }, ...rows])));
}

function tooShort({ fact, repair }: RepairRow, { repairMinutes }: IntegrityThresholds): RuleOutcome {
  if (repairMinutes === null) return notConfigured('repairMinutes');
  const taken = minutesBetween(repair.intakeAt, repair.completedAt);
  if (taken >= repairMinutes) return found([]);
  const says = `in ${repair.intakeAt}, out ${repair.completedAt}: ${taken.toFixed(0)} min`;
  return found([flag('REPAIR_TOO_SHORT', onRepair(fact), [{ fact, says }])]);
}

/** 检验机构 may not run repairs, so one legal person or telephone behind both is a lead (环大气〔2020〕31号). */
function related({ fact, repair, phone }: RepairRow, inspection: StationIdentity | null): RuleOutcome {
  if (inspection === null) return found([]);
  const shared: string[] = [];
  if (same(repair.uscc, inspection.uscc)) shared.push(`USCC ${repair.uscc ?? ''}`);
  if (same(digits(phone), digits(inspection.phone))) shared.push('telephone');
  if (shared.length === 0) return found([]);
  const says = `${repair.stationCode} and ${inspection.code} share ${shared.join(' and ')}`;
  return found([flag('STATIONS_RELATED', onRepair(fact), [{ fact, says }])]);
}

const digits = (phone: string | null): string | null => phone?.replace(/\D/g, '') ?? null;
const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && !isSentinel(a) && tidy(a) === tidy(b);

/** A VIN that GB 16735-2019 refuses: by its letters, its length or the check digit of a Chinese maker. */
function randomVin({ fact, vin }: RepairRow): RuleOutcome {
  if (vin === null) return found([]);
  const read = readVin(vin);
  if (read.ok) return found([]);
  const says = `${vin}: ${read.error.code}`;
  return found([flag('REPAIR_VIN_RANDOM', onRepair(fact), [{ fact, says }])]);
}
