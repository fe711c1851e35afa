/** What an issuer letter says about the city: a code, or why there is none. */
export interface IssuerCity {
  readonly city: string | null;
  readonly warning: 'AMBIGUOUS_CITY' | 'PLATE_ISSUER_UNKNOWN' | null;
}

const ISSUERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  苏: {
    A: '320100',
    B: '320200',
    C: '320300',
    D: '320400',
    E: '320500',
    F: '320600',
    G: '320700',
    H: '320800',
    J: '320900',
    K: '321000',
    L: '321100',
    M: '321200',
    N: '321300',
    U: '320500',
  },
  浙: {
    A: '330100',
    B: '330200',
    C: '330300',
    D: '330600',
    E: '330500',
    F: '330400',
    G: '330700',
    H: '330800',
    J: '331000',
    K: '331100',
    L: '330900',
  },
  皖: {
    A: '340100',
    B: '340200',
    C: '340300',
    D: '340400',
    E: '340500',
    F: '340600',
    G: '340700',
    H: '340800',
    J: '341000',
    K: '341200',
    L: '341300',
    M: '341100',
    N: '341500',
    P: '341800',
    R: '341700',
    S: '341600',
  },
};

/** The letter of 巢湖, abolished in 2011 and divided between three cities. */
const DIVIDED_ISSUER = '皖Q';
/** Issuer letter of a provincial authority, on police plates. */
const PROVINCIAL_ISSUER = 'O';

/** The city of a normalised plate's issuer letter (发牌机关代号): a soft hint, since letters are added over time. */
export function cityOfIssuer(plate: string): IssuerCity {
  const province = plate.slice(0, 1);
  const letter = plate.slice(1, 2);
  if (province === '沪') return { city: '310000', warning: null };
  if (plate.startsWith(DIVIDED_ISSUER)) return { city: null, warning: 'AMBIGUOUS_CITY' };
  const letters = ISSUERS[province];
  if (letters === undefined || letter === PROVINCIAL_ISSUER) return { city: null, warning: null };
  const city = letters[letter];
  return city === undefined ? { city: null, warning: 'PLATE_ISSUER_UNKNOWN' } : { city, warning: null };
}
