import { type CypherParameter, type CypherValue, CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import { type RunTrace, TRACE_SCHEMA, type TraceFeedback, type TraceQuery, type TraceRound } from './run-trace.js';

/** What a run is beside its events. */
export interface TraceContext {
  readonly user: string;
  readonly createdAt: string;
  readonly pair?: string;
  readonly feedback: TraceFeedback;
}

const cypherText = z.object({
  text: z.string(),
  parameters: z.record(z.string(), z.custom<CypherParameter>()).default({}),
});

/** The events that data sets are made of; others are passed over, so that new kinds of events do no harm. */
const EVENTS = {
  'run-started': z.object({
    runId: z.string(),
    agent: z.string(),
    protocol: z.string(),
    task: z.string(),
    repository: z.string(),
    revision: z.string(),
    question: z.string(),
    filePath: z.string().optional(),
    model: z.looseObject({ model: z.string() }),
    conversationTurns: z.int().min(0),
  }),
  'round-started': z.object({ round: z.int() }),
  analysis: z.object({ round: z.int(), text: z.string() }),
  'text-queries': z.object({ round: z.int(), queries: z.array(z.string()) }),
  'cypher-started': z.object({
    query: z.int(),
    textQuery: z.string(),
    cypher: cypherText,
    attempt: z.int(),
    fallback: z.string().optional(),
  }),
  'cypher-rows': z.object({
    query: z.int(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.custom<CypherValue>(() => true))),
    rowCount: z.int(),
    truncated: z.boolean(),
  }),
  'cypher-failed': z.object({ query: z.int(), problems: z.array(z.looseObject({ message: z.string() })) }),
  report: z.object({ round: z.int(), text: z.string() }),
  'run-finished': z.object({
    result: z.looseObject({
      outcome: z.enum(['answered', 'failed', 'stopped']),
      answerText: z.string(),
      revision: z.string(),
      citations: z.array(z.unknown()),
      removedCitations: z.array(z.unknown()),
      code: z.looseObject({ diff: z.string() }).optional(),
    }),
  }),
} as const;

type EventOf<Kind extends keyof typeof EVENTS> = z.infer<(typeof EVENTS)[Kind]>;

/**
 * Reads one run from its events.
 *
 * @param events parsed JSON of the events, in their order
 * @returns undefined for a run without an end: it is still going on, or was interrupted
 * @throws BAD_INPUT where an event has another form than this version knows
 */
export function readTrace(events: Iterable<unknown>, context: TraceContext): RunTrace | undefined {
  const reader = new TraceReader();
  for (const event of events) reader.read(event);
  return reader.trace(context);
}

class TraceReader {
  #started: EventOf<'run-started'> | undefined;
  #finished: EventOf<'run-finished'> | undefined;
  readonly #rounds = new Map<number, { thought: string; textQueries: string[]; queries: number[]; report: string }>();
  readonly #queries = new Map<number, TraceQuery>();
  #round = 1;

  readonly #handlers: Readonly<Record<string, (event: unknown) => void>> = {
    'run-started': checked('run-started', EVENTS['run-started'], (event) => {
      this.#started = event;
    }),
    'round-started': checked('round-started', EVENTS['round-started'], ({ round }) => {
      this.#round = round;
    }),
    analysis: checked('analysis', EVENTS.analysis, ({ round, text }) => {
      this.#roundOf(round).thought = text;
    }),
    'text-queries': checked('text-queries', EVENTS['text-queries'], ({ round, queries }) => {
      this.#roundOf(round).textQueries.push(...queries);
    }),
    'cypher-started': checked('cypher-started', EVENTS['cypher-started'], ({ query, cypher, fallback, ...begun }) => {
      this.#roundOf(this.#round).queries.push(query);
      const text = { cypher: cypher.text, parameters: cypher.parameters };
      this.#queries.set(query, { ...begun, ...text, fallback: fallback !== undefined, outcome: { kind: 'unfinished' } });
    }),
    'cypher-rows': checked('cypher-rows', EVENTS['cypher-rows'], ({ query, ...rows }) => {
      this.#settle(query, { kind: 'rows', ...rows });
    }),
    'cypher-failed': checked('cypher-failed', EVENTS['cypher-failed'], ({ query, problems }) => {
      this.#settle(query, { kind: 'failed', messages: problems.map(({ message }) => message) });
    }),
    report: checked('report', EVENTS.report, ({ round, text }) => {
      this.#roundOf(round).report = text;
    }),
    'run-finished': checked('run-finished', EVENTS['run-finished'], (event) => {
      this.#finished = event;
    }),
  };

  read(event: unknown): void {
    const kind = z.looseObject({ kind: z.string() }).safeParse(event).data?.kind ?? '';
    if (Object.hasOwn(this.#handlers, kind)) this.#handlers[kind]?.(event);
  }

  trace(context: TraceContext): RunTrace | undefined {
    const started = this.#started;
    const result = this.#finished?.result;
    if (started === undefined || result === undefined) return undefined;
    return {
      schema: TRACE_SCHEMA,
      runId: started.runId,
      repository: started.repository,
      revision: result.revision,
      agent: started.agent,
      protocol: started.protocol,
      task: started.task,
      question: started.question,
      ...(started.filePath === undefined ? {} : { filePath: started.filePath }),
      model: started.model.model,
      user: context.user,
      createdAt: context.createdAt,
      conversationTurns: started.conversationTurns,
      rounds: [...this.#rounds].sort(([left], [right]) => left - right).map(([round, parts]) => this.#roundWith(round, parts)),
      outcome: result.outcome,
      answer: result.answerText,
      ...(result.code === undefined ? {} : { diff: result.code.diff }),
      citations: { verified: result.citations.length, removed: result.removedCitations.length },
      ...(context.pair === undefined ? {} : { pair: context.pair }),
      feedback: context.feedback,
    };
  }

  #roundWith(round: number, parts: { thought: string; textQueries: string[]; queries: number[]; report: string }): TraceRound {
    return { ...parts, round, queries: parts.queries.flatMap((query) => this.#queries.get(query) ?? []) };
  }

  #roundOf(round: number) {
    const known = this.#rounds.get(round) ?? { thought: '', textQueries: [], queries: [], report: '' };
    this.#rounds.set(round, known);
    return known;
  }

  #settle(query: number, outcome: TraceQuery['outcome']): void {
    const begun = this.#queries.get(query);
    if (begun !== undefined) this.#queries.set(query, { ...begun, outcome });
  }
}

/** A handler of one kind of events that is given only what has the form of that kind. */
function checked<Event>(kind: string, schema: z.ZodType<Event>, handle: (event: Event) => void): (event: unknown) => void {
  return (event) => {
    const parsed = schema.safeParse(event);
    if (!parsed.success) {
      throw new CodexGraphError(
        'BAD_INPUT',
        `An event '${kind}' of a trace has another form than ${TRACE_SCHEMA}: ${z.prettifyError(parsed.error)}. Build the data set with the version that wrote the trace, or leave it out.`,
      );
    }
    handle(parsed.data);
  };
}
