import type { MessageText } from './message-text.js';

const REMOTE: Readonly<Record<string, MessageText>> = {
  REMOTE_VALUE_RANGE: {
    zh: '“{value}”超出 {pollutant} 的量程上限 {most}',
    en: '"{value}" is beyond the end of the scale of {pollutant}, {most}',
  },
  REMOTE_INVALID: {
    zh: '遥测记录无效，或设备检定已过期，不计入',
    en: 'the record is invalid, or the calibration of its device had run out; it does not count',
  },
  PLATE_CLONE_SUSPECTED: {
    zh: '图像中的车辆类型与登记不符，疑似套牌，须人工核查，不计入',
    en: 'the image shows another kind of vehicle than is registered; a person must look, and it does not count',
  },
  NO_NOT_COUNTED: {
    zh: '该市规定一氧化氮超标不作为列入超标名单的依据',
    en: 'the city does not list vehicles by nitric oxide',
  },
  FUEL_NOT_DIESEL: {
    zh: 'HJ 845-2017 的遥测限值只适用于柴油车，燃料“{value}”的车辆不列入',
    en: 'the limits of HJ 845-2017 are for diesel vehicles; fuel "{value}" is never listed by remote sensing',
  },
};

const FLAGS: Readonly<Record<string, MessageText>> = {
  SAME_CALID_CVN: {
    zh: '不同型号的车辆 CAL ID 与 CVN 相同',
    en: 'vehicles of different models show the same CAL ID and CVN',
  },
  CURVE_REUSE: {
    zh: '不同车辆的逐秒过程数据相同',
    en: 'the second-by-second series of different vehicles are the same',
  },
  TEST_TOO_SHORT: {
    zh: '检测时间短于该方法所需',
    en: 'the test took less time than its method needs',
  },
  TEST_TOO_LONG: {
    zh: '检测时间超过该方法的上限',
    en: 'the test took more time than its method may',
  },
  SERIES_ROWS: {
    zh: '过程数据行数与检测秒数不符',
    en: 'the series has not a row for each second of the test',
  },
  CLOCK_ORDER: {
    zh: '检测结束不晚于开始',
    en: 'the test ends no later than it begins',
  },
  CLOCK_FUTURE: {
    zh: '检测结束晚于收到报告的时间',
    en: 'the test ends after its report was received',
  },
  CLOCK_LINE_OVERLAP: {
    zh: '同一检测线上两次检测时间重叠',
    en: 'two tests on one line overlap',
  },
  CLOCK_INSPECTOR_OVERLAP: {
    zh: '同一检验员同时在两条线上',
    en: 'one inspector is at work on two lines at once',
  },
  CLOCK_VEHICLE_TRAVEL: {
    zh: '同一车辆在行驶不到的时间内出现在两个检验机构',
    en: 'the vehicle was at two stations within less than the drive between them',
  },
  CLOCK_PHOTO: {
    zh: '照片拍摄时间不在检测时段内',
    en: 'a photo was taken outside the time of the test',
  },
  RATED_POWER: {
    zh: '录入的额定功率与该型号公布的不符',
    en: 'the rated power is not the published one of the model',
  },
  RATED_POWER_SPREAD: {
    zh: '同一发动机型号录入了不同的额定功率',
    en: 'one engine model was entered with several rated powers',
  },
  PASS_RATE: {
    zh: '首检合格率远高于本市其他机构',
    en: 'the pass rate of first tests is far above that of the city',
  },
  RETEST_WITHOUT_REPAIR: {
    zh: '不合格后短时间内未经维修复检几乎全部合格',
    en: 'almost all quick retests without a repair pass',
  },
  IMPLAUSIBLE_ZERO: {
    zh: '读数恰为零',
    en: 'a reading is exactly zero',
  },
  IMPLAUSIBLE_EQUAL_RUNS: {
    zh: '自由加速三次读数完全相同',
    en: 'three runs of free acceleration are equal to the last digit',
  },
  IMPLAUSIBLE_CO2: {
    zh: '加载减速时 CO₂ 过低，疑似取样探头脱出',
    en: 'too little CO₂ in a lug-down, as with the probe out of the exhaust',
  },
  AMBIENT_RANGE: {
    zh: '环境温度不合理',
    en: 'the ambient temperature cannot be',
  },
  AMBIENT_CONSTANT: {
    zh: '环境参数整日一位不变',
    en: 'the ambient air is the same to the last digit all day',
  },
  LIMIT_TAMPERED: {
    zh: '检验机构使用的限值与执行的限值不同',
    en: 'the station printed a limit that is not the one in force',
  },
  OBD_VIN_MISMATCH: {
    zh: 'OBD 读取的 VIN 与报告不符，须人工核查（可能更换过控制器）',
    en: 'the VIN by OBD is not that of the report; a person must look, a control unit may have been replaced',
  },
  VIDEO_PLATE_MISMATCH: {
    zh: '视频中的号牌与报告不符',
    en: 'the plate in the video is not that of the report',
  },
  ODOMETER_DOWN: {
    zh: '里程表读数小于以前的检测',
    en: 'the odometer reads less than at an earlier test',
  },
  METHOD_SHOPPING: {
    zh: '曾做加载减速的车辆改用自由加速且未说明理由',
    en: 'a vehicle that was lug-downed before was tested by free acceleration without a reason',
  },
  ABORTS_BEFORE_PASS: {
    zh: '合格之前多次中止检测',
    en: 'several tests were aborted before the vehicle passed',
  },
  CALIBRATION_EXPIRED: {
    zh: '检测时仪器检定或标定已过期',
    en: 'the calibration of the instrument had run out at the test',
  },
  DAILY_CHECK_MISSED: {
    zh: '检测当日未做日常检查',
    en: 'the daily check of that day was missed',
  },
  SAME_PART_SERIAL: {
    zh: '同一零部件序列号用于多辆车',
    en: 'one serial of a part was fitted to several vehicles',
  },
  SAME_PARTS_LIST: {
    zh: '多辆车的维修记录配件清单相同',
    en: 'the repairs of many vehicles show the same list of parts',
  },
  REPAIR_TOO_SHORT: {
    zh: '维修时间过短',
    en: 'the repair took less time than one can',
  },
  STATIONS_RELATED: {
    zh: '维修站与检验机构的法人或电话相同',
    en: 'repair and inspection station share a legal person or telephone',
  },
  REPAIR_VIN_RANDOM: {
    zh: '维修记录中的 VIN 不是有效的 VIN',
    en: 'the VIN of the repair is no valid VIN',
  },
  OBD_CLEARED: {
    zh: '就绪状态全部未完成且清除故障码后行驶里程很短',
    en: 'all readiness items are incomplete and the vehicle has hardly run since its memory was cleared',
  },
  OBD_CLEARED_AFTER_REPAIR: {
    zh: '维修后就绪状态全部未完成，应行驶后再复检',
    en: 'all readiness items are incomplete right after a repair; drive it and test again',
  },
};

