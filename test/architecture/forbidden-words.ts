import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The patterns are put together from pieces, because this file is searched too. */
const FORBIDDEN: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'a path of one machine',
    pattern: new RegExp(`(?<![\\w.*@-])/(?:${['work', 'root', 'home', 'Users'].join('|')})/`),
  },
  { name: 'a path of one machine', pattern: new RegExp('[A-Z]:\\\\{1,2}' + 'Users\\\\') },
  {
    name: 'the address of a package registry',
    pattern: new RegExp(`registry\\.[\\w.-]*(?:${['npm', 'yarn'].join('|')})`),
  },
  { name: 'the address of a package', pattern: new RegExp('"resolved"' + ':\\s*"https?:') },
  { name: 'a registry credential', pattern: new RegExp('_auth' + 'Token|(?<![A-Za-z])_pass' + 'word\\s*=') },
];

/**
 * Searches every file that git tracks under `root` for what belongs to one machine or one network.
 * Returns one line a finding: "file:line: what it is". Throws when git lists nothing.
 */
export function forbiddenWords(root: string): string[] {
  const listed = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\0').filter((file) => file !== '');
  if (files.length === 0) throw new Error(`git tracks no file under ${root}`);
  return files.flatMap((file) => findingsIn(root, file));
}

function findingsIn(root: string, file: string): string[] {
  const target = path.join(root, file);
  // A file that was deleted but not yet committed is still listed.
  if (statSync(target, { throwIfNoEntry: false })?.isFile() !== true) return [];
  return readFileSync(target, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(
        ({ name }) => `${file}:${index + 1}: ${name}`,
      ),
    );
}
