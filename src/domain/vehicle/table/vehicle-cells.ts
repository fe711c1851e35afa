import type { ParticularsInput } from '../../personal/particulars.js';
import type { VehicleRegistered } from '../vehicle-facts.js';
import { cellOf } from './cell-text.js';
import { VEHICLE_COLUMNS } from './vehicle-columns.js';
import type { VehicleColumnKey } from './vehicle-columns.js';

/** What a row of a vehicle table tells; a registration has all of it, and so has a vehicle's state with its stage. */
export type TabledVehicle = Omit<VehicleRegistered, 'warnings'>;

const WATTS_PER_KILOWATT = 1000;

type Teller = (vehicle: TabledVehicle, owner: ParticularsInput) => string | null | undefined;

const digits = (value: number | null): string => (value === null ? '' : String(value));

const TELL: Readonly<Record<VehicleColumnKey, Teller>> = {
  plateNumber: ({ plate }) => plate.number,
  plateType: ({ plate }) => plate.type,
  // The pair of code and system is what was received; our own word is given only where nothing was.
  plateColor: ({ plate }) => plate.colorRaw,
  plateColorSystem: ({ plate }) => (plate.colorRaw === '' ? '' : plate.colorSystem),
  vin: ({ vin }) => vin,
  frameNo: ({ frameNo }) => frameNo,
  vehicleType: ({ vehicleType }) => vehicleType,
  useNature: ({ useNature }) => useNature,
  fuel: ({ fuel }) => fuel,
  emissionStage: ({ emissionStage }) => emissionStage,
  firstRegisteredOn: ({ firstRegisteredOn }) => firstRegisteredOn,
  manufacturedOn: ({ manufacturedOn }) => manufacturedOn,
  division: ({ division }) => division,
  ownerKind: ({ ownerKind }) => ownerKind,
  ownerUscc: ({ ownerUscc }) => ownerUscc,
  status: ({ status }) => status,
  massKg: ({ massKg }) => digits(massKg),
  lengthMm: ({ lengthMm }) => digits(lengthMm),
  engineModel: ({ engineModel }) => engineModel,
  engineNo: ({ engineNo }) => engineNo,
  ratedPowerW: ({ ratedPowerW }) => (ratedPowerW === null ? '' : String(ratedPowerW / WATTS_PER_KILOWATT)),
  retrofitKind: ({ retrofit }) => retrofit?.kind,
  retrofitOn: ({ retrofit }) => retrofit?.on,
  retrofitCertificateNo: ({ retrofit }) => retrofit?.certificateNo,
  ownerName: (_, { name }) => name,
  ownerPhone: (_, { phone }) => phone,
  ownerAddress: (_, { address }) => address,
  ownerIdNumber: (_, { idNumber }) => idNumber,
};

/** The headers of a vehicle table, in the order of its cells. */
export const vehicleHeaders = (language: 'zh' | 'en'): readonly string[] =>
  VEHICLE_COLUMNS.map((column) => column[language]);

/**
 * A vehicle as a row of the table that is also imported: reading it back with the codes of this service gives the same
 * registration. The owner's particulars are those that the reader may see, and are left blank otherwise.
 */
export function vehicleCells(vehicle: TabledVehicle, owner: ParticularsInput = {}): readonly string[] {
  return VEHICLE_COLUMNS.map(({ key }) => cellOf(TELL[key](vehicle, owner) ?? ''));
}
