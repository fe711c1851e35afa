import { describe, expect, it } from '@jest/globals';
import { demoOwners } from '../../seeds/demo/demo-owners.js';
import { DEMO_SEED, demoVehicles } from '../../seeds/demo/generator.js';
import { demoFacts } from '../../seeds/demo/demo-facts.js';

describe('owners of the demonstration', () => {
  const owners = [...demoOwners(5000, '310000', 100)];

  it('should be the same at every call, of every kind, and each of a vehicle of the site', () => {
    expect([...demoOwners(5000, '310000', 100)]).toEqual(owners);
    expect(owners).toHaveLength(100);
    expect(new Set(owners.map(({ particulars }) => particulars.ownerKind)).size).toBe(3);
    const ofSite = [...demoVehicles(5000)].filter(
      ({ label, site }) => label !== 'REFUSED' && site === '310000',
    );
    const subjects = new Set(ofSite.map((vehicle) => demoFacts(vehicle, DEMO_SEED)[0]?.subject));
    expect(owners.filter(({ subject }) => !subjects.has(subject))).toEqual([]);
  });

  it('should be nobody real', () => {
    for (const { particulars } of owners) {
      expect(particulars.personal?.phone).toMatch(/^1990000\d{4}$/);
      expect(particulars.personal?.address).toContain('示例路');
      expect(particulars.personal?.idNumber ?? '000').toMatch(/000.?$/);
    }
  });
});
