import { idOfName } from '../shared/named-id.js';
import type { DecidedFor, Written } from '../sync/dated-decisions.js';
import type { Fact } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { ThresholdValue } from './threshold-table.js';

export const THRESHOLD_SUBJECT = 'integrity-threshold';

/** The thresholds of a division from a day on, all of them at once, with the document that says so. */
export interface ThresholdsSet extends DecidedFor {
  readonly values: readonly ThresholdValue[];
  readonly basis: string;
}
export type ThresholdsFact = Fact<'integrity-thresholds.set', ThresholdsSet>;
export type DatedThresholds = ThresholdsSet & Written;

/** The subject of all thresholds of a division, the same at every site. */
export const thresholdSubject = (division: string, sha256: Sha256): string =>
  idOfName('qingtu/integrity-threshold/1/', division, sha256);
