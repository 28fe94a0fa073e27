import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest, type Reply } from '../testing/differential/canonical.js';
import {
  added,
  compareBatch,
  FUZZ_CONTEXT,
  isKept,
  NO_COMPARISON,
  type Comparison,
  type FuzzDatabase,
} from '../testing/differential/compare-batch.js';
import { CONFINED, REFUSED } from '../testing/attack-texts.js';
import { startEmptyServer, type EmptyServer } from '../testing/empty-server.js';
import { CANARY, ERASE, HOSTILE_ADDITION, INDEXES, ownGraph, type SetUpStatement } from '../testing/hostile-graph.js';
import { PARAMETERS } from '../testing/random/choices.js';
import { scope } from './scope.js';
import { SCOPE_RULES, type ScopeContext, type ScopeRule } from './scoping/scope-context.js';
import { RULE_PROOFS } from '../testing/differential/rule-proofs.js';

const RUNS = Number(process.env['CODEXGRAPH_FUZZ_RUNS'] ?? '5000');
/** The test run ends after this time with what it has compared, which depends on the machine; runs that were asked for go on to their end. */
const TIME_MS = process.env['CODEXGRAPH_FUZZ_RUNS'] === undefined ? 80_000 : Number.MAX_SAFE_INTEGER;
const LEAST_QUERIES = 200;
const SEED = Number(process.env['CODEXGRAPH_FUZZ_SEED'] ?? '20260101');
/** File that keeps what was compared so far; a run with the same seed goes on from there. */
const STATE = process.env['CODEXGRAPH_FUZZ_STATE'];
/** Queries on one graph. The seed of a batch follows from the number of queries before it. */
const BATCH = STATE === undefined ? 100 : 1000;
const TIMEOUT_MS = 8000;
/** Long runs ask each structure with several literals; the server plans every text anew, so the test run asks more structures. */
const VARIANTS = STATE === undefined ? 1 : 4;

let server: EmptyServer;
let driver: Driver;
let database: FuzzDatabase;

beforeAll(async () => {
  server = await startEmptyServer();
  driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password), { useBigInt: true });
  database = databaseOf(driver);
  await database.write([ERASE, ...INDEXES]);
}, 600_000);

afterAll(async () => {
  await driver.close();
  await server.stop();
});

describe('queries over a graph with hostile neighbours', () => {
  it(`answer as if there were none (up to ${String(RUNS)} random queries)`, { timeout: 100_000_000 }, async () => {
    let total = readState();
    const startedMs = performance.now();
    // As many as the time allows, but never fewer than the least: a busy machine takes longer, and proves as much.
    const isEnough = (): boolean => total.queries >= LEAST_QUERIES && performance.now() - startedMs >= TIME_MS;
    while (total.queries < RUNS && !isEnough()) {
      const seed = SEED + total.queries / BATCH;
      total = added(
        total,
        await compareBatch(database, { seed, count: Math.min(BATCH, RUNS - total.queries), variants: VARIANTS }),
      );
      if (STATE !== undefined) writeFileSync(STATE, JSON.stringify({ seed: SEED, ...total }));
      if (STATE !== undefined) process.stdout.write(`${summary(total)}\n`);
    }
    if (STATE === undefined) process.stdout.write(`${summary(total)}\n`);
    expect(total.queries).toBeGreaterThanOrEqual(Math.min(RUNS, LEAST_QUERIES));
    expect(total.different.slice(0, 5)).toEqual([]);
    expect(total.refused / total.valid, total.refusals.join('\n')).toBeLessThan(0.02);
    expect(total.slow / total.valid).toBeLessThan(0.02);
    expect(total.valid / total.queries).toBeGreaterThan(0.8);
  });

  it('give nothing to attacks, which change nothing and end in time', { timeout: 300_000 }, async () => {
    await database.write([ERASE, ...ownGraph(1), ...HOSTILE_ADDITION]);
    const parameters = { ...PARAMETERS, q: 'MATCH (n) RETURN n', big: 1e12, label: 'R_fuzz_other_1' };
    const whole = 'MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, labels(n), properties(n), r, properties(r)';
    const before = summaryOf(await database.ask(whole, {}));
    const told: unknown[] = [];
    for (const text of [...REFUSED.flatMap(([, , texts]) => texts), ...CONFINED]) {
      const own = text.replaceAll('R_own_1', FUZZ_CONTEXT.label).replaceAll('R_other_1', 'R_fuzz_other_1');
      const confined = scope(own, { ...FUZZ_CONTEXT, parameters });
      const startedMs = performance.now();
      const reply = confined.kind === 'scoped' ? await database.ask(confined.text, parameters) : undefined;
      const isLate = performance.now() - startedMs > TIMEOUT_MS * 3;
      if (reply !== undefined && (summaryOf(reply).leaks || isLate)) told.push([text, reply]);
    }
    expect(told).toEqual([]);
    expect(summaryOf(await database.ask(whole, {}))).toEqual(before);
  });

  it.each(RULE_PROOFS)('would answer differently without the rule $rule', { timeout: 120_000 }, async (proof) => {
    const { rule, query, besides = [] } = proof;
    await database.write([ERASE, ...ownGraph(1)]);
    const plain = summaryOf(await database.ask(query, PARAMETERS));
    expect(plain.error).toBeUndefined();
    await database.write(HOSTILE_ADDITION);
    const context = { ...FUZZ_CONTEXT, ...proof.context };
    expect(isKept(plain, summaryOf(await askConfined(query, context, besides)))).toBe(true);
    expect(isKept(plain, summaryOf(await askConfined(query, context, [...besides, rule])))).toBe(false);
  });

  it('have a proof for each rule that shows in answers', () => {
    const proven = new Set<ScopeRule>([...RULE_PROOFS.map(({ rule }) => rule), 'fix-language']);
    expect(SCOPE_RULES.filter((rule) => !proven.has(rule))).toEqual([]);
  });
});

