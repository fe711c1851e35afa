import { describe, it } from '@jest/globals';
import { PERMISSIONS, purposePolicy, type Action } from '../../src/domain/access/permissions.js';
import { ROLES, type Role } from '../../src/domain/access/roles.js';
import { expectGolden } from './golden.js';

/** `*` after a scope: a purpose and a case or duty number must be given. */
function cell(role: Role, action: Action): string {
  const scope = PERMISSIONS[action].scope[role];
  if (scope === 'NONE') return '-';
  return purposePolicy(role, action).mode === 'REQUIRED' ? `${scope}*` : scope;
}

describe('the permission matrix', () => {
  it('should be the one that was reviewed', () => {
    const actions = Object.keys(PERMISSIONS).sort() as Action[];
    const rows = [
      ['action', ...ROLES],
      ...actions.map((action) => [action, ...ROLES.map((role) => cell(role, action))]),
    ];
    const widths = rows.reduce<number[]>(
      (known, row) => row.map((text, at) => Math.max(text.length, known[at] ?? 0)),
      [],
    );
    const lines = rows.map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    expectGolden('test/architecture/permission-matrix.txt', `${lines.join('\n')}\n`);
  });
});
