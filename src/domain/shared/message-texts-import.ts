import type { MessageText } from './message-text.js';

const FILES: Readonly<Record<string, MessageText>> = {
  TABLE_EMPTY: { zh: '文件中没有内容', en: 'the file has nothing in it' },
  TABLE_ENCODING: {
    zh: '第 {line} 行的文字编码与文件其余部分不一致，或既非 UTF-8 也非 GB18030；请用同一种编码重新另存后再导入',
    en: 'line {line} is not in the encoding of the rest of the file, or in neither UTF-8 nor GB18030; save the file anew in one encoding',
  },
  TABLE_NUL: {
    zh: '第 {line} 行含有空字节：这不是文本文件，或文件已损坏',
    en: 'line {line} has a NUL byte: this is no text file, or it is damaged',
  },
  TABLE_FORMAT: {
    zh: '文件不是可读取的 CSV 或 XLSX 工作簿[：{reason}]',
    en: 'the file is no CSV and no XLSX workbook that can be read[: {reason}]',
  },
  TABLE_OLD_EXCEL: {
    zh: '这是旧版 Excel（.xls）文件：请在 Excel 中另存为 .xlsx 或 CSV',
    en: 'this is a file of old Excel (.xls): save it as .xlsx or CSV',
  },
  TABLE_CORRUPT: {
    zh: '工作簿已损坏，不能读取（{part}）：请重新导出',
    en: 'the workbook is damaged and cannot be read ({part}): export it again',
  },
  TABLE_QUOTE_OPEN: {
    zh: '第 {line} 行的引号（"）没有配对：其后的内容会被并入同一单元格，请补上或删去引号',
    en: 'in line {line} a quote (") is opened and never closed: add or remove it',
  },
  TABLE_ROW_TOO_LONG: {
    zh: '第 {line} 行超过 {maximum} 个字符的上限',
    en: 'line {line} is longer than {maximum} characters',
  },
  TABLE_TOO_WIDE: {
    zh: '第 {line} 行有 {found} 列，超过 {maximum} 列的上限',
    en: 'line {line} has {found} columns, above the limit of {maximum}',
  },
  TABLE_TOO_LONG: {
    zh: '一个工作表至多 {maximum} 行：请改用 CSV，或缩小范围',
    en: 'a worksheet holds at most {maximum} rows: use CSV, or ask for less',
  },
  TABLE_SHEET_UNKNOWN: {
    zh: '没有名为“{sheet}”的工作表；现有：{sheets}',
    en: 'there is no sheet "{sheet}"; there are: {sheets}',
  },
  TABLE_XML_FORBIDDEN: {
    zh: '工作簿的内部文件 {part} 含有不允许的 XML 声明（{what}），拒绝读取',
    en: 'part {part} of the workbook has XML that is not allowed ({what})',
  },
  TABLE_TITLE_SKIPPED: {
    zh: '表头在第 {row} 行，其上各行作为标题略过',
    en: 'the header was found in row {row}; the rows above it were skipped as titles',
  },
  TABLE_SHEETS_IGNORED: {
    zh: '只读取工作表“{sheet}”，未读取：{ignored}',
    en: 'only the sheet "{sheet}" was read; not read: {ignored}',
  },
  ARCHIVE_ENCRYPTED: {
    zh: '工作簿有打开密码：请取消密码后再导入',
    en: 'the workbook is protected by a password: remove it first',
  },
  ARCHIVE_TOO_LARGE: {
    zh: '工作簿展开后过大，拒绝读取（{part}：{what} 上限为 {maximum}）',
    en: 'the workbook unpacks to too much ({part}: the limit of {what} is {maximum})',
  },
  ARCHIVE_NAME_FORBIDDEN: {
    zh: '工作簿内有不允许的文件名“{name}”，拒绝读取',
    en: 'the workbook has a part with a forbidden name "{name}"',
  },
};

const HEADERS: Readonly<Record<string, MessageText>> = {
  HEADER_MISSING: {
    zh: '缺少必需的列：{missing}（“/”表示任选其一）',
    en: 'columns are missing: {missing} ("/": one of them)',
  },
  HEADER_DUPLICATE: {
    zh: '第 {second} 列与第 {first} 列“{other}”含义相同，不能确定用哪一列',
    en: 'column {second} means the same as column {first}, "{other}"; it is not clear which to take',
  },
  HEADER_UNIT: {
    zh: '表头中的单位不能识别，可用：{allowed}',
    en: 'the unit in the header is not known; known are: {allowed}',
  },
  HEADER_UNKNOWN: {
    zh: '第 {column} 列“{header}”不是车辆表的列，未读取',
    en: 'column {column}, "{header}", is no column of a vehicle table and was not read',
  },
};

