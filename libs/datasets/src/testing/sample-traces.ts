import type { CypherValue } from '@codexgraph/graph-model';
import { readTrace, type TraceContext } from '../trace/read-trace.js';
import type { RunTrace } from '../trace/run-trace.js';

/** What matters of a run in a test; the rest is filled in. */
export interface SampleRun {
  readonly runId?: string;
  readonly repository?: string;
  readonly question?: string;
  readonly task?: string;
  readonly conversationTurns?: number;
  readonly rounds?: readonly SampleRound[];
  readonly answer?: string;
  readonly outcome?: 'answered' | 'failed' | 'stopped';
  readonly removed?: number;
  readonly diff?: string;
  readonly context?: Partial<TraceContext>;
}

/** One turn of it. */
export interface SampleRound {
  readonly thought?: string;
  readonly report?: string;
  readonly tries: readonly SampleTry[];
}

/** One attempt at a text query. */
export interface SampleTry {
  readonly words: string;
  readonly cypher: string;
  readonly attempt?: number;
  readonly fallback?: string;
  /** Absent: it failed. */
  readonly rows?: readonly (readonly CypherValue[])[];
}

const ROUND: SampleRound = {
  thought: 'Look for callers.',
  report: 'callers of send: Session.request (src/sessions.py:500)',
  tries: [{ words: 'callers of send', cypher: "MATCH (a)-[:CALLS]->({name: 'send'}) RETURN a.name", rows: [['request']] }],
};

/** Events of a run as the agents tell them, with one that data sets do not know. */
export function sampleEvents(run: SampleRun = {}): readonly unknown[] {
  const { runId = 'run-1', repository = 'requests', question = 'Who calls send?', task = 'question-answering' } = run;
  const { rounds = [ROUND], answer = 'It is called by `Session.request` (src/sessions.py:500).', outcome = 'answered' } = run;
  const result = {
    outcome,
    answerText: answer,
    revision: 'r1',
    citations: [{ qualifiedName: 'Session.request' }],
    removedCitations: Array.from({ length: run.removed ?? 0 }, () => ({ written: 'x', reason: 'unknown-symbol' })),
    ...(run.diff === undefined ? {} : { code: { diff: run.diff, edits: [], syntaxErrors: [] } }),
  };
  let query = 0;
  return [
    {
      kind: 'run-started',
      runId,
      agent: 'general',
      protocol: 'json',
      task,
      repository,
      revision: '',
      question,
      model: { endpoint: 'offline', model: 'planner', offline: true },
      limits: {},
      conversationTurns: run.conversationTurns ?? 0,
    },
    { kind: 'a-kind-of-tomorrow', anything: true },
    ...rounds.flatMap((round, index) => [
      { kind: 'round-started', round: index + 1, rounds: 5 },
      { kind: 'analysis', round: index + 1, text: round.thought ?? '' },
      { kind: 'text-queries', round: index + 1, queries: [...new Set(round.tries.map(({ words }) => words))] },
      ...round.tries.flatMap((one) => tryEvents(one, ++query)),
      { kind: 'report', round: index + 1, text: round.report ?? '' },
    ]),
    { kind: 'run-finished', result },
  ];
}

/** A run as data sets read it. */
export function sampleTrace(run: SampleRun = {}): RunTrace {
  const context = { user: 'ann', createdAt: '2026-05-01T10:00:00.000Z', feedback: {}, ...run.context };
  return readTrace(sampleEvents(run), context)!;
}

function tryEvents({ words, cypher, attempt = 1, fallback, rows }: SampleTry, query: number): readonly unknown[] {
  const started = { kind: 'cypher-started', query, textQuery: words, cypher: { text: cypher }, attempt, fallback };
  if (rows === undefined)
    return [started, { kind: 'cypher-failed', query, problems: [{ code: 'SYNTAX', message: 'No such thing.' }] }];
  const found = { columns: ['name'], rows, rowCount: rows.length, truncated: false, notices: [], elapsedMs: 3, scopedText: '' };
  return [started, { kind: 'cypher-rows', query, ...found }];
}
