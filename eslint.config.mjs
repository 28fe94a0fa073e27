import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { limitExceptions } from './tools/lint/limit-exceptions.mjs';
import { codexgraphRules } from './tools/lint/rules.mjs';

const TESTS = ['**/*.test.ts', '**/testing/**', 'apps/ui/e2e/**'];
const LIMITS = { maxLines: 400, maxFunctionLines: 80, maxParameters: 3, complexity: 12, maxDepth: 3 };

/** The limits of docs/decisions as ESLint rules; `changes` lifts some of them for the files of an exception. */
function limits(changes = {}) {
  const limit = { ...LIMITS, ...changes };
  return {
    'max-lines': ['error', { max: limit.maxLines }],
    'max-lines-per-function': ['error', { max: limit.maxFunctionLines }],
    'max-params': ['error', { max: limit.maxParameters }],
    // A switch over kinds counts once: it is a table.
    complexity: ['error', { max: limit.complexity, variant: 'modified' }],
    'max-depth': ['error', { max: limit.maxDepth }],
  };
}

const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Use a named export: it keeps one name everywhere.' };
const BARE_ERROR = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw a CodexGraphError(code, what happened and what to do): callers translate codes, not texts.',
};
const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only the configuration reader sees the environment; take a typed option.',
};
const CLOCK_AND_RANDOMNESS = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take a source of randomness as an option.',
  },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take a clock as an option.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a clock as an option.' },
];
const CYPHER = ['TemplateElement[value.raw', 'Literal[value'].map((node) => ({
  selector: `${node}=/(^|\\s)(MATCH|MERGE|CREATE|DETACH DELETE|UNWIND)\\s+[(\\[$]|(^|\\s)CALL\\s+(db|dbms)\\./]`,
  message: 'Cypher stands in cypher/, one statement a file with a checked header; graph-store loads it.',
}));

export default defineConfig(
  { ignores: ['**/dist/**', '**/generated/**', '**/fixtures/**', '.nx/**', '.cache/**', 'coverage/**', '**/public/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { codexgraph: codexgraphRules },
    rules: {
      ...limits(),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, ENVIRONMENT, ...CYPHER],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Classes of options and of GraphQL models are shapes: a literal that fits is one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Frames of a parser loop: `for (;;)` and `while (true)` say what they do.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, ENVIRONMENT, BARE_ERROR, ...CLOCK_AND_RANDOMNESS, ...CYPHER],
      'codexgraph/documented-exports': 'error',
    },
  },
  {
    // Composes texts, or asks by name, for the guarded runner, which checks and confines every one of them.
    files: ['libs/cypher-agent/src/algebra/**/*.ts', 'libs/offline-planner/src/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', DEFAULT_EXPORT, ENVIRONMENT, BARE_ERROR, ...CLOCK_AND_RANDOMNESS] },
  },
  {
    // A registry of tables is read from top to bottom; a test is a list of cases.
    files: TESTS,
    rules: {
      ...limits({ maxLines: 800, maxFunctionLines: 600, maxParameters: 4, complexity: 20, maxDepth: 5 }),
      'no-restricted-syntax': ['error', DEFAULT_EXPORT],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['libs/config/src/**', 'apps/*/src/config/**', 'apps/*/src/{main,*.main}.ts', 'apps/ui/vite.config.ts'],
    rules: { 'no-restricted-syntax': ['error', DEFAULT_EXPORT, ...CYPHER] },
  },
  {
    // The UI is a program of its own; loading the other one for it would double the time.
    files: ['apps/ui/**/*.{ts,tsx,mjs}'],
    languageOptions: { parserOptions: { project: './apps/ui/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  },
  {
    // A component is its markup; what it decides stands in functions beside it.
    files: ['apps/ui/**/*.{ts,tsx}'],
    ignores: TESTS,
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // Routers throw redirects, and handlers of events may be asynchronous.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // Texts that the UI sends to the API as a user would: the guarded runner checks and confines them.
    files: ['apps/ui/src/features/ask/composer/suggestion-queries.ts', 'apps/ui/src/features/sandbox/examples.ts'],
    rules: { 'no-restricted-syntax': ['error', DEFAULT_EXPORT, ENVIRONMENT] },
  },
  {
    files: ['tools/**/*.mjs', 'apps/ui/{bench,gallery}/*.mjs', '*.config.{mjs,ts}', '.dependency-cruiser.cjs'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  ...limitExceptions.map(({ files, allow }) => ({ files, ignores: TESTS, rules: limits(allow) })),
);