const ROWS: Readonly<Record<string, MessageText>> = {
  ROW_IS_TOTAL: { zh: '这是合计行，不登记', en: 'this is a row of totals and was not registered' },
  ROW_WITHOUT_VEHICLE: {
    zh: '本行没有号牌号码、VIN 和车架号，或只有一两格内容，不是一辆车的记录',
    en: 'the row has no plate, VIN or frame number, or hardly anything at all: it is no record of a vehicle',
  },
  ROW_TOO_WIDE: {
    zh: '本行有 {found} 个单元格，表头只有 {expected} 列：可能某个单元格内含分隔符，请加引号',
    en: 'the row has {found} cells under {expected} headers: perhaps a cell with the delimiter in it lacks its quotes',
  },
  CELL_ERROR: {
    zh: '单元格显示公式错误“{value}”，请改正公式或直接填写数值',
    en: 'the cell shows the formula error "{value}"; mend the formula or write the value',
  },
  CELL_DIGITS_LOST: {
    zh: '号码被 Excel 变成了数字，后几位已丢失[（{value}）]：请将该列设为“文本”格式后按原件重填',
    en: 'Excel made a number of it and its last digits are lost[ ({value})]: format the column as text and enter it again from the papers',
  },
  CELL_NUMBER: {
    zh: '“{value}”不能读作数值；可用的单位：{units}',
    en: '"{value}" cannot be read as a quantity; known units are {units}',
  },
  CELL_CALCULATED: {
    zh: '单元格是公式，按文件中保存的结果读取，请核对',
    en: 'the cell is a formula; its stored result was taken, check it',
  },
  CELL_DAY_NUMBER: {
    zh: '“{value}”是 Excel 的日期序号，读作 {date}，请核对',
    en: '"{value}" is the day number of a spreadsheet and was read as {date}; check it',
  },
  TYPE_51_52_EXCHANGED: {
    zh: '该来源的 51、52 相反：{value} 读作 {type}',
    en: 'this source confuses 51 and 52: {value} was read as {type}',
  },
  VIN_IN_FRAME_COLUMN: {
    zh: '表中没有 VIN 列，17 位的车架号读作 VIN',
    en: 'the table has no VIN column; the 17 characters of the frame number were read as the VIN',
  },
  IDENTITY_MASKED: {
    zh: '号码已脱敏（末六位为 *），请填完整号码',
    en: 'the number is masked (its last six characters are *); enter it whole',
  },
  OWNER_MASKED: {
    zh: '所有人信息已脱敏（含 *），未读取；如需登记，请填完整内容',
    en: "the owner's particulars are masked (with *) and were not taken; enter them whole to have them recorded",
  },
  OWNER_KIND_FOLLOWS: {
    zh: '未填所有人类别，按证件号码推定为 {value}，请核对',
    en: 'the owner kind is blank; {value} follows from the number of the owner, check it',
  },
};

const FEEDS: Readonly<Record<string, MessageText>> = {
  FEED_SWAPPED_51_52: {
    zh: '{newEnergy} 行新能源号牌中有 {contradicting} 行的号牌种类与号码相反：来源可能把 51 与 52 用反，请核实后选择“51/52 互换”（--swapped）重新导入',
    en: '{contradicting} of {newEnergy} rows with new-energy plates say the opposite type: the source may exchange 51 and 52; if so, import again with the option that exchanges them (--swapped)',
  },
  FEED_NOT_SWAPPED_51_52: {
    zh: '{newEnergy} 行新能源号牌中有 {contradicting} 行在互换后与号码相反：来源可能并未把 51 与 52 用反，请核实后不选“51/52 互换”重新导入',
    en: '{contradicting} of {newEnergy} rows with new-energy plates contradict their numbers after the exchange: the source may not exchange 51 and 52 after all; if so, import again without the option',
  },
};

/** Tables from outside: files, headers, rows. */
export const IMPORT_MESSAGES: Readonly<Record<string, MessageText>> = {
  ...FILES,
  ...HEADERS,
  ...ROWS,
  ...FEEDS,
};
