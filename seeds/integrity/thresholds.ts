import type { IntegrityThresholds } from '../../src/domain/integrity/integrity-types.js';

/**
 * Thresholds by which the generated traffic is measured. They are examples of what an authority may set; the service
 * itself has none.
 */
export const EXAMPLE_THRESHOLDS: IntegrityThresholds = {
  calIdWindowDays: 90,
  calIdEngineModels: 1,
  calIdVehicleModels: 1,
  calIdSharePct: 30,
  curveQuantum: 5,
  curveCorrelation1000: 999,
  curveChannels: 3,
  curveSeconds: 60,
  minimumSeconds: { LUGDOWN: 60, FREE_ACCEL: 60, VMAS: 195, TSI: 120 },
  maximumSeconds: { LUGDOWN: 300 },
  seriesRowTolerance: 2,
  clockToleranceSeconds: 120,
  travelMinutes: 15,
  ratedPowerPct: 5,
  passRateTests: 100,
  passRateZ100: 300,
  quickRetestMinutes: 60,
  quickRetestPct: 95,
  quickRetests: 5,
  ambientLowestC10: -100,
  ambientHighestC10: 450,
  ambientSameTests: 8,
  lugdownCo2Pct100: 200,
  odometerToleranceKm: 5,
  abortsBeforePass: 3,
  abortHours: 24,
  samePartsVehicles: 6,
  repairWindowDays: 30,
  repairMinutes: 20,
  readinessAll: 8,
  clearedKm: 50,
};
