/** What `judge report` takes and gives; every line that begins with `{` is a case that can be tried. */
export const REPORT_HELP = `judge report: the service's own judgement of a test report. One JSON case a line.

method       TSI ASM VMAS IM195 (GB 18285-2018), LUGDOWN FREE_ACCEL RINGELMANN (GB 3847-2018), OBD, VISUAL;
             FILTER_SMOKE has no limits and is refused
limitSet     a (default) or b; of a machine its class I II III
checkType    PERIODIC NEW_REGISTRATION TRANSFER_IN COMPARISON SUPERVISION_RETEST ROADSIDE_RETEST REMOTE_SENSING_RETEST,
             or the Jiangsu digit 1 to 6. COMPARISON (4) makes the result VOID
resultCode   the station's: PASS FAIL ABORT INVALID, or the Jiangsu digit 0 to 3. ABORT and INVALID make the result VOID
source       JIANGSU_2019 JIANGSU_2020 JINHUA STATION_CLIENT: method, checkType and resultCode are then that system's codes
items        readings, each a JSON number or a decimal text, compared as written. Equal to the limit passes.
  FREE_ACCEL k (m-1) or kPercent (N, %); RINGELMANN and any diesel method: ringelmann
  LUGDOWN    k100 (or k) k80 (m-1) or k100Percent k80Percent, nox80 (1e-6), maxWheelPowerKw (corrected), ratedPowerKw
  TSI        lowCo highCo (%), lowHc highHc (1e-6), lambda where it was measured
  ASM        co5025 (%) hc5025 no5025 (1e-6), or co hc no; co2540 hc2540 no2540 where the test went on;
             co2_5025 co2_2540 (%): with CO below 6 the sample was diluted and the result is VOID
  IM195      co hcNox (g/km), or hc nox        VMAS  co hc nox (g/km)
  any        visibleSmoke (true or false; diesel), obd {communicates, portOk, milOn, dtc, readinessIncomplete, indicatorAgrees}
  In any case, with or without signs between; our own codes (K_FA, LOW_CO, MAX_POWER) and usual other names (idleCo, hc+nox)
  too. What is nothing in the method is named in "notJudged", as is a member of the case that nothing reads.
readings     runs of free acceleration, three at least, in m-1, or in % where only kPercent is given (or readingsUnit "%"); a
             list, or {"k":[]} or {"kPercent":[]}. The exact mean of the last three counts. A broken-off test may have fewer
limits       the limits that the station printed, by the same names
comparison   FULL_VALUE (default) or ROUNDED_VALUE (GB/T 8170)
date         of the test (else the day of startedAt, else the limits in force now); startedAt, endedAt, now
fuel, vehicleType, massKg, methodReason, obdApplies (default true: the case is about it)
machine      {class I II III, zoneClass?, powerKw}: a machine by GB 36886-2018; or machineClass or limitSet, and ratedPowerKw

Answer: {"result":"PASS|FAIL|VOID","items":[{"code","value","limit","pass"}],"flags":[],"missing"?,"notJudged"?}. The code of an
item is the name of its member, or visibleSmoke, obdCommunication, obdMilCodes, obdIndicator. A mean that does not come out
even is shown with two more decimals. The limit of maxWheelPowerKw is 40 % of ratedPowerKw; lambda shows the bound that decides.
A case may give only the readings that it is about: the result is that of these, EVIDENCE_MISSING says so and "missing" names
the others. (A report without them the service holds for UNKNOWN, unless what is there fails.) Where nothing can be judged the
answer is a refusal, FIELD_MISSING of the first reading that is needed.
Flags: COMPARISON_TEST EVIDENCE_MISSING ITEM_NOT_JUDGED LIMIT_TAMPER MEAN_DISAGREES METHOD_REASON_MISSING OBD_MIL_WITHOUT_CODE
OBD_NOT_APPLICABLE OBD_NOT_READY ROUNDING_BOUNDARY SAMPLE_DILUTED TEST_ABORTED TEST_INVALID TIME_FUTURE TIME_ORDER UNIT_BOUNDARY VERDICT_DISAGREES

{"method":"FREE_ACCEL","limitSet":"a","items":{"k":1.20}}
{"method":"FREE_ACCEL","limitSet":"a","items":{},"readings":[1.19,1.20,1.22]}
{"method":"LUGDOWN","limitSet":"b","items":{"nox80":901}}
{"method":"LUGDOWN","limitSet":"b","items":{"k100":0.5,"k80":0.6,"nox80":901,"maxWheelPowerKw":80,"ratedPowerKw":180}}
{"method":"LUGDOWN","limitSet":"a","checkType":4,"items":{"k100":2.0,"k80":0.6,"nox80":900,"maxWheelPowerKw":80,"ratedPowerKw":180}}
{"method":"TSI","items":{"lowCo":0.5,"lowHc":70,"highCo":0.2,"highHc":40,"lambda":1.01}}
{"method":"OBD","items":{},"obd":{"communicates":true,"milOn":true,"dtc":["P20EE"]}}
{"method":"FREE_ACCEL","items":{"k":1.61},"machine":{"class":"I","powerKw":37}}
`;
