interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Where Node would look for `name` from inside the package at `from`, nearest first. */
function placesFor(name: string, from: string): string[] {
  const path = from === '' ? [] : `/${from}`.split('/node_modules/').slice(1);
  const folders = path.map((_part, index) => path.slice(0, path.length - index));
  return [...folders, []].map((folder) => [...folder, name].map((part) => `node_modules/${part}`).join('/'));
}

/**
 * The optional packages that a lock file leaves out, as "who → what". npm drops those that it could not download when it
 * wrote the file, and from then on `npm ci` refuses the whole file.
 */
export function lockGaps({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(name, from).some((place) => place in packages))
      .map((name) => `${from} → ${name}`),
  );
}
