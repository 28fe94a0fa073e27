import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CypherOutcome, CypherParameter, CypherRows, RepositoryRecord, ScopedResult } from '@codexgraph/graph-model';
import { connect, type Connection } from '@codexgraph/graph-store';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScopedCypherRunner } from '../running/scoped-cypher-runner.js';
import { bringTck } from '../testing/tck/bring-tck.js';
import { startEmptyServer, type EmptyServer } from '../testing/empty-server.js';
import { differenceClass } from '../testing/tck/known-differences.js';
import { readFeature, type TckExpectation, type TckScenario } from '../testing/tck/read-feature.js';
import { READ_GRAPH, writeGraphs, type TckGraph, type WriteStatement } from '../testing/tck/tck-graph.js';
import { answeredText, expectedText, parameterValue } from '../testing/tck/tck-value.js';

const LANES = 6;
/** Examples that are taken of an outline; CODEXGRAPH_TCK=all takes all of them. */
const EXAMPLES = process.env['CODEXGRAPH_TCK'] === 'all' ? Number.MAX_SAFE_INTEGER : 2;
const HIDDEN = 'Symbol';
const LIMITS = { timeoutMs: 60_000, maxRows: 50_000, maxBytes: 50_000_000 };

let server: EmptyServer;
let driver: Driver;
let connection: Connection;
let scenarios: readonly TckScenario[];
const setUps: (readonly string[])[] = [];
const graphOf = new Map<string, number>();

beforeAll(async () => {
  const folder = await bringTck();
  const files = readdirSync(join(folder, 'features'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.feature'),
  );
  scenarios = files.sort().flatMap((name) => readFeature(readFileSync(join(folder, 'features', name), 'utf8'), EXAMPLES));
  server = await startEmptyServer();
  driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password));
  connection = await connect(server);
  await write([{ text: 'MATCH (n) DETACH DELETE n', parameters: {} }]);
  const graphs: TckGraph[] = [];
  for (const scenario of scenarios) {
    const setUp = setUpOf(scenario, folder);
    const key = JSON.stringify(setUp);
    if (graphOf.has(key)) continue;
    graphOf.set(key, graphs.length);
    setUps.push(setUp);
    graphs.push(await graphAfter(setUp));
  }
  await write(writeGraphs(graphs.map((graph, place) => [graph, [HIDDEN, labelOf(place)]])));
  keyOf = (scenario) => graphOf.get(JSON.stringify(setUpOf(scenario, folder))) ?? -1;
}, 600_000);

let keyOf: (scenario: TckScenario) => number;

afterAll(async () => {
  await connection.close();
  await driver.close();
  await server.stop();
});

interface Difference {
  readonly scenario: TckScenario;
  readonly outcome: CypherOutcome;
}

describe('the openCypher TCK', () => {
  it('keeps its read scenarios', { timeout: 1_800_000 }, async () => {
    const runner = createRunner();
    const usable = scenarios.filter((scenario) => scenario.procedures.length === 0);
    const unlike: Difference[] = [];
    await eachOf(usable, async (scenario) => {
      const outcome = await runConfined(runner, scenario);
      if (!isExpected(scenario.expected, outcome)) unlike.push({ scenario, outcome });
    });
    const changed = await withoutOwnDifferences(runner, unlike);
    const classes = new Map<string, number>();
    const unexplained: string[] = [];
    for (const { scenario, outcome } of changed) {
      const found = differenceClass(scenario);
      classes.set(found ?? 'unexplained', (classes.get(found ?? 'unexplained') ?? 0) + 1);
      if (found === undefined) unexplained.push(`${scenario.name}\n${scenario.query}\n${JSON.stringify(outcome).slice(0, 600)}`);
    }
    process.stdout.write(
      `${String(scenarios.length)} read scenarios, ${String(usable.length)} without procedures of their own: ${String(usable.length - unlike.length)} as expected, ` +
        `${String(unlike.length - changed.length)} as the server answers without confining, ${String(changed.length)} changed ${JSON.stringify(Object.fromEntries(classes))}\n`,
    );
    expect(usable.length).toBeGreaterThan(1000);
    expect(unexplained).toEqual([]);
    expect(1 - changed.length / usable.length).toBeGreaterThan(0.97);
  });
});

function runConfined(runner: ScopedCypherRunner, scenario: TckScenario): Promise<CypherOutcome> {
  const repository = String(keyOf(scenario));
  return runner.run({ repository, text: scenario.query, parameters: parametersOf(scenario), limits: LIMITS });
}

/**
 * Differences that the server shows as well when the query runs as it is, on the scenario's graph alone, are the server's own. So are those that are
 * gone when the query is asked again: a server that has just started may fail the first use of a function by several queries at once.
 */
