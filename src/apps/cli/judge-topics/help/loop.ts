/** What `judge loop` takes and gives; every line that begins with `{` is a case that can be tried. */
export const LOOP_HELP = `judge loop: the I/M loop of one vehicle, folded from its facts. One JSON case a line.

config    every member may be left out and is then not configured
  sameStation          whether the retest must be at the station that failed the vehicle (left out: true, as the rule says)
  repairDays           days from the notice within which the repair must be done; notifyDays: within which the notice is due
  resetOnPass          whether a passed test ends a run of remote-sensing exceedances
  noCountsForListing   whether NO counts for the list (left out: it does)
  remoteMinGapMinutes  least minutes between two records of one site (left out: 10, as in judge remote-sensing)
  remotePlateConfidencePct  least confidence in per cent with which the plate must have been read (left out: any)
  smokeConfirmations   officers who must confirm a black-smoke capture (left out: one)
  certificateFor       repair types beyond those of the law for which a certificate is asked
  now                  the moment of the question: a due day that is past makes OVERDUE. Without it only an overdue fact does
  stations             {"310115001":"SUSPENDED"} or [{"station","status","from"}]; what is not named is ACTIVE
  division, fuel, vehicleType, site   of the vehicle (left out: by its plate, else where it was first found; B; H11) and of
                       the site that writes (left out: by the station, else 310000)
facts     [{"kind","at",...}] in any order; the same fact twice is one. A time without an offset is of Asia/Shanghai. The full
          kind (inspection.reported) and the short one (report) mean the same. A fact names another by its index, its "id" or
          its report or record number; what is left out in brackets is filled in from the facts before it.
gate      {"station","at","code"?}: whether that station may test the vehicle then (answered as "gate")
timeline  true: every fact with the state after it (answered as "timeline"), and whether repairs held ("outcomes")
asOf      only what was recorded by then: a repair at its uploadedAt, all else at its at

report (inspection.reported)             result PASS FAIL VOID UNKNOWN ABORT INVALID by the service; checkType PERIODIC (left out)
   NEW_REGISTRATION TRANSFER_IN COMPARISON SUPERVISION_RETEST ROADSIDE_RETEST REMOTE_SENSING_RETEST or the digit 1 to 6; station,
   startedAt, endedAt (at), vin, plate, odometerKm, readinessIncomplete, contingency (true), integrity HOLD, reportNo, flags
field-check (inspection.field-checked)   result, place ROADSIDE (left out) or ONSITE
remote-sensing (inspection.remote-sensed)  pollutant OPACITY RINGELMANN NO, value, or readings; site, valid (true), imageVehicleType
black-smoke (inspection.smoke-captured)  ringelmann 0 to 5, site, reviewStatus
smoke-review (inspection.smoke-reviewed) decision CONFIRMED REJECTED, capture (the last), reviewer
notice (loop.notice-served)              division of the bureau that serves it (the one whose it is)
repair-start (loop.repair-started)       station, failure (the one in force), odometerKm
repair (loop.repair-completed)           station, completedAt (at), uploadedAt, failure (the one in force), repairType SPECIAL (left
   out) SECOND_MAINTENANCE ASSEMBLY WHOLE_VEHICLE MINOR, certificateNo, odometerKm, parts, labour (lists, or numbers of them)
appeal (loop.appeal-lodged)              about (the failure in force)
appeal-decision (loop.appeal-decided)    decision UPHELD REJECTED, appeal (the last)
withdrawal (loop.withdrawn)              about (the failure in force), reason MISREAD_PLATE CLONED_PLATE WRONG_VEHICLE OTHER
override (loop.station-overridden)       station where it may be retested (left out: any), reason STATION_CLOSED STATION_SUSPENDED
   OUT_OF_AREA OTHER; it counts for tests that begin after it
overdue (loop.fell-overdue)              cycle (the present), dueOn
transfer-out (loop.transferred-out)      division outside the delta
registered, replated, transferred, scrapped (vehicle.registered, ...)  vin, plate, division, fuel, vehicleType, status; on (at)
station-status (station.status-set)      station, status ACTIVE SUSPENDED REMOVED CLOSED, from (at)
contingency (station.contingency-issued) station, until, code, from (at)
flag (inspection.flagged)                about (the last report or repair), rule, hold (true)
flag-decision (inspection.flag-decided)  decision DISMISSED UPHELD, flag (the last)

Answer: {"state","cycle","cleared","rejected":[{"index","code"}],"flags":[]} and beside it dueOn, dueNote, listing, past, copy (to
whom the listing is sent), history.
state: NONE SUSPECT LISTED NOTIFIED IN_REPAIR REPAIRED CLEARED OVERDUE APPEAL WITHDRAWN CLOSED_SCRAPPED TRANSFERRED
rejected (the fact stays, and has no effect): NO_REPAIR_RECORD REPAIR_ORDER MSTATION_INACTIVE ISTATION_INACTIVE CERT_REQUIRED
  STATION_MISMATCH INTEGRITY_HOLD OBD_NOT_READY CHECK_TYPE_NO_RETEST VIN_MISMATCH JUDGEMENT_UNKNOWN NOT_THIS_FAILURE NO_OPEN_LISTING
  NO_TRANSITION NOT_YOUR_RECORD NOT_YET_DUE VEHICLE_SCRAPPED
flags: ODOMETER_REGRESS EMPTY_REPAIR CONTINGENCY_TEST CONTINGENCY_UNRECONCILED CONTINGENCY_INVALID
dueNote: DEADLINE_NOT_CONFIGURED (no deadline configured) NOT_NOTIFIED (the days run from the notice)

report, repair
{"facts":[{"kind":"report","at":"2026-03-01T09:00:00+08:00","station":"310115001","result":"FAIL"},{"kind":"repair","at":"2026-03-03T15:00:00+08:00","station":"310115M01","parts":["DPF"]},{"kind":"report","at":"2026-03-04T09:00:00+08:00","station":"310115001","result":"PASS"}]}
field-check, notice, repair-start, overdue
{"config":{"repairDays":15},"facts":[{"kind":"field-check","at":"2026-03-01T09:00:00+08:00","place":"ROADSIDE","result":"FAIL"},{"kind":"notice","at":"2026-03-02T09:00:00+08:00"},{"kind":"repair-start","at":"2026-03-10T09:00:00+08:00","station":"310115M01"},{"kind":"overdue","at":"2026-03-18T00:10:00+08:00"}]}
remote-sensing, withdrawal
{"facts":[{"kind":"remote-sensing","at":"2026-01-05T09:00:00+08:00","site":"310115RS1","pollutant":"OPACITY","value":41.5},{"kind":"remote-sensing","at":"2026-03-05T09:00:00+08:00","site":"310115RS2","pollutant":"OPACITY","value":35},{"kind":"withdrawal","at":"2026-03-08T09:00:00+08:00","reason":"CLONED_PLATE"}]}
black-smoke, smoke-review, appeal, appeal-decision
{"facts":[{"kind":"black-smoke","at":"2026-03-01T09:00:00+08:00","site":"310115BS1","ringelmann":3},{"kind":"smoke-review","at":"2026-03-02T09:00:00+08:00","decision":"CONFIRMED"},{"kind":"appeal","at":"2026-03-03T09:00:00+08:00"},{"kind":"appeal-decision","at":"2026-03-09T09:00:00+08:00","decision":"REJECTED"}]}
station-status, override
{"facts":[{"kind":"report","at":"2026-03-01T09:00:00+08:00","station":"310115001","result":"FAIL"},{"kind":"repair","at":"2026-03-03T15:00:00+08:00"},{"kind":"station-status","at":"2026-03-04T00:00:00+08:00","station":"310115001","status":"SUSPENDED"},{"kind":"override","at":"2026-03-05T09:00:00+08:00","station":"310115002","reason":"STATION_SUSPENDED"},{"kind":"report","at":"2026-03-06T09:00:00+08:00","station":"310115002","result":"PASS"}]}
flag, flag-decision
{"facts":[{"kind":"report","at":"2026-03-01T09:00:00+08:00","result":"FAIL"},{"kind":"repair","at":"2026-03-03T15:00:00+08:00"},{"kind":"report","at":"2026-03-04T09:00:00+08:00","result":"PASS"},{"kind":"flag","at":"2026-03-05T09:00:00+08:00","rule":"A2","hold":true},{"kind":"flag-decision","at":"2026-03-09T09:00:00+08:00","decision":"DISMISSED"}]}
contingency
{"facts":[{"kind":"report","at":"2026-03-01T09:00:00+08:00","station":"310115001","result":"FAIL"},{"kind":"contingency","at":"2026-03-04T08:00:00+08:00","station":"310115001","until":"2026-03-04T18:00:00+08:00","code":"K7-204"},{"kind":"report","at":"2026-03-04T09:00:00+08:00","station":"310115001","result":"PASS","contingency":true}],"gate":{"station":"310115001","at":"2026-03-04T08:50:00+08:00","code":"K7-204"}}
registered, replated, transferred
{"facts":[{"kind":"registered","at":"2012-05-01","vin":"LZZ5ELNB6CN123456","plate":"苏A12345","division":"320100"},{"kind":"report","at":"2026-03-01T09:00:00+08:00","station":"310115001","result":"FAIL"},{"kind":"notice","at":"2026-03-02T09:00:00+08:00","division":"320100"},{"kind":"replated","at":"2026-03-10T09:00:00+08:00","plate":"浙B12345","division":"330200"},{"kind":"transferred","at":"2026-03-10T09:00:00+08:00","division":"330200"}]}
transfer-out, scrapped
{"facts":[{"kind":"report","at":"2026-03-01T09:00:00+08:00","result":"FAIL"},{"kind":"transfer-out","at":"2026-03-20T09:00:00+08:00","division":"370200"},{"kind":"scrapped","at":"2026-06-01T09:00:00+08:00","status":"M"}]}
`;
