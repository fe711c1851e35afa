import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskAddress, readAddress } from '../../../src/domain/personal/address.js';

describe('an address', () => {
  it.each([
    ['江苏省南京市玄武区中山路1号', '320102', '南京市玄武区'],
    ['南京市玄武区中山路1号', '330100', '南京市玄武区'],
    ['江苏昆山市玉山镇前进路 8 号', '320583', '苏州市昆山市'],
    ['苏州市昆山市玉山镇', '320583', '苏州市昆山市'],
    ['上海市浦东新区世纪大道100号', '310115', '上海市浦东新区'],
    ['上海浦东新区世纪大道100号', '310115', '上海市浦东新区'],
    ['浙江省杭州市西湖区文三路', '330106', '杭州市西湖区'],
    ['玄武区中山路1号', '320106', '南京市玄武区'],
    ['鼓楼区中山北路1号', '320302', '徐州市鼓楼区'],
    ['鼓楼区中山北路1号', '310115', '上海市浦东新区'],
    ['南京市幸福花园小区3栋501', '320102', '南京市玄武区'],
    ['幸福花园小区3栋', '310000', '上海市'],
    ['河南省郑州市金水区花园路1号', '320102', '南京市玄武区'],
    ['中山路1号南京市玄武区', '340100', '合肥市'],
    ['南京市玄武', '320684', '南通市海门市'],
  ])('%s of a vehicle in %s is shown to partners as %s', (address, division, masked) => {
    expect(maskAddress(address, division)).toBe(masked);
  });

  it.each(['', '无', '1号', 'Main Street 1', '路\u0007路路路', '路'.repeat(129)])(
    'should not be %j, and the problem must not repeat it',
    (raw) => {
      expect(readAddress(raw, 'address')).toEqual({
        ok: false,
        error: { code: 'OWNER_ADDRESS_FORMAT', field: 'address', params: { longest: 128 } },
      });
    },
  );

  it('should be kept without blanks and in half width', () => {
    expect(readAddress(' 南京市 玄武区 中山路１号 ', 'address')).toEqual({
      ok: true,
      value: '南京市玄武区中山路1号',
    });
  });

  it('should show nothing that stands behind the district', () => {
    const words = fc.string({ unit: fc.constantFrom(...'幸福花园小区县市路号栋1234567玄武'), maxLength: 20 });
    fc.assert(
      fc.property(
        fc.constantFrom('江苏省南京市玄武区', '南京市玄武区', '玄武区', '南京市', ''),
        words,
        (head, tail) => {
          expect(['南京市玄武区', '合肥市']).toContain(maskAddress(head + tail, '340100'));
        },
      ),
      { seed: 20261123, numRuns: 500 },
    );
  });
});
