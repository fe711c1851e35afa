import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.resolve(import.meta.dirname, '../architecture/root-fields.txt');

/** What the reviewed file says of one root field: its action, and for each role how far it reaches (`-`: never). */
export interface ReviewedField {
  readonly name: string;
  readonly action: string;
  readonly reach: Readonly<Record<string, string>>;
}

/** The reviewed table of every root field and every role. */
export function reviewedFields(): readonly ReviewedField[] {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const [, , ...roles] = head.split(/ +/);
  return lines.map((line) => {
    const [name = '', action = '', ...cells] = line.split(/ +/);
    return { name, action, reach: Object.fromEntries(roles.map((role, at) => [role, cells[at] ?? ''])) };
  });
}
