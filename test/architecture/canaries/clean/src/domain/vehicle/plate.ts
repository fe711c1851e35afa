import { squeeze } from '../shared/text.js';

export type Verdict = 'STOP' | 'CHECK' | 'PASS';

/** The instant is an argument: the same question about the same day has the same answer for ever. */
export const yearOf = (instant: string): number => new Date(instant).getUTCFullYear();

export function rankOf(verdict: Verdict): number {
  switch (verdict) {
    case 'STOP':
      return 2;
    case 'CHECK':
      return 1;
    case 'PASS':
      return 0;
  }
}

export const normalise = (plate: string): string => [...squeeze(plate)].join('').toUpperCase();
