/**
 * Directions of imports. Works from the files alone (no project graph, no cache), so it says the same in a fresh clone.
 * tools/boundaries.test.ts shows for each rule that an import it forbids really fails.
 */
const TESTS = '\\.test\\.ts$|/testing/|^apps/ui/e2e/';

/** Which of our libraries each library may import. */
const LIBRARY_IMPORTS = {
  'graph-model': [],
  'graph-store': ['graph-model'],
  indexer: ['graph-model'],
  'local-services': ['graph-model'],
  config: ['graph-model'],
  llm: ['graph-model'],
  'cypher-agent': ['graph-model', 'llm'],
  'chat-agent': ['graph-model', 'llm', 'cypher-agent'],
  'offline-planner': ['graph-model', 'llm', 'cypher-agent'],
  retrieval: ['graph-model', 'llm'],
  datasets: ['graph-model', 'cypher-agent'],
  // Composes what answers, for every application.
  assistant: ['graph-model', 'config', 'llm', 'cypher-agent', 'chat-agent', 'offline-planner', 'retrieval'],
};

const libraryRules = Object.entries(LIBRARY_IMPORTS).map(([library, allowed]) => ({
  name: `${library}-imports-only-${allowed.length === 0 ? 'nothing-of-ours' : allowed.join('-and-')}`,
  comment: 'Libraries depend on one another in one direction only; see ARCHITECTURE.md.',
  severity: 'error',
  // Tests may reach the services that they run against.
  from: { path: `^libs/${library}/src/`, pathNot: TESTS },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[library, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'libs-do-not-import-apps',
      comment: 'Applications compose libraries, never the other way round; tests too.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'ui-knows-only-graphql',
      comment:
        'The UI sees the product through GraphQL; of ours it may import what does no input or output: the graph model, and the reader of Cypher.',
      severity: 'error',
      from: { path: '^apps/ui/src/', pathNot: TESTS },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/graph-model|libs/cypher-agent/src/language|apps/ui)/' },
    },
    {
      name: 'ui-runs-in-browsers',
      severity: 'error',
      from: { path: '^apps/ui/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-pages-do-not-import-each-other',
      comment: 'Pages meet in the list of pages and in addresses; what two of them need stands beside features/.',
      severity: 'error',
      from: { path: '^apps/ui/src/features/([^/]+)/' },
      to: { path: '^apps/ui/src/features/', pathNot: '^apps/ui/src/features/$1/' },
    },
    {
      name: 'neo4j-driver-only-in-graph-store',
      comment: 'One package knows Neo4j. local-services asks a server whether it answers before anything else exists.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/(graph-store|local-services)/|\\.test\\.ts$' },
      to: { path: 'node_modules/neo4j-driver' },
    },
    {
      name: 'nest-only-in-the-api',
      comment: 'Libraries are plain classes and functions that any program can use.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^apps/api/' },
      to: { path: 'node_modules/(@nestjs|reflect-metadata|@apollo)/' },
    },
    {
      name: 'no-relative-import-into-another-project',
      comment: 'Projects meet at their public entry: import @codexgraph/<name>.',
      severity: 'error',
      from: { path: '^((?:libs|apps)/[^/]+)/' },
      to: { path: '^(libs|apps)/', pathNot: '^$1/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'pure-code-does-no-input-or-output',
      comment:
        'The graph model, syntax, facts, languages and linking see no file system, network or process; loaders of folders do.',
      severity: 'error',
      from: {
        path: '^libs/(graph-model/src/|indexer/src/(facts|syntax|linking)/|indexer/src/languages/[^/]+/)',
        pathNot: `${TESTS}|/language\\.ts$|/load-[^/]+\\.ts$`,
      },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|fs/promises|net|http|https|child_process|process|os|worker_threads)$',
      },
    },
    {
      name: 'no-file-cycles',
      comment:
        "No cycle at run time. Two files may name each other's types: that is erased. What is imported dynamically is loaded later.",
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-type-cycles',
      comment:
        'Nor do two files name each other in types: each can be read alone. Readers of a language and evaluation are one recursive program in several files.',
      severity: 'error',
      from: { pathNot: '^libs/(indexer/src/(languages/(python|typescript)|linking)|cypher-agent/src/safety/syntax)/' },
      // A page of the UI names in its route what is loaded when it is opened, and that speaks of the route.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependency',
      comment: 'A package that is imported stands in the package.json of the project that imports it.',
      severity: 'error',
      // Measuring and photographing the UI are tools: they run in a checkout, as tests do, and are in no package.
      from: { path: '^(libs|apps)/', pathNot: `${TESTS}|^apps/ui/(vite\\.config\\.ts$|(bench|gallery)/)` },
      // Types come with @types packages and are erased.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-code-does-not-import-tests',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Ours only: a package of others may well have its entry in a folder dist.
    exclude: { path: '^(apps|libs)/[^/]+/dist/|^(apps|libs)/.*/fixtures/' },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['codexgraph-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.node'],
    },
  },
};
