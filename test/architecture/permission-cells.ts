import { PERMISSIONS, purposePolicy, type Action } from '../../src/domain/access/permissions.js';
import { ROLES, type Role } from '../../src/domain/access/roles.js';

/** `*` after a scope: a purpose and a case or duty number must be given. */
function cell(role: Role, action: Action): string {
  const scope = PERMISSIONS[action].scope[role];
  if (scope === 'NONE') return '-';
  return purposePolicy(role, action).mode === 'REQUIRED' ? `${scope}*` : scope;
}

/** How far every role may do an action, in the order of ROLES. */
export const cellsOf = (action: Action): readonly string[] => ROLES.map((role) => cell(role, action));

/** Lines in columns, for a file that people review. */
export function tableOf(rows: readonly (readonly string[])[]): string {
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
  return `${lines.join('\n')}\n`;
}