const THRESHOLD_INPUT: Readonly<Record<string, MessageText>> = {
  THRESHOLD_METHOD_MISSING: {
    zh: '阈值 {name} 按检测方法设定，须注明方法',
    en: 'threshold {name} is set for each method; name the method',
  },
  THRESHOLD_WITHOUT_METHOD: {
    zh: '阈值 {name} 不分检测方法，不得注明方法',
    en: 'threshold {name} is the same for all methods; leave the method out',
  },
  THRESHOLD_TWICE: { zh: '阈值 {name} 重复', en: 'threshold {name} is given twice' },
  THRESHOLD_RANGE: {
    zh: '阈值 {name} 应为 {least} 至 {most} 的整数，而非 {value}',
    en: 'threshold {name} is a whole number from {least} to {most}, not {value}',
  },
  THRESHOLDS_CONTRADICT: { zh: '{low} 大于 {high}', en: '{low} is above {high}' },
  FLAG_DECISION_STANDS: {
    zh: '该线索已有相同结论',
    en: 'the flag was decided like this already',
  },
  FLAG_OBSOLETE: {
    zh: '该线索所指的记录已被更正取代',
    en: 'the record that the flag is about was corrected since',
  },
};

/** Remote sensing, and the flags on the integrity of inspections and repairs. */
export const INTEGRITY_MESSAGES: Readonly<Record<string, MessageText>> = {
  ...REMOTE,
  ...FLAGS,
  ...THRESHOLD_INPUT,
};
