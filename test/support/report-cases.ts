/** Cases of `judge report` that differ from an ordinary one only where a test says so. */
export type Input = Readonly<Record<string, unknown>>;

export const lugdown = (items: object, more: object = {}): Input => ({
  method: 'LUGDOWN',
  limitSet: 'a',
  items: { k100: 1.2, k80: 0.9, nox80: 1500, maxWheelPowerKw: 40, ratedPowerKw: 100, ...items },
  ...more,
});
export const free = (items: object, more: object = {}): Input => ({
  method: 'FREE_ACCEL',
  limitSet: 'a',
  items,
  ...more,
});
export const idle = (items: object, more: object = {}): Input => ({
  method: 'TSI',
  items: { lowCo: 0.6, lowHc: 80, highCo: 0.3, highHc: 50, lambda: 1.05, ...items },
  ...more,
});
