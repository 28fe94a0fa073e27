import { scope } from '../../safety/scope.js';
import type { ScopeContext } from '../../safety/scoping/scope-context.js';
import {
  CANARY,
  ERASE,
  HOSTILE_ADDITION,
  OWN_FULLTEXT,
  OWN_LABEL,
  OWN_VECTOR,
  OWN_VECTOR_LABEL,
  ownGraph,
  type SetUpStatement,
} from '../hostile-graph.js';
import { LABELS, PARAMETERS, TYPES } from '../random/choices.js';
import { randomQuery, type RandomQuery } from '../random/random-query.js';
import { canonical, digest, type Digest, type Reply } from './canonical.js';
import { shrink } from './shrink.js';

/** A database that may be filled and erased. */
export interface FuzzDatabase {
  readonly write: (statements: readonly SetUpStatement[]) => Promise<void>;
  /** Answers in a reading session. */
  readonly ask: (text: string, parameters: Readonly<Record<string, unknown>>) => Promise<Reply>;
}

/** What came of comparing. */
export interface Comparison {
  readonly queries: number;
  /** Answered by a database of one repository. */
  readonly valid: number;
  /** Valid, and not run here. */
  readonly refused: number;
  /** Valid, and too slow on either side to say anything. */
  readonly slow: number;
  readonly withOrder: number;
  /** Texts that had another answer, made short. */
  readonly different: readonly string[];
  /** Refused valid queries, at most 20. */
  readonly refusals: readonly string[];
}

/** Nothing compared yet. */
export const NO_COMPARISON: Comparison = { queries: 0, valid: 0, refused: 0, slow: 0, withOrder: 0, different: [], refusals: [] };

/** What is compared at once. */
export interface Batch {
  readonly seed: number;
  readonly count: number;
  /** Literals that each structure is asked with; the server plans a structure once. Default 4. */
  readonly variants?: number;
}

const VARIANTS = 4;
const LANES = 4;
const MOST_SHRUNK = 2;
const TOO_SLOW = /TimedOut|MemoryPoolOutOfMemory|Terminated/u;

/** What random queries are confined to. */
export const FUZZ_CONTEXT: ScopeContext = {
  label: OWN_LABEL,
  hiddenLabels: ['Symbol', OWN_VECTOR_LABEL],
  parameters: PARAMETERS,
  indexes: {
    code_fulltext: { kind: 'fulltext', physicalName: OWN_FULLTEXT },
    code_vector: { kind: 'vector', physicalName: OWN_VECTOR },
  },
  schema: {
    'db.labels': LABELS.map((label) => ({ label })),
    'db.relationshiptypes': TYPES.map((relationshipType) => ({ relationshipType })),
  },
};

/** The random queries of a batch; the same for the same seed. */
export function batchQueries({ seed, count, variants = VARIANTS }: Batch): readonly RandomQuery[] {
  const texts = new Map<string, RandomQuery>();
  for (let place = 0; texts.size < count && place < count * 3; place += 1) {
    const structure = (Math.imul(seed, 0x9e3779b1) + Math.floor(place / variants)) >>> 0;
    const query = randomQuery(structure, place);
    texts.set(query.text, query);
  }
  return [...texts.values()];
}

/** Asks queries on a graph alone, then confined beside hostile neighbours, and compares. */
export async function compareBatch(database: FuzzDatabase, batch: Batch): Promise<Comparison> {
  const queries = batchQueries(batch);
  const alone = [ERASE, ...ownGraph(batch.seed)];
  await database.write(alone);
  const plain = await answers(
    database,
    queries.map(({ text }) => text),
    queries,
  );
  await database.write(HOSTILE_ADDITION);
  const compared = await compareAll(database, queries, plain);
  if (compared.failing.length === 0) return compared.comparison;
  const short: string[] = [];
  for (const query of compared.failing.slice(0, MOST_SHRUNK)) short.push(await shortened(database, query, alone));
  return { ...compared.comparison, different: [...short, ...compared.failing.slice(MOST_SHRUNK).map(({ text }) => text)] };
}

