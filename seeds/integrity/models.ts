import type { RepairPart } from '../../src/domain/maintenance/loop-facts.js';

/** A model of truck: its engine, the power that is published for it and the calibration that its vehicles share. */
export interface TruckModel {
  readonly vehicleModel: string;
  readonly engineModel: string;
  readonly powerW: number;
  /** Whether the power of the engine is published; where not, tests of the model are compared. */
  readonly published: boolean;
  readonly calId: string;
  readonly cvn: string;
  /** First eleven characters of its VINs, the ninth to be computed. */
  readonly vinHead: string;
}

const model = (
  index: number,
  maker: string,
  engineModel: string,
  powerKw: number,
  published = true,
): TruckModel => ({
  vehicleModel: `${maker}${4180 + index}P`,
  engineModel,
  powerW: powerKw * 1000,
  published,
  calId: `CAL${engineModel.replace(/\W/g, '')}01`,
  cvn: (0xa1b2_0000 + index * 0x1357).toString(16).toUpperCase(),
  vinHead: `LZZ${5 + (index % 4)}EL${'NBDF'.charAt(index % 4)}B`,
});

export const TRUCK_MODELS: readonly TruckModel[] = [
  model(0, 'ZZ', 'WP10.336E53', 247),
  model(1, 'ZZ', 'WP12.430E50', 316),
  model(2, 'CA', 'CA6DL3-35E5', 257),
  model(3, 'CA', 'CA6DM2-42E5', 309),
  model(4, 'DFL', 'DCI385-50', 283),
  model(5, 'DFL', 'ISZ480-51', 353),
  model(6, 'HFC', 'WP7.300E51', 220),
  model(7, 'HFC', 'CY4SK151', 105, false),
  model(8, 'BJ', 'ISGE5-430', 316),
  model(9, 'BJ', 'ISF3.8S5154', 115, false),
  model(10, 'SX', 'WP13.550E501', 404),
  model(11, 'JX', 'JX4D24A5L', 105, false),
];

/** Parts that a repair fits, most of them with a serial of their own. */
export const PARTS: readonly Omit<RepairPart, 'quantity' | 'serial'>[] = [
  { name: '喷油器', code: 'INJ-01', emissionPart: 'INJECTOR', brand: 'BOSCH' },
  { name: '柴油颗粒捕集器', code: 'DPF-03', emissionPart: 'DPF', brand: 'WEIFU' },
  { name: '氧化催化器', code: 'DOC-02', emissionPart: 'DOC', brand: 'WEIFU' },
  { name: '尿素泵', code: 'UP-22', emissionPart: 'UREA_PUMP', brand: 'BOSCH' },
  { name: '氮氧传感器', code: 'NOX-07', emissionPart: 'NOX_SENSOR', brand: 'CONTI' },
  { name: 'EGR 阀', code: 'EGR-11', emissionPart: 'EGR', brand: 'PIERBURG' },
  { name: '空气滤清器', code: 'AF-40', emissionPart: null, brand: 'MANN' },
  { name: '燃油滤清器', code: 'FF-41', emissionPart: null, brand: 'MANN' },
  { name: '高压油泵', code: 'HP-09', emissionPart: 'OTHER', brand: 'BOSCH' },
  { name: '涡轮增压器', code: 'TC-15', emissionPart: 'OTHER', brand: 'GARRETT' },
];
