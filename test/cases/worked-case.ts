/** One line for `judge TOPIC` and what its answer must hold. */
export interface JudgeLine {
  readonly topic: 'plate' | 'vin' | 'uscc' | 'division' | 'stage';
  readonly input: object;
  readonly answer: object;
}

/** A registration that differs from an ordinary truck, and what the API must answer. */
export interface RegistrationLine {
  readonly changes: object;
  /** Members of the vehicle as registered; absent where it is refused. */
  readonly vehicle?: object;
  /** Codes of warnings that must be there. */
  readonly warnings?: readonly string[];
  /** `code field` of each problem; empty or absent where it is registered. */
  readonly problems?: readonly string[];
  /** The codes of the roadside answer for the plate as it was written. */
  readonly roadside?: readonly string[];
}

export interface WorkedCase {
  readonly number: number;
  readonly says: string;
  readonly judge: readonly JudgeLine[];
  readonly register: readonly RegistrationLine[];
}

/** The fields of a registration with another plate. */
export const withPlate = (number: string, type: string, color: string, more: object = {}): object => ({
  plate: { number, type, color },
  ...more,
});

/** What a registration of a diesel truck of the 国三 years says. */
export const g3 = (more: object = {}): object => ({
  emissionStage: '3',
  firstRegisteredOn: '2010-03-01',
  manufacturedOn: null,
  vin: null,
  frameNo: 'LG3TRUCK',
  ...more,
});

/** A case of the topic `stage`: an ordinary diesel truck of the 国三 years, unless said otherwise. */
export const stageLine = (input: object, answer: object): JudgeLine => ({
  topic: 'stage',
  input: { fuel: 'B', vehicleType: 'H11', emissionStage: '3', firstRegisteredOn: '2010-03-01', ...input },
  answer,
});

export const NOT_LISTED = { g3List: 'NOT_LISTED', reasons: [] };
