type Verdict = 'STOP' | 'CHECK' | 'PASS';

export const rank = (verdict: Verdict): number => {
  switch (verdict) {
    case 'STOP':
      return 2;
    case 'CHECK':
      return 1;
  }
  return 0;
};