async function withoutOwnDifferences(runner: ScopedCypherRunner, unlike: readonly Difference[]): Promise<readonly Difference[]> {
  const changed: Difference[] = [];
  for (const [place, differences] of groupByGraph(unlike)) {
    const setUp = setUps[place] ?? [];
    await write(['MATCH (n) DETACH DELETE n', ...setUp].map((text) => ({ text, parameters: {} })));
    await eachOf(differences, async (difference) => {
      const plain = await runPlain(difference.scenario);
      if (isSame(plain, difference.outcome)) return;
      if (
        difference.outcome.kind === 'failed' &&
        isExpected(difference.scenario.expected, await runConfined(runner, difference.scenario))
      )
        return;
      changed.push(difference);
    });
  }
  return changed;
}

function groupByGraph(unlike: readonly Difference[]): ReadonlyMap<number, readonly Difference[]> {
  const groups = new Map<number, Difference[]>();
  for (const difference of unlike) {
    const place = keyOf(difference.scenario);
    groups.set(place, [...(groups.get(place) ?? []), difference]);
  }
  return groups;
}

function runPlain(scenario: TckScenario): Promise<ScopedResult> {
  const parameters = parametersOf(scenario);
  return connection.scoped.run({
    text: scenario.query,
    parameters,
    runId: 'plain',
    ...LIMITS,
    maxCellElements: 100_000,
    hiddenLabels: [],
  });
}

function isSame(plain: ScopedResult, confined: CypherOutcome): boolean {
  if (plain.kind !== 'rows' || confined.kind !== 'rows') return plain.kind !== 'rows' && confined.kind !== 'rows';
  const text = (answer: Pick<CypherRows, 'columns' | 'rows'>): string =>
    JSON.stringify([
      answer.columns,
      answer.rows.map((row) => JSON.stringify(row.map((value) => answeredText(value, { listsUnordered: true })))).sort(),
    ]);
  return text(plain) === text(confined);
}

function isExpected(expected: TckExpectation, outcome: CypherOutcome): boolean {
  if (expected.kind === 'error') return outcome.kind !== 'rows';
  if (outcome.kind !== 'rows') return false;
  if (expected.header.length === 0) return outcome.rows.length === 0;
  const place = expected.header.map((name) => outcome.columns.indexOf(name));
  if (place.includes(-1) || outcome.columns.length !== expected.header.length) return false;
  const wanted = expected.rows.map((row) => row.map((cell) => expectedText(cell, expected)).join(' | '));
  const given = outcome.rows.map((row) => place.map((index) => answeredText(row[index] ?? null, expected)).join(' | '));
  const order = (rows: string[]): readonly string[] => (expected.ordered ? rows : rows.sort());
  return JSON.stringify(order(wanted)) === JSON.stringify(order(given));
}

function createRunner(): ScopedCypherRunner {
  const record = (name: string): RepositoryRecord => ({
    name,
    source: { kind: 'folder', location: '/tck', subfolder: '' },
    revision: '1',
    label: labelOf(Number(name)),
    publishedAt: '2026-01-01T00:00:00Z',
    counts: { files: 0, filesSkipped: 0, nodes: {}, edges: {}, calls: { total: 0, resolved: 0, external: 0, unresolved: 0 } },
  });
  let ids = 0;
  return new ScopedCypherRunner({
    sessions: {
      revision: (repository) => Promise.resolve({ repository, revision: '1', label: labelOf(Number(repository)) }),
      plan: (text, parameters) => connection.scoped.plan(text, parameters),
      run: (statement) => connection.scoped.run(statement),
    },
    graphs: { repository: (name) => Promise.resolve(record(name)) },
    symbols: { symbolsByNamePrefix: () => Promise.resolve({ items: [], cursors: [] }) },
    nowMs: () => performance.now(),
    newId: () => `tck${String((ids += 1))}`,
    concurrency: LANES,
  });
}

function parametersOf({ parameters }: TckScenario): Record<string, CypherParameter> {
  return Object.fromEntries(parameters.map(([name = '', cell = '']) => [name, parameterValue(cell)]));
}

function labelOf(place: number): string {
  return `R_tck_${String(place)}`;
}

function setUpOf({ graph, setUp }: TckScenario, folder: string): readonly string[] {
  if (graph === 'any' || graph === 'empty') return setUp;
  return [readFileSync(join(folder, 'graphs', graph, `${graph}.cypher`), 'utf8'), ...setUp];
}

/** Runs a set-up in a transaction that is rolled back, and gives what it made. */
async function graphAfter(setUp: readonly string[]): Promise<TckGraph> {
  if (setUp.length === 0) return { nodes: [], relationships: [] };
  const session = driver.session();
  const transaction = session.beginTransaction();
  try {
    for (const text of setUp) await transaction.run(text);
    const [record] = (await transaction.run(READ_GRAPH)).records;
    return record?.toObject() as unknown as TckGraph;
  } finally {
    await transaction.rollback();
    await session.close();
  }
}

async function write(statements: readonly WriteStatement[]): Promise<void> {
  const session = driver.session();
  for (const { text, parameters } of statements) await session.run(text, parameters);
  await session.close();
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
