import type { Scope } from '../../domain/access/permission-types.js';
import type { ReportJudgement, ReportResult } from '../../domain/emission/emission-facts.js';
import type { Problem } from '../../domain/shared/result.js';
import type { ReportNumber, StoredReport } from './report.repository.js';

const about = (code: string): Problem => ({ code, field: 'report' });

/**
 * Why a report may not be corrected by this one: it is not here, of another station, corrected already, or, for the station
 * itself, held until an officer has looked at it. Its number stays.
 */
export function formerProblem(
  former: StoredReport | undefined,
  { stationCode, reportNo }: ReportNumber,
  scope: Scope,
  site: string,
): Problem | null {
  if (former === undefined) return about('NOT_FOUND');
  if (former.site !== site || former.payload.stationCode !== stationCode) return about('NOT_YOUR_RECORD');
  if (!former.inForce) return about('STALE');
  if (former.payload.reportNo !== reportNo) return { code: 'REPORT_NO_CHANGED', field: 'reportNo' };
  return scope === 'OWN' && former.held ? about('INTEGRITY_HOLD') : null;
}

/**
 * Why the corrected report may not stand: it is about another vehicle, or a station would by it take back a failure, or
 * make a pass of a test that counted for nothing. No loop is closed with paper: that is for the bureau.
 */
export function correctionProblem(
  former: StoredReport | undefined,
  vehicle: string,
  { result }: ReportJudgement,
  scope: Scope,
): Problem | null {
  if (former?.vehicle !== vehicle) return { code: 'CORRECTION_OTHER_VEHICLE', field: 'vin' };
  const isBetter = scope === 'OWN' && betters(former.payload.judgement.result, result);
  return isBetter ? about('CORRECTION_BY_BUREAU') : null;
}

const betters = (before: ReportResult, after: ReportResult): boolean =>
  (before === 'FAIL' && after !== 'FAIL') || (before === 'VOID' && after === 'PASS');
