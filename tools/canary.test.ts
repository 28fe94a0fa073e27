import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CanaryWorkspace } from './testing/canary-workspace.js';

/** File with a forbidden import -> the rule that must complain about it. */
const FORBIDDEN_IMPORTS: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['libs/graph-model/src/a.ts', '@codexgraph/indexer', 'graph-model-imports-only-nothing-of-ours'],
  ['libs/indexer/src/a.ts', '@codexgraph/graph-store', 'indexer-imports-only-graph-model'],
  ['libs/graph-store/src/a.ts', '@codexgraph/indexer', 'graph-store-imports-only-graph-model'],
  ['libs/local-services/src/a.ts', '@codexgraph/graph-store', 'local-services-imports-only-graph-model'],
  ['libs/config/src/a.ts', '@codexgraph/indexer', 'config-imports-only-graph-model'],
  ['libs/indexer/src/b.ts', '@codexgraph/cli', 'libs-do-not-import-apps'],
  ['apps/cli/src/a.ts', '../../api/src/index.js', 'apps-do-not-import-each-other'],
  ['libs/indexer/src/c.ts', 'neo4j-driver', 'neo4j-driver-only-in-graph-store'],
  ['apps/cli/src/c.ts', 'neo4j-driver', 'neo4j-driver-only-in-graph-store'],
  ['libs/graph-store/src/d.ts', '@nestjs/common', 'nest-only-in-the-api'],
  ['libs/graph-store/src/e.ts', '../../graph-model/src/index.js', 'no-relative-import-into-another-project'],
  ['libs/indexer/src/linking/a.ts', 'node:fs', 'pure-code-does-no-input-or-output'],
  ['libs/graph-model/src/b.ts', 'node:child_process', 'pure-code-does-no-input-or-output'],
  ['libs/config/src/round.ts', './trip.js', 'no-file-cycles'],
  ['libs/config/src/phrase.ts', './sentence.js', 'no-type-cycles'],
  ['libs/config/src/lost.ts', './nowhere.js', 'resolvable'],
  ['libs/graph-model/src/c.ts', 'vitest', 'declared-dependency'],
  ['libs/graph-model/src/d.ts', './index.test.js', 'product-code-does-not-import-tests'],
];

/** File -> the lint rule that must complain about its text. */
const FORBIDDEN_CODE: readonly (readonly [file: string, text: string, rule: string])[] = [
  [
    'libs/indexer/src/bare-error.ts',
    "/** Fails. */\nexport function fail(): never {\n  throw new Error('no');\n}\n",
    'no-restricted-syntax',
  ],
  ['libs/indexer/src/environment.ts', "/** Reads. */\nexport const home = process.env['HOME'];\n", 'no-restricted-syntax'],
  ['apps/cli/src/environment.ts', "export const home = process.env['HOME'];\n", 'no-restricted-syntax'],
  ['libs/indexer/src/clock.ts', '/** Now. */\nexport const now = Date.now();\n', 'no-restricted-syntax'],
  ['libs/indexer/src/dice.ts', '/** Luck. */\nexport const luck = Math.random();\n', 'no-restricted-syntax'],
  ['apps/cli/src/query.ts', 'export const query = (name: string) => `MATCH (n:${name}) RETURN n`;\n', 'no-restricted-syntax'],
  ['apps/cli/src/default.ts', 'export default 1;\n', 'no-restricted-syntax'],
  ['libs/indexer/src/untold.ts', 'export const untold = 1;\n', 'codexgraph/documented-exports'],
  [
    'apps/cli/src/floating.ts',
    'export function go(): void {\n  Promise.resolve(1);\n}\n',
    '@typescript-eslint/no-floating-promises',
  ],
  ['apps/cli/src/any.ts', 'export const anything: any = 1;\n', '@typescript-eslint/no-explicit-any'],
  [
    'apps/cli/src/parameters.ts',
    'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;\n',
    'max-params',
  ],
  ['apps/cli/src/long.ts', `export const list = [\n${'  1,\n'.repeat(400)}];\n`, 'max-lines'],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

let workspace: CanaryWorkspace;

beforeAll(() => {
  const imports = FORBIDDEN_IMPORTS.map(([file, imported]) => [file, `import '${imported}';\n`] as const);
  workspace = new CanaryWorkspace({
    ...Object.fromEntries(imports),
    ...Object.fromEntries(FORBIDDEN_CODE.map(([file, text]) => [file, text] as const)),
    'libs/config/src/trip.ts': "import './round.js';\n",
    'libs/config/src/phrase.ts': "import type { Sentence } from './sentence.js';\nexport type Phrase = Sentence;\n",
    'libs/config/src/sentence.ts': "import type { Phrase } from './phrase.js';\nexport type Sentence = Phrase[];\n",
    'libs/graph-model/src/index.test.ts': '',
    'apps/cli/src/allowed.ts': "import { part } from '@codexgraph/graph-model';\nexport const copy = `${part} MATCH of words`;\n",
  });
});

afterAll(() => {
  workspace.remove();
});

describe('import boundaries in a fresh clone', () => {
  let violations: readonly Violation[];

  beforeAll(async () => {
    const { stdout } = await workspace.run('depcruise', [
      '-c',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'apps',
      'libs',
    ]);
    violations = (JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } }).summary.violations;
  }, 60_000);

  it('end with a failure', async () => {
    const { exitCode } = await workspace.run('depcruise', ['-c', '.dependency-cruiser.cjs', 'apps', 'libs']);
    expect(exitCode).not.toBe(0);
  });

  it.each(FORBIDDEN_IMPORTS)('%s may not import %s', (file, _imported, rule) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('allow what the architecture allows', () => {
    expect(violations.filter(({ from }) => from.includes('allowed'))).toEqual([]);
  });
});

describe('lint in a fresh clone', () => {
  let results: readonly LintResult[];

  beforeAll(async () => {
    const { stdout } = await workspace.run('eslint', ['--format', 'json', 'apps/cli/src', 'libs/indexer/src']);
    results = JSON.parse(stdout) as readonly LintResult[];
  }, 60_000);

  const complaints = (file: string) =>
    results
      .filter(({ filePath }) => filePath.endsWith(`/${file}`))
      .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

  it.each(FORBIDDEN_CODE)('%s fails', (file, _text, rule) => {
    expect(complaints(file)).toContain(rule);
  });

  it('lets good code pass', () => {
    expect(complaints('apps/cli/src/allowed.ts')).toEqual([]);
  });
});

describe('dead exports in a fresh clone', () => {
  it('are found', async () => {
    const { exitCode, stdout } = await workspace.run('knip', [
      '--no-progress',
      '--include',
      'files,exports',
      '--reporter',
      'json',
    ]);
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain('apps/cli/src/query.ts');
  }, 60_000);
});
