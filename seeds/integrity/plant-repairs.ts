import type { FraudPlanter } from './frauds.js';

const EACH = 10;
const MINUTE_MS = 60_000;

const times = (count: number, plant: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) plant(index);
};

/** A12 and R5.6: repairs that were never made. */
export function plantRepairs(planter: FraudPlanter): void {
  times(EACH, () => {
    const [one, other] = [planter.takeRepair(), planter.takeRepair()];
    const part = {
      name: '柴油颗粒捕集器',
      code: 'DPF-03',
      quantity: 1,
      serial: `FAKE${one.fact}`,
      emissionPart: 'DPF',
      brand: 'X',
    };
    for (const row of [one, other]) planter.changeRepair(row, { parts: [...row.repair.parts, part] });
    planter.label('A12', 'one serial on two trucks', one.fact, other.fact);
  });
  const parts = [
    { name: '清洗', code: 'CLEAN-00', quantity: 3, serial: null, emissionPart: null, brand: null },
  ];
  const list = Array.from({ length: 12 }, () => planter.takeRepair());
  for (const row of list) planter.changeRepair(row, { parts, stationCode: '320100999' });
  planter.label('A12', 'one list on many trucks', ...list.map(({ fact }) => fact));
  times(EACH, () => {
    const row = planter.takeRepair();
    const completedAt = new Date(Date.parse(row.repair.intakeAt) + 4 * MINUTE_MS).toISOString();
    planter.changeRepair(row, { completedAt });
    planter.label('A12', 'done in four minutes', row.fact);
  });
  times(EACH, () => {
    const row = planter.takeRepair();
    const phone =
      planter.traffic.stations.find(({ code }) => code === stationOf(planter, row.vin))?.phone ?? null;
    planter.changeRepair(row, {}, { phone });
    planter.label('A12', 'the telephone of the inspection station', row.fact);
  });
  times(EACH, () => {
    const row = planter.takeRepair();
    const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
    const vin = `L${Array.from({ length: 16 }, () => planter.random.pick(letters)).join('')}`;
    planter.changeRepair(row, {}, { vin });
    planter.label('A12', 'VIN by chance', row.fact);
  });
  times(EACH, () => {
    const row = planter.takeRepair();
    planter.changeRepair(row, { parts: [], labour: [] });
    planter.label('R5.6', 'nothing was done', row.fact);
  });
}

/** R5.4: the odometer of a repair, or of the retest after it, went back. */
export function plantLoopOdometers(planter: FraudPlanter): void {
  times(EACH, () => {
    const row = planter.takeRepair();
    planter.changeRepair(row, { odometerKm: (row.repair.odometerKm ?? 0) - 3000 });
    planter.label('R5.4', 'odometer went back at the repair', row.fact);
  });
}

/** The station that failed the truck. */
export function stationOf({ traffic }: Pick<FraudPlanter, 'traffic'>, vin: string | null): string | null {
  return traffic.reports.find(({ report }) => report.vin === vin)?.report.stationCode ?? null;
}
