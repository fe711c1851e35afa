const QUANTITY =
  /^(?<sign>[+-]?)(?<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?<fraction>\d{1,6}))?(?<unit>\p{L}*)$/u;
const BARE_DIGITS = /^\d{1,9}$/;

/**
 * A quantity in our unit: `18,000`, `276.5`, `18 t`, `18000公斤`. A unit in the cell goes before that of the header. Null
 * where it is no number, its unit is not the column's, or it is no whole number of our unit.
 */
export function readQuantityCell(
  raw: string,
  headerFactor: number,
  units: Readonly<Record<string, number>>,
): number | null {
  if (BARE_DIGITS.test(raw)) return Number(raw) * headerFactor;
  const parts = QUANTITY.exec(raw.normalize('NFKC').replace(/\s/g, ''))?.groups;
  if (parts === undefined) return null;
  const unit = (parts.unit ?? '').toLowerCase();
  const factor = unit === '' ? headerFactor : Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) return null;
  const fraction = parts.fraction ?? '';
  const digits = Number((parts.whole ?? '').replaceAll(',', '') + fraction);
  const value = (digits * factor) / 10 ** fraction.length;
  if (!Number.isSafeInteger(value)) return null;
  return parts.sign === '-' ? 0 - value : value;
}
