import { registerEnumType } from '@nestjs/graphql';

/** Code systems in which a feed may give a colour; a bare digit means nothing without its system. */
export const ColorSystemEnum = { JT697: 'JT697', ETC: 'ETC', JINHUA: 'JINHUA', JIANGSU: 'JIANGSU' } as const;
registerEnumType(ColorSystemEnum, {
  name: 'PlateColorSystem',
  description: '号牌颜色的代码体系，互不相通。Code system of a plate colour; none agrees with another.',
  valuesMap: {
    JT697: { description: '行业标准 JT/T 697.7、JT/T 808。Standards JT/T 697.7 and JT/T 808.' },
    ETC: { description: '电子收费。Electronic toll collection.' },
    JINHUA: { description: '金华排放检验联网。Emission network of Jinhua.' },
    JIANGSU: { description: '江苏排放检验联网。Emission network of Jiangsu.' },
  },
});

/** Letters of GA/T 16 that end a registration. */
export const EndStatusEnum = { E: 'E', M: 'M', P: 'P' } as const;
registerEnumType(EndStatusEnum, {
  name: 'EndStatus',
  description: '终止登记的状态（GA/T 16）。Status that ends a registration.',
  valuesMap: {
    E: { description: '注销。Deregistered.' },
    M: { description: '强制注销。Deregistered by force.' },
    P: { description: '达到报废标准公告牌证作废。Papers void, scrapping age reached.' },
  },
});

export const RegistrationStatusEnum = {
  REGISTERED: 'REGISTERED',
  REFUSED: 'REFUSED',
  DUPLICATE: 'DUPLICATE',
} as const;
registerEnumType(RegistrationStatusEnum, {
  name: 'RegistrationStatus',
  description: '批量登记中一行的结果。What came of one row.',
  valuesMap: {
    REGISTERED: { description: '已登记。Registered.' },
    REFUSED: { description: '未通过规则，见 problems。Refused by the rules, see problems.' },
    DUPLICATE: { description: '本站已有登记或号牌已被持有。Registered here already, or its plate is held.' },
  },
});
