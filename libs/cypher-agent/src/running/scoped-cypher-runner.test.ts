import type {
  CypherOutcome,
  CypherProblem,
  ScopedPlan,
  ScopedResult,
  ScopedSessionPort,
  ScopedStatement,
  RepositoryRecord,
} from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { ScopedCypherRunner } from './scoped-cypher-runner.js';

const RECORD: RepositoryRecord = {
  name: 'demo',
  source: { kind: 'folder', location: '/demo', subfolder: '' },
  revision: 'one',
  label: 'R_demo_1',
  publishedAt: '2026-01-01T00:00:00Z',
  counts: {
    files: 1,
    filesSkipped: 0,
    nodes: { CLASS: 2, METHOD: 3 },
    edges: { CALLS: 4, HAS_METHOD: 3 },
    calls: { total: 0, resolved: 0, external: 0, unresolved: 0 },
  },
};
const READS: ScopedPlan = {
  kind: 'plan',
  queryType: 'r',
  columns: ['n'],
  plan: { operator: 'ProduceResults', details: 'n', identifiers: ['n', '_v1'], children: [] },
};

interface Fake {
  readonly result?: (statement: ScopedStatement) => Promise<ScopedResult>;
  readonly plan?: ScopedPlan;
  readonly revisions?: string[];
  readonly concurrency?: number;
  readonly queueLimit?: number;
}

function runnerWith({ result, plan = READS, revisions = ['one'], ...limits }: Fake = {}) {
  const statements: ScopedStatement[] = [];
  const faults: string[] = [];
  let read = 0;
  const sessions: ScopedSessionPort = {
    revision: (repository) => {
      const revision = revisions[Math.min(read, revisions.length - 1)] ?? 'one';
      read += 1;
      return Promise.resolve(revision === 'deleted' ? undefined : { repository, revision, label: 'R_demo_1' });
    },
    plan: () => Promise.resolve(plan),
    run: (statement) => {
      statements.push(statement);
      return result?.(statement) ?? Promise.resolve({ kind: 'rows', columns: ['n'], rows: [[1]] });
    },
  };
  let id = 0;
  let looks = 0;
  const runner = new ScopedCypherRunner({
    sessions,
    graphs: {
      repository: (name: string) => {
        looks += 1;
        return Promise.resolve(name === 'demo' && revisions[read - 1] !== 'deleted' ? RECORD : undefined);
      },
    },
    symbols: {
      symbolsByNamePrefix: (_: string, prefix: string) =>
        Promise.resolve({ items: [{ name: `${prefix}ssion`, label: 'CLASS' }] }),
    } as never,
    nowMs: () => 0,
    newId: () => `id${String((id += 1))}`,
    onInternalFault: (fault) => faults.push(fault),
    ...limits,
  });
  return { runner, statements, faults, looks: () => looks };
}

const run = (runner: ScopedCypherRunner, text: string): Promise<CypherOutcome> => runner.run({ repository: 'demo', text });

