/**
 * Node tables of the Jiangsu upload interface, reviewed against both editions: v4.0 of 2019-07-25 and the one of
 * 2020-11-24. `V25` is VARCHAR2(25), `C1` CHAR(1), `N5` NUMBER(5), `N5.2` NUMBER(5,2), `D` a date, `M` a month, `T` a time to
 * the second. The editions give NUMBER(5) to readings such as k in m⁻¹ as well, so it bounds the digits, not the decimals.
 */
export type JiangsuEdition = 'JIANGSU_2019' | 'JIANGSU_2020';

/** What an upload is about, by its `checkmethod` (6 to 8 are no test methods here as they are in the dictionary). */
export const JIANGSU_UPLOADS = {
  '1': 'TSI',
  '2': 'ASM',
  '3': 'VMAS',
  '4': 'LUGDOWN',
  '5': 'FREE_ACCEL',
  '6': 'OBD_PETROL',
  '7': 'OBD_DIESEL',
  '8': 'VISUAL',
} as const;
export type JiangsuUpload = (typeof JIANGSU_UPLOADS)[keyof typeof JIANGSU_UPLOADS];

const TEST_HEAD =
  'check_id:V25 check_type:C1 city_code:V6 unit_id:V10 line_id:V11 user_id:V14 uname:V50 vehicle_id:V14 vin:V17 plate:V10 ' +
  'check_date:D period_start_date:M period_end_date:M start_time:T end_time:T temperature:N5.2 pressure:N6.2 ' +
  'humidity:N5.2 passed:C1';
/** Added in 2020: the day of the analyser's verification and who answers for the report. */
const HEAD_OF_2020 = 'fxyjddate:D sqqzrname:V20 jyrname:V20 pzrname:V20';

const TSI =
  'lambda_limit_l:N6.2 lambda_limit_h:N6.2 lambda:N5.2 lambda_passed:C1 low_co_limit:N5.2 low_co:N5.2 low_co_passed:C1 ' +
  'low_hc_limit:N5 low_hc:N5 low_hc_passed:C1 high_co_limit:N5.2 high_co:N5.2 high_co_passed:C1 high_hc_limit:N5 high_hc:N5 ' +
  'high_hc_passed:C1';
// Both editions print hc_2540_passed where co_2540_passed is meant.
const ASM =
  'co_5025:N5 co_5025_limit:N5 co_5025_passed:C1 hc_5025:N5 hc_5025_limit:N5 hc_5025_passed:C1 no_5025:N5 no_5025_limit:N5 ' +
  'no_5025_passed:C1 power_5025:N5 rev_5025:N5 lambda_5025:N5 co_2540:N5 co_2540_limit:N5 co_2540_passed:C1 hc_2540:N5 ' +
  'hc_2540_limit:N5 hc_2540_passed:C1 no_2540:N5 no_2540_limit:N5 no_2540_passed:C1 power_2540:N5 rev_2540:N5 lambda_2540:N5';
const VMAS =
  'hclimit:N5 colimit:N5 noxlimit:N5 hcnoxlimit:N5 hc:N5 co:N5 nox:N5 hcnox:N5 hcjudge:C1 cojudge:C1 noxjudge:C1 hcnoxjudge:C1';
const LUGDOWN =
  'smokeklimit:N5 k80limit:N5 k80nolimit:N5 k100:N5 k80:N5 k80no:N5 maxpowerlimit:N5 maxpower:N5 xzxs:N5 raterevup:N5 ' +
  'raterevdown:N5 rev100:N5 k80judge:C1 k100judge:C1';
const FREE_ACCEL =
  'idle_rev:N5 smoke1:N5 smoke2:N5 smoke3:N5 smoke1rpm:N5 smoke2rpm:N5 smoke3rpm:N5 smoke_avg:N5 smoke_limit:N5';

// The odometer is printed as NUMBER(5,2), which no lorry fits; the login message of the same interface has nine digits.
const OBD_HEAD =
  'check_id:V25 city_code:V6 unit_id:V11 user_id:V20 uname:V200 pwd:V50 vin:V17 clxh:V200 plate:V10 check_date:D ' +
  'odometer:N9.2 obdstand:V100 obd_con_name:V100 calid:V100 cvn:V100 communication:C1 communication_desc:C1 troubleid:C1 ' +
  'milodo:N9.2 trouble_desc:V200 isready:C1 passed:C1';
const OBD_OF_2020 = 'ycpfzdtx:C1 gzmnum:N5.2 isreadyfailitem:V10';
const VISUAL =
  'city_code:V6 unit_id:V11 user_id:V20 uname:V200 vin:V17 clxh:V200 plate:V10 check_date:D odometer:N9.2 jxzk:C1 wrkzzz:C1 ' +
  'sjymhy:C1 qzxtfxt:C1 ryzfkzxt:C1 ybgz:C1 yxaqjxgz:C1 pqxtxl:C1 ytsl:C1 hasobd:C1 ltpre:C1 ltgz:C1 closefssb:C1 ' +
  'closeyxgzkz:C1 fuelgz:C1 fdjcydkb:C1 isasm:C1 wgpics:V500 passed:C1';
// The check id of the visual check is printed with 14 characters; it is that of the test, which has 25.
const VISUAL_ID = 'check_id:V25';

type Table = ReadonlyMap<string, string>;

function table(...parts: readonly string[]): Table {
  const pairs = parts.flatMap((part) => part.split(' ')).map((entry) => entry.split(':'));
  return new Map(pairs.map(([node = '', type = '']) => [node, type]));
}

const TABLES: Readonly<Record<JiangsuEdition, Readonly<Partial<Record<JiangsuUpload, Table>>>>> = {
  JIANGSU_2019: {
    TSI: table(TEST_HEAD, TSI),
    ASM: table(TEST_HEAD, ASM),
    VMAS: table(TEST_HEAD, VMAS),
    LUGDOWN: table(TEST_HEAD, LUGDOWN),
    FREE_ACCEL: table(TEST_HEAD, FREE_ACCEL),
    OBD_DIESEL: table(OBD_HEAD, 'isreadyfailitem:V100'),
    OBD_PETROL: table(OBD_HEAD, 'isreadyfailitem:V100 obdzsq:C1'),
    VISUAL: table(VISUAL_ID, VISUAL, 'pwd:V50'),
  },
  // The newer edition has no table for the simple transient method.
  JIANGSU_2020: {
    TSI: table(TEST_HEAD, HEAD_OF_2020, TSI),
    ASM: table(TEST_HEAD, HEAD_OF_2020, ASM),
    LUGDOWN: table(TEST_HEAD, HEAD_OF_2020, LUGDOWN, 'k80nojudge:C1 edzs100:N5'),
    FREE_ACCEL: table(TEST_HEAD, HEAD_OF_2020, FREE_ACCEL, 'rev:N5'),
    OBD_DIESEL: table(OBD_HEAD, OBD_OF_2020, 'gzmtotaltime:N9'),
    OBD_PETROL: table(OBD_HEAD, OBD_OF_2020, 'obdzsq:C1'),
    VISUAL: table(VISUAL_ID, VISUAL),
  },
};

/** The nodes of an upload and their types; undefined where the edition has no such upload. */
export function jiangsuNodes(edition: JiangsuEdition, upload: JiangsuUpload): Table | undefined {
  return TABLES[edition][upload];
}
