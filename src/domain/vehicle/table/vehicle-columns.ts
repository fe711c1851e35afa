/** A column of a vehicle table: the same for what comes in and for what goes out. */
export interface VehicleColumn {
  readonly key: VehicleColumnKey;
  /** Header in Chinese and in English. */
  readonly zh: string;
  readonly en: string;
  /** Path of the field of VehicleInput (`plate.number`), or of the owner's particulars (`ownerParticulars.name`). */
  readonly path: string;
  /** Further headers that mean this column, as {@link normaliseHeader} leaves them, parted by blanks. */
  readonly synonyms: string;
  /** What a number of the column means, and how many of our units one of each is. The first is meant when none is named. */
  readonly units?: Readonly<Record<string, number>>;
}

const MASS_UNITS = { kg: 1, 千克: 1, 公斤: 1, t: 1000, 吨: 1000 };
const LENGTH_UNITS = { mm: 1, 毫米: 1, m: 1000, 米: 1000, cm: 10, 厘米: 10 };
const POWER_UNITS = { kw: 1000, 千瓦: 1000, w: 1, 瓦: 1 };

const column = <K extends string>(
  key: K,
  path: string,
  zh: string,
  en: string,
  synonyms: string,
  units?: VehicleColumn['units'],
): Omit<VehicleColumn, 'key'> & { readonly key: K } => ({
  key,
  path,
  zh,
  en,
  synonyms,
  ...(units && { units }),
});

/**
 * The columns of a vehicle table, in the order in which they are written. 车架号 alone is taken for the frame number; a
 * row of a table without a VIN column may have its VIN there.
 */
const COLUMNS = [
  column(
    'plateNumber',
    'plate.number',
    '号牌号码',
    'Plate number',
    '车牌号码 车牌号 车牌 号牌 牌照号 hphm cphm plateno plate licenseplate license platenum',
  ),
  column(
    'plateType',
    'plate.type',
    '号牌种类',
    'Plate type',
    '号牌类型 车牌种类 车牌类型 号牌种类代码 hpzl platetypecode licensecode',
  ),
  column(
    'plateColor',
    'plate.color',
    '号牌颜色',
    'Plate colour',
    '车牌颜色 牌照颜色 hpys cpys platecolor licensetype',
  ),
  column(
    'plateColorSystem',
    'plate.colorSystem',
    '号牌颜色代码体系',
    'Plate colour system',
    'platecolorsystem colorsystem',
  ),
  column(
    'vin',
    'vin',
    '车辆识别代号',
    'VIN',
    '车辆识别代码 识别代号 vin码 vin号 车架号vin vin车架号 车辆识别代号车架号 车辆识别代号vin clsbdh vincode vinno',
  ),
  column('frameNo', 'frameNo', '车架号', 'Frame number', '车架号码 cjh frameno chassisno chassisnumber'),
  column(
    'vehicleType',
    'vehicleType',
    '车辆类型',
    'Vehicle type',
    '车型 车辆种类 车辆类型代码 cllx vehicletypecode',
  ),
  column('useNature', 'useNature', '使用性质', 'Use', '车辆使用性质 使用性质代码 syxz usenature usage'),
  column('fuel', 'fuel', '燃料种类', 'Fuel', '燃料类型 燃油类型 燃油种类 燃料 rlzl fueltype fuelcode'),
  column(
    'emissionStage',
    'emissionStage',
    '排放阶段',
    'Emission stage',
    '排放标准 排放等级 环保标准 环保达标情况 排放水平 pfjd pfbz stage emissionstandard standard',
  ),
  column(
    'firstRegisteredOn',
    'firstRegisteredOn',
    '初次登记日期',
    'First registered',
    '初次登记 初登日期 初登记日期 注册登记日期 登记日期 注册日期 ccdjrq cddjrq firstregisteredon firstregdate registerdate registrationdate',
  ),
  column(
    'manufacturedOn',
    'manufacturedOn',
    '出厂日期',
    'Manufactured',
    '制造日期 生产日期 ccrq zzrq manufacturedon manufacturedate productiondate',
  ),
  column(
    'division',
    'division',
    '行政区划',
    'Division',
    '行政区划代码 区划代码 登记地区划 登记地 所属区划 辖区 xzqh divisioncode regdivision districtcode',
  ),
  column(
    'ownerKind',
    'ownerKind',
    '所有人类别',
    'Owner kind',
    '所有人性质 车主类型 车主性质 车主类别 syrxz syrlb ownerkind ownertype',
  ),
  column(
    'ownerUscc',
    'ownerUscc',
    '统一社会信用代码',
    'Credit code',
    '信用代码 社会信用代码 所有人统一社会信用代码 单位代码 tyshxydm uscc owneruscc creditcode',
  ),
  column('status', 'status', '机动车状态', 'Status', '车辆状态 状态 状态标记 zt jdczt vehiclestatus'),
  column(
    'massKg',
    'massKg',
    '总质量(kg)',
    'Total mass (kg)',
    '最大总质量 最大允许总质量 zzl masskg mass totalmass grossmass',
    MASS_UNITS,
  ),
  column(
    'lengthMm',
    'lengthMm',
    '车长(mm)',
    'Length (mm)',
    '车身长 车身长度 外廓长 外廓尺寸长 车辆长度 cc cwkc lengthmm length',
    LENGTH_UNITS,
  ),
  column('engineModel', 'engineModel', '发动机型号', 'Engine model', 'fdjxh enginemodel enginetype'),
  column('engineNo', 'engineNo', '发动机号', 'Engine number', '发动机号码 发动机编号 fdjh engineno'),
  column(
    'ratedPowerW',
    'ratedPowerW',
    '额定功率(kW)',
    'Rated power (kW)',
    '发动机额定功率 发动机功率 最大净功率 功率 edgl gl ratedpowerw ratedpower power',
    POWER_UNITS,
  ),
  column(
    'retrofitKind',
    'retrofit.kind',
    '加装类别',
    'Retrofit kind',
    '加装装置 改造类别 后处理加装 retrofit',
  ),
  column('retrofitOn', 'retrofit.on', '加装日期', 'Retrofitted', '改造日期 retrofiton retrofitdate'),
  column(
    'retrofitCertificateNo',
    'retrofit.certificateNo',
    '加装证书号',
    'Retrofit certificate',
    '加装合格证号 改造证书号 retrofitcertificateno retrofitcertno',
  ),
  column(
    'ownerName',
    'ownerParticulars.name',
    '所有人',
    'Owner',
    '车主 车主姓名 所有人名称 所有人姓名 机动车所有人 单位名称 企业名称 syr czxm ownername',
  ),
  column(
    'ownerPhone',
    'ownerParticulars.phone',
    '联系电话',
    'Owner phone',
    '电话 手机号 手机号码 手机 联系方式 车主电话 lxdh sjhm ownerphone phone mobile',
  ),
  column(
    'ownerAddress',
    'ownerParticulars.address',
    '住址',
    'Owner address',
    '地址 联系地址 所有人住址 所有人地址 详细地址 lxdz zsxxdz owneraddress address',
  ),
  column(
    'ownerIdNumber',
    'ownerParticulars.idNumber',
    '身份证号',
    'Owner ID number',
    '身份证号码 身份证 身份证明号码 证件号码 公民身份号码 sfzh sfzmhm owneridnumber idnumber idno',
  ),
] as const;

export type VehicleColumnKey = (typeof COLUMNS)[number]['key'];

/** Every column, in the order of export. */
export const VEHICLE_COLUMNS: readonly VehicleColumn[] = COLUMNS;
