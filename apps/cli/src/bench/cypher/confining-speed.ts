import { scope } from '@codexgraph/cypher-agent';
import type { CypherParameter } from '@codexgraph/graph-model';

/** A query to measure. */
export interface BenchQuery {
  readonly cypher: string;
  readonly params?: Readonly<Record<string, CypherParameter>> | undefined;
}

/** What reading, confining and checking costs. Times are milliseconds of CPU for a query, warm. */
export interface ConfiningSpeed {
  readonly queries: number;
  readonly refused: number;
  /** Refused queries by code. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

const WARM_UP_ROUNDS = 3;
const ROUNDS = 5;
const MICROSECONDS_PER_MS = 1000;

/** Measures each query some times and takes its fastest. */
export function measureConfining(queries: readonly BenchQuery[], cpuMicroseconds: () => number): ConfiningSpeed {
  const refusals: Record<string, number> = {};
  const judge = ({ cypher, params = {} }: BenchQuery) =>
    scope(cypher, { label: 'R_bench_1', hiddenLabels: ['Symbol'], parameters: params });
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) queries.forEach(judge);
  const times = queries.map((query) => {
    const result = judge(query);
    const code = result.kind === 'refused' ? result.problems[0]?.code : undefined;
    if (code !== undefined) refusals[code] = (refusals[code] ?? 0) + 1;
    return Math.min(...Array.from({ length: ROUNDS }, () => elapsed(cpuMicroseconds, () => judge(query))));
  });
  const sorted = times.sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const refused = Object.values(refusals).reduce((total, count) => total + count, 0);
  return { queries: queries.length, refused, refusals, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

function elapsed(cpuMicroseconds: () => number, work: () => void): number {
  const before = cpuMicroseconds();
  work();
  return (cpuMicroseconds() - before) / MICROSECONDS_PER_MS;
}