async function compareAll(database: FuzzDatabase, queries: readonly RandomQuery[], plain: readonly Digest[]) {
  const failing: RandomQuery[] = [];
  const refusals: string[] = [];
  const counts = { valid: 0, refused: 0, slow: 0, withOrder: 0 };
  await eachOf(queries, async (query, place) => {
    const before = plain[place];
    if (before === undefined || TOO_SLOW.test(before.error ?? '')) return;
    const confined = scope(query.text, FUZZ_CONTEXT);
    if (before.error === undefined) counts.valid += 1;
    if (confined.kind === 'refused') {
      if (confined.problems.some(({ code }) => code === 'INTERNAL')) failing.push(query);
      else if (before.error === undefined) counts.refused += 1;
      if (before.error === undefined) refusals.push(`${query.text} -- ${confined.problems[0]?.message ?? ''}`);
      return;
    }
    const after = digest(await database.ask(confined.text, PARAMETERS), { ordered: query.ordered, canary: CANARY });
    if (TOO_SLOW.test(after.error ?? '')) counts.slow += before.error === undefined ? 1 : 0;
    else if (!isKept(before, after)) failing.push(query);
    else if (query.ordered && before.error === undefined) counts.withOrder += 1;
  });
  return { failing, comparison: { queries: queries.length, ...counts, different: [], refusals: refusals.slice(0, 20) } };
}

/** A query that fails alone may fail in the same way, or give an answer without anything foreign: whether the server evaluates what fails is up to it. */
export function isKept(before: Digest, after: Digest): boolean {
  if (after.leaks) return false;
  if (before.error !== undefined) return after.error === undefined || after.error === before.error;
  return after.error === undefined && after.hash === before.hash;
}

async function answers(
  database: FuzzDatabase,
  texts: readonly string[],
  queries: readonly RandomQuery[],
): Promise<readonly Digest[]> {
  const digests: Digest[] = [];
  await eachOf(texts, async (text, place) => {
    const reply = await database.ask(text, PARAMETERS);
    digests[place] = digest(reply, { ordered: queries[place]?.ordered === true, canary: CANARY });
  });
  return digests;
}

async function shortened(database: FuzzDatabase, query: RandomQuery, alone: readonly SetUpStatement[]): Promise<string> {
  const options = { ordered: query.ordered, canary: CANARY };
  const fails = async (text: string): Promise<boolean> => {
    await database.write(alone);
    const before = digest(await database.ask(text, PARAMETERS), options);
    const confined = scope(text, FUZZ_CONTEXT);
    if (before.error !== undefined || confined.kind === 'refused') return false;
    await database.write(HOSTILE_ADDITION);
    return !isKept(before, digest(await database.ask(confined.text, PARAMETERS), options));
  };
  const text = (await fails(query.text)) ? await shrink(query.text, fails) : query.text;
  await database.write(alone);
  const before = await database.ask(text, PARAMETERS);
  await database.write(HOSTILE_ADDITION);
  const confined = scope(text, FUZZ_CONTEXT);
  const after = confined.kind === 'scoped' ? await database.ask(confined.text, PARAMETERS) : undefined;
  return [
    text,
    confined.kind === 'scoped' ? confined.text : confined.problems[0]?.message,
    shown(before),
    after === undefined ? '' : shown(after),
  ].join('\n  ');
}

function shown(reply: Reply): string {
  return (
    reply.kind === 'error'
      ? `${reply.code} ${reply.message}`
      : reply.rows.map((row) => row.map(canonical).join(' | ')).join(' // ')
  ).slice(0, 400);
}

/** Sums of two comparisons. */
export function added(left: Comparison, right: Comparison): Comparison {
  return {
    queries: left.queries + right.queries,
    valid: left.valid + right.valid,
    refused: left.refused + right.refused,
    slow: left.slow + right.slow,
    withOrder: left.withOrder + right.withOrder,
    different: [...left.different, ...right.different],
    refusals: [...left.refusals, ...right.refusals].slice(0, 20),
  };
}

async function eachOf<T>(items: readonly T[], work: (item: T, place: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let place = next++; place < items.length; place = next++) await work(items[place] as T, place);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