function summaryOf(reply: Reply) {
  return digest(reply, { ordered: false, canary: CANARY });
}

async function askConfined(query: string, context: ScopeContext, without: readonly ScopeRule[]): Promise<Reply> {
  const confined = scope(query, without.length === 0 ? context : { ...context, without: new Set(without) });
  if (confined.kind === 'refused') return { kind: 'error', code: 'refused', message: confined.problems[0]?.message ?? '' };
  return database.ask(confined.text, PARAMETERS);
}

function readState(): Comparison {
  if (STATE === undefined || !existsSync(STATE)) return NO_COMPARISON;
  const { seed, ...total } = JSON.parse(readFileSync(STATE, 'utf8')) as Comparison & { readonly seed: number };
  return seed === SEED ? total : NO_COMPARISON;
}

function summary({ queries, valid, refused, slow, withOrder, different }: Comparison): string {
  return `${String(queries)} queries, ${String(valid)} valid, ${String(refused)} of them refused, ${String(slow)} too slow, ${String(withOrder)} compared with their order, ${String(different.length)} different`;
}

/** Sessions are kept: opening one costs as much as a short query. */
function databaseOf(neo4jDriver: Driver): FuzzDatabase {
  const idle: Session[] = [];
  const write = async (statements: readonly SetUpStatement[]): Promise<void> => {
    const session = neo4jDriver.session();
    for (const { text, parameters } of statements) await session.run(text, parameters);
    await session.close();
  };
  const ask = async (text: string, parameters: Readonly<Record<string, unknown>>): Promise<Reply> => {
    const session = idle.pop() ?? neo4jDriver.session({ defaultAccessMode: neo4j.session.READ });
    try {
      const { records } = await session.run(text, integers(parameters), { timeout: TIMEOUT_MS });
      const columns = (records[0]?.keys ?? []).map(String);
      return { kind: 'rows', columns, rows: records.map((record) => [...record.values()]) };
    } catch (error) {
      return {
        kind: 'error',
        code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
        message: String(error),
      };
    } finally {
      idle.push(session);
    }
  };
  return { write, ask };
}

/** Whole numbers of parameters as integers, as the product sends them. */
function integers(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) => (typeof item === 'number' ? BigInt(item) : item)) as Record<
    string,
    unknown
  >;
}
