import type { PlateInput } from '../../src/domain/vehicle/input-groups.js';
import { colorOfPlateType } from '../../src/domain/vehicle/plate-color.js';

/** The plate types that the demonstration gives out (GA/T 16.7). */
export type DemoPlateType = '01' | '02' | '13' | '15' | '16' | '23' | '51' | '52';
/** Large and small new-energy plates tell purely electric vehicles from others by a letter. */
export type PlateEnergy = 'ELECTRIC' | 'OTHER';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const FIRST_CHARACTERS = `0123456789${LETTERS}`;
const ENERGY_LETTERS: Readonly<Record<PlateEnergy, string>> = { ELECTRIC: 'DABCE', OTHER: 'FGHJK' };

/** Coprime to every size below, so that steps of this length visit every number once. */
const STEP = 314_159;
const ORDINARY_SIZE = 100_000 + 2 * LETTERS.length * 10_000;
const MARKED_SIZE = FIRST_CHARACTERS.length * 1_000;
const LARGE_ENERGY_SIZE = 5 * 100_000;
const SMALL_ENERGY_SIZE = 5 * FIRST_CHARACTERS.length * 10_000;
/** Of so many blue plates one repeats the number of a yellow one, as 苏A12345 may be a truck and a car. */
const SHARED_EVERY = 25;

const digits = (value: number, count: number): string => String(value).padStart(count, '0');
const at = (characters: string, index: number): string => characters[index] ?? '';

/** Gives out plate numbers, each once a type, without keeping those that it gave. */
export class PlatePool {
  readonly #given = new Map<string, number>();

  /**
   * The next plate of a type with the colour of that type.
   * @param issuer province character and letter, `苏A`. @throws RangeError when the issuer has none left
   */
  take(issuer: string, type: DemoPlateType, energy: PlateEnergy = 'ELECTRIC'): PlateInput {
    const color = colorOfPlateType(type);
    return { number: issuer + this.#serial(issuer, type, energy), type, ...(color && { color }) };
  }

  #serial(issuer: string, type: DemoPlateType, energy: PlateEnergy): string {
    switch (type) {
      case '01':
      case '13':
        return ordinarySerial(this.#next(`${issuer}01`));
      case '02':
        return this.#blueSerial(issuer);
      case '15':
        return `${markedSerial(this.#next(issuer + type))}挂`;
      case '16':
        return `${markedSerial(this.#next(issuer + type))}学`;
      case '23':
        return `${markedSerial(this.#next(issuer + type))}警`;
      case '51':
        return largeEnergySerial(this.#next(issuer + type + energy), energy);
      case '52':
        return smallEnergySerial(this.#next(issuer + type + energy), energy);
    }
  }

  /** Yellow plates use the first half of the numbers and blue ones the second, but for those that are shared. */
  #blueSerial(issuer: string): string {
    const turn = this.#next(`${issuer}02`);
    const shared = Math.floor(turn / SHARED_EVERY);
    const isShared =
      turn % SHARED_EVERY === SHARED_EVERY - 1 && shared < (this.#given.get(`${issuer}01`) ?? 0);
    return ordinarySerial(isShared ? shared : ORDINARY_SIZE / 2 + turn);
  }

  #next(series: string): number {
    const turn = this.#given.get(series) ?? 0;
    this.#given.set(series, turn + 1);
    return turn;
  }
}

function place(turn: number, size: number): number {
  if (turn >= size) throw new RangeError('an issuer has no plate number left');
  return (turn * STEP + 4_321) % size;
}

function ordinarySerial(turn: number): string {
  const index = place(turn, ORDINARY_SIZE);
  if (index < 100_000) return digits(index, 5);
  const rest = index - 100_000;
  const letter = at(LETTERS, Math.floor(rest / 10_000) % LETTERS.length);
  const number = digits(rest % 10_000, 4);
  return rest < LETTERS.length * 10_000 ? letter + number : number + letter;
}

function markedSerial(turn: number): string {
  const index = place(turn, MARKED_SIZE);
  return at(FIRST_CHARACTERS, Math.floor(index / 1_000)) + digits(index % 1_000, 3);
}

function largeEnergySerial(turn: number, energy: PlateEnergy): string {
  const index = place(turn, LARGE_ENERGY_SIZE);
  return digits(index % 100_000, 5) + at(ENERGY_LETTERS[energy], Math.floor(index / 100_000));
}

function smallEnergySerial(turn: number, energy: PlateEnergy): string {
  const index = place(turn, SMALL_ENERGY_SIZE);
  const first = Math.floor(index / 10_000);
  const letter = at(ENERGY_LETTERS[energy], Math.floor(first / FIRST_CHARACTERS.length));
  return letter + at(FIRST_CHARACTERS, first % FIRST_CHARACTERS.length) + digits(index % 10_000, 4);
}
