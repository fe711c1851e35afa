import { FraudPlanter } from './frauds.js';
import type { Fraud } from './frauds.js';
import {
  plantClearedMemories,
  plantInstruments,
  plantLimits,
  plantReadings,
  plantShopping,
  plantSubstitutes,
} from './plant-readings.js';
import { plantLoopOdometers, plantRepairs } from './plant-repairs.js';
import {
  plantClocks,
  plantDurations,
  plantPassRates,
  plantPowers,
  plantReusedCurves,
  plantSharedCalibrations,
} from './plant-tests.js';
import { TrafficGenerator } from './traffic.js';
import type { Traffic } from './traffic.js';

/** Traffic with frauds of every rule in it, and what was planted; the same for the same seed. */
export function labelledTraffic(
  seed: number,
  stations: number,
): { readonly traffic: Traffic; readonly frauds: readonly Fraud[] } {
  const traffic = new TrafficGenerator(seed, stations).make();
  const planter = new FraudPlanter(traffic, seed + 1);
  const plants = [
    // Whole stations and days first: what they change has to be untouched.
    plantReadings,
    plantPassRates,
    plantSharedCalibrations,
    plantReusedCurves,
    plantDurations,
    plantClocks,
    plantPowers,
    plantLimits,
    plantSubstitutes,
    plantShopping,
    plantInstruments,
    plantRepairs,
    plantLoopOdometers,
    // Last, for it looks for repairs that still are what they were.
    plantClearedMemories,
  ];
  for (const plant of plants) plant(planter);
  return { traffic, frauds: planter.frauds };
}
