import { describe, it } from '@jest/globals';
import { isPersonOnly } from '../../src/domain/access/machine-actions.js';
import { PERMISSIONS, type Action } from '../../src/domain/access/permissions.js';
import { ROLES } from '../../src/domain/access/roles.js';
import { expectGolden } from './golden.js';
import { cellsOf, tableOf } from './permission-cells.js';

describe('the permission matrix', () => {
  it('should be the one that was reviewed', () => {
    const actions = Object.keys(PERMISSIONS).sort() as Action[];
    const rows = [
      ['action', ...ROLES, 'PROGRAM'],
      ...actions.map((action) => [action, ...cellsOf(action), isPersonOnly(action) ? '-' : 'may']),
    ];
    expectGolden('test/architecture/permission-matrix.txt', tableOf(rows));
  });
});
