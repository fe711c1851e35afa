import { CODE_TABLES } from '../../src/domain/vehicle/code-tables.js';
import { VEHICLE_COLUMNS } from '../../src/domain/vehicle/table/vehicle-columns.js';
import type { VehicleColumnKey } from '../../src/domain/vehicle/table/vehicle-columns.js';
import { encodeGb18030 } from '../../src/platform/tables/gb18030.js';
import { messyEntries } from './messy-rows.js';
import type { MessyEntry } from './messy-rows.js';
import { workbookOf } from './workbook.js';

/** A row of a messy file with what is to become of it. `line` is the row that a spreadsheet shows. */
export interface MessyRow extends Omit<MessyEntry, 'cells' | 'column'> {
  readonly line: number;
  /** The clerk's own header of the column that a refusal is about. */
  readonly header: string | null;
}

export interface MessyFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly format: 'CSV' | 'XLSX';
  readonly encoding: 'UTF-8' | 'GB18030' | 'UTF-16LE' | null;
  readonly headers: readonly string[];
  readonly headerLine: number;
  readonly rows: readonly MessyRow[];
}

/** How one office writes its tables. */
interface Habit {
  readonly name: string;
  readonly encoding: MessyFile['encoding'];
  readonly delimiter: string;
  readonly titles: readonly string[];
  readonly header: (key: VehicleColumnKey) => string;
  readonly write: (key: VehicleColumnKey, typed: string) => string;
}

const FIELD_NAMES: Readonly<Record<VehicleColumnKey, string>> = {
  plateNumber: 'HPHM',
  plateType: 'HPZL',
  plateColor: 'HPYS',
  plateColorSystem: 'plate_color_system',
  vin: 'CLSBDH',
  frameNo: 'CJH',
  vehicleType: 'CLLX',
  useNature: 'SYXZ',
  fuel: 'RLZL',
  emissionStage: 'PFJD',
  firstRegisteredOn: 'CCDJRQ',
  manufacturedOn: 'CCRQ',
  division: 'XZQH',
  ownerKind: 'SYRXZ',
  ownerUscc: 'TYSHXYDM',
  status: 'ZT',
  massKg: 'ZZL',
  lengthMm: 'CWKC',
  engineModel: 'FDJXH',
  engineNo: 'FDJH',
  ratedPowerW: 'GL',
  retrofitKind: 'retrofit_kind',
  retrofitOn: 'retrofit_on',
  retrofitCertificateNo: 'retrofit_cert_no',
  ownerName: 'SYR',
  ownerPhone: 'LXDH',
  ownerAddress: 'LXDZ',
  ownerIdNumber: 'SFZMHM',
};
const BUREAU_HEADERS: Partial<Record<VehicleColumnKey, string>> = {
  plateNumber: '*车牌号码',
  vin: '车架号（VIN）',
  frameNo: '车架号码',
  firstRegisteredOn: '注册登记日期',
  fuel: '燃油类型',
  emissionStage: '排放标准',
  massKg: '总质量（吨）',
  ratedPowerW: '功率（千瓦）',
};
const OWNER_KINDS: Readonly<Record<string, string>> = {
  ORG: '单位',
  PERSON: '个人',
  INDIVIDUAL_BUSINESS: '个体工商户',
};
const COLORS: Readonly<Record<string, string>> = { YELLOW: '黄牌', BLUE: '蓝底白字', WHITE: '白牌' };
const TABLES = {
  plateType: 'PLATE_TYPE',
  vehicleType: 'VEHICLE_TYPE',
  useNature: 'USE_NATURE',
  status: 'VEHICLE_STATUS',
  fuel: 'FUEL',
} as const;

const columnOf = (key: VehicleColumnKey): (typeof VEHICLE_COLUMNS)[number] =>
  VEHICLE_COLUMNS.find((column) => column.key === key)!;
const isDate = (key: VehicleColumnKey, typed: string): boolean =>
  (key === 'firstRegisteredOn' || key === 'manufacturedOn' || key === 'retrofitOn') &&
  /^\d{4}-\d{2}-\d{2}$/.test(typed);
const asTyped = (_: VehicleColumnKey, typed: string): string => typed;