describe('the guarded runner', () => {
  it('runs what is confined, in limits', async () => {
    const { runner, statements } = runnerWith();
    const outcome = await runner.run({
      repository: 'demo',
      text: 'MATCH (n:CLASS) RETURN n',
      limits: { maxRows: 1e9, timeoutMs: 5 },
    });
    expect(outcome).toMatchObject({
      kind: 'rows',
      columns: ['n'],
      rows: [[1]],
      revision: 'one',
      notices: [],
      scopedText: expect.stringContaining('`demo`') as string,
    });
    expect(JSON.stringify(outcome)).not.toContain('R_demo_1');
    expect(statements[0]).toMatchObject({ maxRows: 100_000, timeoutMs: 5, hiddenLabels: ['R_demo_1', 'Symbol'] });
    expect(statements[0]).not.toHaveProperty('profile');
  });

  it('measures the steps of the plan when that is asked for', async () => {
    const profile = { operator: 'NodeByLabelScan', details: 'n:R_demo_1', identifiers: ['n'], rows: 2, hits: 3, children: [] };
    const { runner, statements } = runnerWith({
      result: () => Promise.resolve({ kind: 'rows', columns: ['n'], rows: [], profile }),
    });
    const outcome = await runner.run({ repository: 'demo', text: 'MATCH (n) RETURN n', profile: true });
    expect(statements[0]).toMatchObject({ profile: true });
    expect(outcome).toMatchObject({ plan: { operator: 'NodeByLabelScan', variables: ['n'], rows: 2, hits: 3, children: [] } });
  });

  it('refuses before anything runs, with all findings', async () => {
    const { runner, statements } = runnerWith();
    const outcome = await run(runner, 'RETURN tolowr("x") + $y');
    expect(outcome).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'FUNCTION', suggestion: 'tolower' }, { code: 'PARAMETER' }],
    });
    expect(statements).toEqual([]);
  });

  it('stops what the last check does not know', async () => {
    const { runner, statements, faults } = runnerWith({ plan: { ...READS, queryType: 'rw' } as ScopedPlan });
    expect(await run(runner, 'RETURN 1')).toMatchObject({ kind: 'failed', problem: { code: 'INTERNAL' } });
    const hidden = {
      ...READS,
      plan: { operator: 'Projection', details: 'x AS ResolvedCall(ProcedureSignature(...))', identifiers: [], children: [] },
    } as ScopedPlan;
    const other = runnerWith({ plan: hidden });
    expect(await run(other.runner, 'RETURN 1')).toMatchObject({ kind: 'failed', problem: { code: 'INTERNAL' } });
    expect([...statements, ...other.statements]).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  it('runs again when a revision was published meanwhile', async () => {
    const { runner, statements } = runnerWith({ revisions: ['two', 'one'] });
    expect(await run(runner, 'RETURN 1')).toMatchObject({ kind: 'rows' });
    expect(statements).toHaveLength(2);
  });

  it('reads what it knows of a repository once, and anew when that has changed', async () => {
    const { runner, statements, looks } = runnerWith({ revisions: ['one', 'one', 'two', 'one'] });
    for (let asked = 1; asked <= 2; asked += 1) await run(runner, 'RETURN 1');
    expect([looks(), statements.length]).toEqual([1, 2]);
    expect(await run(runner, 'RETURN 1')).toMatchObject({ kind: 'rows' });
    expect([looks(), statements.length]).toEqual([2, 4]);
  });

  it('notices that a repository is gone that it knew', async () => {
    const { runner } = runnerWith({ revisions: ['one', 'deleted'] });
    await run(runner, 'RETURN 1');
    await expect(run(runner, 'RETURN 1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cancels by request id, waiting or running', async () => {
    const stopped = (statement: ScopedStatement): Promise<ScopedResult> =>
      new Promise((resolve) => {
        statement.signal?.addEventListener('abort', () => {
          resolve({ kind: 'stopped', by: 'cancel' });
        });
      });
    const { runner } = runnerWith({ result: stopped, concurrency: 1, queueLimit: 1 });
    const first = runner.run({ repository: 'demo', text: 'RETURN 1', requestId: 'a' });
    const second = runner.run({ repository: 'demo', text: 'RETURN 1', requestId: 'b' });
    expect(await runner.run({ repository: 'demo', text: 'RETURN 1', requestId: 'c' })).toMatchObject({
      kind: 'failed',
      problem: { code: 'BUSY' },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([runner.cancel('b'), runner.cancel('a'), runner.cancel('x')]).toEqual([true, true, false]);
    expect(await first).toMatchObject({ kind: 'stopped', by: 'cancel' });
    expect(await second).toMatchObject({ kind: 'stopped', by: 'cancel' });
    expect(runner.cancel('a')).toBe(false);
  });

  it('says that there is no such repository', async () => {
    await expect(runnerWith().runner.run({ repository: 'none', text: 'RETURN 1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells what the repository does not have', async () => {
    const { runner } = runnerWith();
    expect(await run(runner, 'MATCH (n:CLAS)-[:CALL]->()\nWHERE n.nme = 1 RETURN n')).toMatchObject({
      notices: [
        { code: 'UNKNOWN_LABEL', line: 1, column: 10, suggestion: 'CLASS' },
        { code: 'UNKNOWN_TYPE', line: 1, column: 18, suggestion: 'CALLS' },
        { code: 'UNKNOWN_PROPERTY', line: 2, column: 9, suggestion: 'name' },
      ],
    });
  });

  it.each([
    ['MATCH (:CLASS)<-[:HAS_METHOD]-(:METHOD) RETURN 1', '(:CLASS)-[:HAS_METHOD]->(:METHOD)', 15],
    ['MATCH (m:METHOD) WHERE (m)-[:HAS_METHOD]->() RETURN m', '(:CLASS)-[:HAS_METHOD]->(:METHOD)', 27],
    ['MATCH (m:METHOD) RETURN COLLECT { MATCH (m)-[:HAS_METHOD]->(c) RETURN c }', '(:CLASS)-[:HAS_METHOD]->(:METHOD)', 44],
  ])('tells of an arrow that points the wrong way: %s', async (text, suggestion, column) => {
    expect(await run(runnerWith().runner, text)).toMatchObject({ notices: [{ code: 'WRONG_DIRECTION', suggestion, column }] });
  });

  it.each([
    'MATCH (:CLASS)-[:HAS_METHOD]->(:METHOD) RETURN 1',
    'MATCH (:CLASS)-[:HAS_METHOD]-(:METHOD) RETURN 1',
    'MATCH (a)<-[:HAS_METHOD]-(b) RETURN 1',
    'MATCH (a:METHOD)-[:CALLS]->(b:METHOD) RETURN 1',
    'MATCH (a:METHOD)-[:CALLS|HAS_METHOD]->(b) RETURN 1',
    'MATCH (a:METHOD)-[:HAS_METHOD*0..2]->(b) RETURN 1',
  ])('says nothing of an arrow that may match: %s', async (text) => {
    expect(await run(runnerWith().runner, text)).toMatchObject({ notices: [] });
  });

  it('stops a plan that reaches nodes without the label', async () => {
    const scan = { operator: 'AllNodesScan', details: 'n', identifiers: ['n'], children: [] };
    const bare = runnerWith({ plan: { ...READS, plan: scan } as ScopedPlan });
    expect(await run(bare.runner, 'MATCH (n) RETURN n')).toMatchObject({ kind: 'failed', problem: { code: 'INTERNAL' } });
    const filter = { operator: 'Filter', details: 'n:R_demo_1 AND n.x = 1', identifiers: ['n'], children: [scan] };
    const tested = runnerWith({ plan: { ...READS, plan: filter } as ScopedPlan });
    expect(await run(tested.runner, 'MATCH (n) RETURN n')).toMatchObject({ kind: 'rows' });
    const expand = { operator: 'Expand(All)', details: '(n)-[r:CALLS]->(m)', identifiers: ['n'], children: [filter] };
    const reached = runnerWith({ plan: { ...READS, plan: expand } as ScopedPlan });
    expect(await run(reached.runner, 'MATCH (n) RETURN n')).toMatchObject({ kind: 'failed', problem: { code: 'INTERNAL' } });
  });

  it('knows nodes again that the planner has renamed', async () => {
    const scan = {
      operator: 'DirectedRelationshipTypeScan',
      details: '(anon_1)-[r:CALLS]->(anon_2)',
      identifiers: [],
      children: [],
    };
    const planOf = (details: string): ScopedPlan => ({
      ...READS,
      plan: { operator: 'Filter', details, identifiers: [], children: [scan] },
    });
    const both = planOf('n = anon_1 AND m = anon_2 AND (n:R_demo_1 AND m:R_demo_1)');
    expect(await run(runnerWith({ plan: both }).runner, 'MATCH (n) RETURN n')).toMatchObject({ kind: 'rows' });
    const one = planOf('n = anon_1 AND m = anon_2 AND n:R_demo_1');
    expect(await run(runnerWith({ plan: one }).runner, 'MATCH (n) RETURN n')).toMatchObject({ kind: 'failed' });
  });

  it('never repeats what the server says', async () => {
    const failed: ScopedResult = {
      kind: 'failed',
      serverCode: 'Neo.ClientError.Statement.TypeError',
      serverMessage: "Cannot read 'secret' of `R_demo_1`",
      offset: 20,
    };
    const outcome = await run(runnerWith({ result: () => Promise.resolve(failed) }).runner, 'MATCH (n)\nRETURN n');
    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'RUNTIME' } });
    expect(JSON.stringify(outcome)).not.toMatch(/secret|R_demo/u);
  });

  it.each([
    ['MATCH (n:CL|', 'label', 'CLASS'],
    ['MATCH ()-[:|', 'type', 'CALLS'],
    ['MATCH (n) WHERE n.na|', 'property', 'name'],
    ["MATCH (n {name: 'Se|", 'symbol', 'Session'],
    ['MAT|', 'keyword', 'MATCH'],
    ['CALL db.la|', 'procedure', 'db.labels'],
    ['MATCH (node) RETURN no|', 'variable', 'node'],
    ['RETURN toU|', 'function', 'toupper'],
  ])('completes %s', async (marked, kind, text) => {
    const offset = marked.indexOf('|');
    const { items } = await runnerWith().runner.complete({ repository: 'demo', text: marked.replace('|', ''), offset });
    expect(items).toContainEqual(expect.objectContaining({ kind, text }));
  });
});

/** Wrong queries, with the place and the words that are told. */
const MESSAGES: readonly (readonly [text: string, problem: Partial<CypherProblem>])[] = [
  ['MATCH (n:CLASS RETURN n', { code: 'SYNTAX', line: 1, column: 16, message: "expected ')' after the label, found 'RETURN'" }],
  ["RETURN '😀' AS x,\n\t%", { code: 'SYNTAX', line: 2, column: 2 }],
  ["RETURN '😀' + nope(1)", { code: 'FUNCTION', line: 1, column: 14, endLine: 1, endColumn: 21 }],
  ["RETURN '\\u0041\\u0042' + nope(1)", { code: 'FUNCTION', line: 1, column: 25 }],
  [
    'RETURN 1\r\nUNION\r\nSET x = 1',
    { code: 'WRITE', line: 3, column: 1, message: 'SET changes the graph; queries here can only read' },
  ],
  ['MATCH (العربية) RETURN nope()', { code: 'FUNCTION', line: 1, column: 24 }],
  ['RETURN range(1, 4000000)', { code: 'BOUND', message: 'this range would have 4,000,000 elements (limit 100,000)' }],
  ['RETURN "unclosed', { code: 'SYNTAX', column: 8, message: 'this string is not closed' }],
  ['RETURN $limit', { code: 'PARAMETER', message: '$limit is used, but no value was given' }],
  ['RETURN 1; RETURN 2', { code: 'MULTIPLE', line: 1, column: 11 }],
];

describe('messages', () => {
  it.each(MESSAGES)('%j', async (text, problem) => {
    const outcome = await run(runnerWith().runner, text);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [problem] });
  });
});
