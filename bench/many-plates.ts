import { CITIES } from '../src/domain/shared/division.js';
import type { MarkedPlate } from '../src/domain/pack/plate-set.js';

const SERIAL = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const LETTERS = SERIAL.slice(0, 24);
const PROVINCES = '沪苏浙皖';
const ELSEWHERE = '京津冀豫鲁湘粤鄂赣闽';
const REASONS = [
  ['G3_DIESEL_TRUCK'],
  ['OVER_LIMIT_LISTED'],
  ['G3_DIESEL_TRUCK', 'OVER_LIMIT_LISTED'],
  ['FIRST_TEST_FAIL'],
  ['OUT_OF_AREA_TEST', 'RS_SINGLE_EXCEED'],
  ['G3_DIESEL_TRUCK', 'OVERDUE_REPAIR', 'OVER_LIMIT_LISTED'],
  ['FLEET_GT20', 'TAMPER_SUSPECT'],
] as const;

/** The same numbers at every run (Park and Miller's generator). */
function draws(): (below: number) => number {
  let state = 20_261_123;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** So many different plates of all classes, spread over the cities of the delta and their counties. */
export function* manyPlates(count: number): Generator<MarkedPlate> {
  const draw = draws();
  const pick = (text: string): string => text[draw(text.length)] ?? '';
  const many = (text: string, length: number): string => Array.from({ length }, () => pick(text)).join('');
  const issuer = (): string => `${draw(10) === 0 ? pick(ELSEWHERE) : pick(PROVINCES)}${pick(LETTERS)}`;
  const kinds: readonly (readonly [type: string, number: () => string])[] = [
    ['01', () => issuer() + many('0123456789', 5)],
    ['01', () => issuer() + pick(LETTERS) + many('0123456789', 4)],
    ['02', () => issuer() + many(SERIAL, 5)],
    ['51', () => issuer() + many('0123456789', 5) + pick('DABCEFGHJK')],
    ['52', () => issuer() + pick('DABCEFGHJK') + pick(SERIAL) + many('0123456789', 4)],
    ['15', () => `${issuer()}${many(SERIAL, 4)}挂`],
    ['16', () => `${issuer()}${many(SERIAL, 4)}学`],
    ['23', () => `${issuer()}${many('0123456789', 4)}警`],
    ['26', () => `粤Z${many(SERIAL, 4)}港`],
  ];
  const known = new Set<string>();
  while (known.size < count) {
    const [plateType, number] = kinds[draw(kinds.length)] ?? ['01', () => ''];
    const plateNumber = number();
    if (known.has(plateNumber + plateType)) continue;
    known.add(plateNumber + plateType);
    const city = CITIES[draw(CITIES.length)]?.code ?? '310000';
    const division = `${city.slice(0, 4)}${String(1 + draw(12)).padStart(2, '0')}`;
    // The first reasons are those of most vehicles.
    const reasons = REASONS[Math.min(draw(REASONS.length), draw(REASONS.length))] ?? REASONS[0];
    yield { plateNumber, plateType, division, reasons };
  }
}
