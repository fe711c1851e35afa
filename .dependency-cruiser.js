/**
 * The direction of imports: apps → features → platform → domain, and between features by rank.
 * Type-only imports count: a cycle of types hides the same knot as a cycle at run time.
 */

/** Lowest rank first: a feature may import those before it, never those after it. The only place that says so. */
const FEATURES_BY_RANK = [
  'access',
  'audit',
  'reference',
  'zones',
  'registry',
  'review',
  'imports',
  'exports',
  'releases',
  'inspections',
  'maintenance',
  'integrity',
  'telemetry',
  'ports',
  'sync',
  'overview',
];

const anyOf = (names) => `(?:${names.join('|')})`;
const NPM_PERSISTENCE = 'node_modules/(?:@nestjs/typeorm|typeorm|@types/pg|pg)/';

const rankRules = FEATURES_BY_RANK.slice(0, -1).map((feature, rank) => ({
  name: `rank-of-${feature}`,
  comment: `${feature} may use features of lower rank only; news for a higher rank travels as a fact or a job`,
  severity: 'error',
  from: { path: `^src/features/${feature}/` },
  to: { path: `^src/features/${anyOf(FEATURES_BY_RANK.slice(rank + 1))}/` },
}));

const layerRules = [
  {
    name: 'domain-is-pure',
    comment: 'src/domain imports nothing outside itself: no package, no node: module, no other layer',
    severity: 'error',
    from: { path: '^src/domain/' },
    to: { pathNot: '^src/domain/' },
  },
  {
    name: 'platform-knows-no-feature',
    comment: 'src/platform is technical; what it needs from a feature is handed to it',
    severity: 'error',
    from: { path: '^src/platform/' },
    to: { path: '^src/features/' },
  },
  {
    name: 'apps-on-top',
    comment: 'composition roots compose; nothing below may import them',
    severity: 'error',
    from: { path: '^(?:src/(?:domain|platform|features)|seeds)/' },
    to: { path: '^src/apps/' },
  },
  {
    name: 'src-stands-alone',
    comment: 'what the program does never depends on measurements or tests',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(?:bench|test)/' },
  },
  {
    name: 'migrations-from-apps',
    comment: 'composition roots hand the list of migrations and the seeds to the platform',
    severity: 'error',
    from: { path: '^src/(?:domain|platform|features)/' },
    to: { path: '^(?:migrations|seeds)/' },
  },
  {
    name: 'migrations-stand-alone',
    comment: 'a landed migration is frozen, so it may not follow code that goes on changing',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { path: '^(?:src|seeds|bench|test)/' },
  },
];

const featureRules = [
  {
    name: 'feature-has-rank',
    comment: 'every folder under src/features stands in FEATURES_BY_RANK',
    severity: 'error',
    from: {},
    to: { path: '^src/features/[^/]+/', pathNot: `^src/features/${anyOf(FEATURES_BY_RANK)}/` },
  },
  {
    name: 'feature-through-index',
    comment: 'another feature is reached through its index.ts only',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/' },
    to: { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index[.]ts$'] },
  },
  {
    name: 'app-through-public-surface',
    comment: 'apps reach a feature through its index.ts or its modules',
    severity: 'error',
    from: { path: '^src/apps/' },
    to: { path: '^src/features/', pathNot: '^src/features/[^/]+/(?:index|[^/]+[.]module)[.]ts$' },
  },
  {
    name: 'resolver-without-persistence',
    comment: 'a resolver calls a service; rows and SQL stay behind it',
    severity: 'error',
    from: { path: '[.]resolver[.]ts$' },
    to: { path: `${NPM_PERSISTENCE}|^src/.*[.](?:entity|repository)[.]ts$` },
  },
  {
    name: 'graphql-without-typeorm',
    comment: 'models, inputs and loaders describe the API, not the tables',
    severity: 'error',
    from: { path: '^src/.*[.](?:model|input|loader)[.]ts$' },
    to: { path: NPM_PERSISTENCE },
  },
  {
    name: 'api-without-processor',
    comment: 'the API process must not be able to take jobs, not even through a chain of modules',
    severity: 'error',
    from: { path: '^src/apps/api/' },
    to: { path: '[.]processor[.]ts$', reachable: true },
  },
];

const hygieneRules = [
  {
    name: 'no-cycle',
    comment: 'nobody in a cycle can be understood, started or tested alone',
    severity: 'error',
    from: { path: '^(?:src|test|bench|seeds|migrations)/' },
    to: { circular: true },
  },
  {
    name: 'no-leftover-folder',
    comment: 'a folder is named after its subject: no utils, helpers or common',
    severity: 'error',
    from: {},
    to: { path: '^src/.*/(?:utils?|helpers?|common)/' },
  },
  {
    name: 'no-barrel',
    comment: 'in domain and platform the file itself is imported: barrels tie knots',
    severity: 'error',
    from: {},
    to: { path: '^src/(?:domain|platform)/.*index[.]ts$' },
  },
  {
    name: 'no-development-package',
    comment: 'what runs in production is a dependency, not a development dependency',
    severity: 'error',
    from: { path: '^src/' },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      // Declarations exist at compile time only.
      pathNot: 'node_modules/@types/',
    },
  },
  {
    name: 'import-resolves',
    comment: 'an import that cannot be resolved would be invisible to every other rule',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: [...layerRules, ...rankRules, ...featureRules, ...hygieneRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|test/architecture/canaries)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
