import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CivilDate } from '../../domain/shared/time.js';
import { CODE_TABLES } from '../../domain/vehicle/code-tables.js';
import type { CodeTable } from '../../domain/vehicle/code-tables.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import type { DivisionRow } from './reference.repository.js';

const DIVISION_LEVELS = { PROVINCE: 'PROVINCE', CITY: 'CITY', COUNTY: 'COUNTY' } as const;

/** The code tables as an enumeration object, in the order of the rules. */
export const CODE_TABLE_NAMES = Object.fromEntries(
  Object.keys(CODE_TABLES).map((name) => [name, name]),
) as Readonly<Record<CodeTable, CodeTable>>;

registerEnumType(DIVISION_LEVELS, {
  name: 'DivisionLevel',
  description: '行政区划级别 Level of a division',
  valuesMap: {
    PROVINCE: { description: '省 Province' },
    CITY: { description: '市（上海市为 310000） City; Shanghai is one, as 310000' },
    COUNTY: { description: '县（区） County or district' },
  },
});

registerEnumType(CODE_TABLE_NAMES, {
  name: 'CodeTable',
  description: '代码表 Code table of GA/T 16',
  valuesMap: {
    PLATE_TYPE: { description: '号牌种类 Plate type, GA/T 16.7' },
    USE_NATURE: { description: '使用性质 Use of the vehicle, GA/T 16.3' },
    VEHICLE_TYPE: { description: '车辆类型 Vehicle type, GA/T 16.4' },
    FUEL: { description: '燃料种类 Fuel, GA/T 16.9' },
    VEHICLE_STATUS: { description: '机动车状态 Status of the vehicle, GA/T 16' },
  },
});

@ObjectType('Division', { description: '行政区划（GB/T 2260） Administrative division' })
export class DivisionModel {
  @Field(() => String, { description: '六位代码 Six-digit code' })
  readonly code!: string;

  @Field(() => DIVISION_LEVELS, { description: '级别 Level' })
  readonly level!: DivisionRow['level'];

  @Field(() => String, {
    nullable: true,
    description: '上级代码，最上级为空 Code one level up, null at the top',
  })
  readonly parent!: string | null;

  @Field(() => String, { description: '名称 Name, in Chinese as in the standard' })
  readonly name!: string;

  @Field(() => CivilDateScalar, {
    nullable: true,
    description:
      '启用日期；空：早于最早的比对版本 First day in force; null: before the first edition that was compared',
  })
  readonly validFrom!: CivilDate | null;

  @Field(() => CivilDateScalar, {
    nullable: true,
    description: '停用日期（当日起不再使用）；空：现行 First day no longer in force; null: in force',
  })
  readonly validTo!: CivilDate | null;

  @Field(() => [String], { description: '撤销后的承继代码 Codes that took over the area of one given up' })
  readonly successors!: readonly string[];
}

@ObjectType('CodeEntry', { description: '代码及其名称 A code and its names' })
export class CodeEntryModel {
  @Field(() => CODE_TABLE_NAMES, { description: '代码表 Table' })
  readonly table!: CodeTable;

  @Field(() => String, { description: '代码 Code' })
  readonly code!: string;

  @Field(() => String, { description: '中文名称 Name in Chinese' })
  readonly nameZh!: string;

  @Field(() => String, { description: '英文名称 Name in English' })
  readonly nameEn!: string;
}
