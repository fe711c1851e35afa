import { FUELS } from '../../../domain/vehicle/fuel.js';

const WORDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(FUELS).flatMap(([code, { zh, en }]) => [[zh, code] as const, [en, code] as const]),
  ['gasoline', 'A'],
  ['cng', 'E'],
  ['lng', 'E'],
  ['lpg', 'F'],
  ['electric', 'C'],
]);

/**
 * The letters of GA/T 16.9 for a fuel said in words (diesel, 柴油, gasoline); what is no such word is given back as it is.
 * A word is no row of letters: the B in "hybrid" says nothing of diesel.
 */
export function fuelCodeOf(text: string): string {
  return WORDS.get(text.normalize('NFKC').trim().toLowerCase()) ?? text;
}
