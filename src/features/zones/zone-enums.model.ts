import { registerEnumType } from '@nestjs/graphql';
import { EXEMPTION_KINDS, POLLUTION_LEVELS } from '../../domain/zone/restriction-rule.js';
import { ROAD_CLASSES } from '../../domain/zone/roads.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const RoadClassEnum = enumOf(ROAD_CLASSES);
registerEnumType(RoadClassEnum, {
  name: 'RoadClass',
  description: '道路类别。Class of a road.',
  valuesMap: {
    EXPRESSWAY: { description: '高速公路。Expressway.' },
    NATIONAL: { description: '国道。National road.' },
    PROVINCIAL: { description: '省道。Provincial road.' },
    COUNTY: { description: '县道。County road.' },
    TOWNSHIP: { description: '乡道。Township road.' },
    VILLAGE: { description: '村道。Village road.' },
    URBAN: { description: '城市道路。Urban road.' },
  },
});

export const ExemptionKindEnum = enumOf(EXEMPTION_KINDS);
registerEnumType(ExemptionKindEnum, {
  name: 'ExemptionKind',
  description: '豁免的种类。What takes a vehicle out of a restriction.',
  valuesMap: {
    RETROFIT: { description: '加装净化装置。Exhaust cleaning was added.' },
    VEHICLE_TYPE: { description: '车辆类型。Vehicle type.' },
    USE_NATURE: { description: '使用性质。Use.' },
    PLATE_TYPE: { description: '号牌种类。Plate type.' },
    PLATE: { description: '号牌号码。Plate number.' },
    NEW_ENERGY: { description: '新能源汽车。New energy.' },
    BODY: { description: '用途（冷藏、集装箱等）。What it is built for.' },
    PERMIT: { description: '通行证。A permit.' },
  },
});

export const PollutionLevelEnum = enumOf(POLLUTION_LEVELS);
registerEnumType(PollutionLevelEnum, {
  name: 'PollutionLevel',
  description: '重污染天气预警级别。Level of the heavy-pollution warning.',
  valuesMap: {
    BLUE: { description: '蓝色。Blue.' },
    YELLOW: { description: '黄色。Yellow.' },
    ORANGE: { description: '橙色。Orange.' },
    RED: { description: '红色。Red.' },
  },
});