/** Names instead of codes, tonnes, and dates with 年月日: how an office writes that never heard of GA/T 16. */
function inNames(key: VehicleColumnKey, typed: string): string {
  if (key in TABLES) {
    const table = CODE_TABLES[TABLES[key as keyof typeof TABLES]];
    return Object.hasOwn(table, typed) ? table[typed]!.zh : typed;
  }
  if (isDate(key, typed) && !typed.startsWith('9')) {
    const [year, month, day] = typed.split('-').map(Number);
    return `${year}年${month}月${day}日`;
  }
  if (key === 'massKg' && /^\d+$/.test(typed)) return String(Number(typed) / 1000);
  if (key === 'ownerKind') return OWNER_KINDS[typed] ?? typed;
  if (key === 'plateColor') return COLORS[typed] ?? typed;
  return typed;
}

const HABITS: readonly Habit[] = [
  {
    name: '本平台模板.csv',
    encoding: 'UTF-8',
    delimiter: ',',
    titles: [],
    header: (key) => columnOf(key).zh,
    write: asTyped,
  },
  {
    name: '某市生态环境局登记表.csv',
    encoding: 'GB18030',
    delimiter: ',',
    titles: ['某市机动车登记表', '', '填报单位：某市生态环境局'],
    header: (key) => BUREAU_HEADERS[key] ?? columnOf(key).zh,
    write: inNames,
  },
  {
    name: 'hphm.csv',
    encoding: 'GB18030',
    delimiter: ';',
    titles: [],
    header: (key) => FIELD_NAMES[key],
    write: (key, typed) => (isDate(key, typed) ? typed.replaceAll('-', '') : typed),
  },
  {
    name: 'unicode.txt',
    encoding: 'UTF-16LE',
    delimiter: '\t',
    titles: [],
    header: (key) => columnOf(key).en,
    write: (key, typed) =>
      isDate(key, typed) && !typed.startsWith('9') ? typed.replaceAll('-', '/') : typed,
  },
  {
    name: '车辆.xlsx',
    encoding: null,
    delimiter: '',
    titles: ['车辆信息表'],
    header: (key) => columnOf(key).zh,
    write: asTyped,
  },
];

/** The files of the clerk who has everything: two encodings and more, CSV and XLSX, five ways to write a table. */
export function messyFiles(seed = 20261123): Promise<readonly MessyFile[]> {
  return Promise.all(HABITS.map((habit, index) => messyFile(habit, messyEntries(seed + index * 100))));
}

async function messyFile(habit: Habit, entries: readonly MessyEntry[]): Promise<MessyFile> {
  const keys = VEHICLE_COLUMNS.map(({ key }) => key);
  const headers = keys.map(habit.header);
  const headerLine = habit.titles.length + 1;
  const table: (readonly string[])[] = [...habit.titles.map((title) => [title]), headers];
  const rows: MessyRow[] = [];
  for (const { cells, column, ...entry } of entries) {
    // Clerks leave blank lines between groups.
    if (rows.length % 20 === 10) table.push([]);
    table.push(keys.map((key) => habit.write(key, cells[key])));
    rows.push({ ...entry, line: table.length, header: column === null ? null : habit.header(column) });
  }
  table.push([`合计：${entries.length}辆`]);
  rows.push({ line: table.length, kind: 'BAD', codes: ['ROW_IS_TOTAL'], header: null });
  table.push(['', '', '', '', '制表人：某某']);
  rows.push({ line: table.length, kind: 'BAD', codes: ['ROW_WITHOUT_VEHICLE'], header: null });
  const { name, encoding } = habit;
  const bytes =
    encoding === null ? await workbookOf([{ name: '车辆', rows: table }]) : textBytes(table, habit);
  return { name, bytes, format: encoding === null ? 'XLSX' : 'CSV', encoding, headers, headerLine, rows };
}

function textBytes(table: readonly (readonly string[])[], { encoding, delimiter }: Habit): Buffer {
  const quoted = (cell: string): string =>
    /[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const text = table.map((cells) => `${cells.map(quoted).join(delimiter)}\r\n`).join('');
  if (encoding === 'GB18030') return encodeGb18030(text);
  return encoding === 'UTF-16LE' ? Buffer.from(`\u{FEFF}${text}`, 'utf16le') : Buffer.from(`\u{FEFF}${text}`);
}
