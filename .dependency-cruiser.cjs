/** Directions between the rooms of the house; `npm run check:imports` enforces them. */
const lib = (name) => `^libs/${name}/`;
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const spec = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'Two files that need each other are one file, or need a third.'),
    rule('libs-know-no-apps', { path: '^libs/' }, { path: '^apps/' }, 'Apps compose libs, never the other way round.'),
    rule('api-and-worker-apart', { path: '^apps/api/' }, { path: '^apps/worker/' }, 'They share only libs.'),
    rule('worker-and-api-apart', { path: '^apps/worker/' }, { path: '^apps/api/' }, 'They share only libs.'),
    rule(
      'domain-is-pure',
      { path: '^libs/domain/src/', pathNot: spec },
      { pathNot: '^libs/domain/' },
      'The domain imports nothing but itself.',
    ),
    rule(
      'database-stands-alone',
      { path: '^libs/database/', pathNot: spec },
      { path: '^(apps|libs)/', pathNot: '^libs/database/' },
      'The database imports none of ours.',
    ),
    rule(
      'extraction-is-pure',
      { path: '^libs/extraction/src/', pathNot: spec },
      { path: '^(apps|libs)/', pathNot: '^libs/(extraction|domain)/' },
      'Extraction speaks of events only.',
    ),
    rule(
      'second-opinion-asks-and-decides-nothing-else',
      { path: '^libs/second-opinion/src/', pathNot: spec },
      { path: '^(apps|libs)/', pathNot: '^libs/(second-opinion|extraction|domain)/' },
      'The second opinion speaks of events and of what the rules read; settings and log are handed in.',
    ),
    rule(
      'testing-in-specs-only',
      { path: '^(apps|libs)/', pathNot: [spec, '^libs/testing/', '\\.bench\\.ts$', '\\.contract\\.ts$'] },
      { path: lib('testing') },
      'Fixtures are imported by specs only.',
    ),
    rule(
      'one-entry-per-lib',
      { path: '^(apps|libs)/([^/]+)/' },
      { path: '^libs/[^/]+/src/.+', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/', '\\.json$'] },
      'A lib is entered through its index.ts.',
    ),
    rule('no-orphan-packages', {}, { couldNotResolve: true }, 'Every import resolves.'),
    rule(
      'no-dev-packages-in-production',
      { path: '^(apps|libs)/[^/]+/src/', pathNot: [spec, '^libs/testing/', '\\.bench\\.ts$', '\\.contract\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
      'Runtime code needs runtime packages.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
