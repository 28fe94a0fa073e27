/** A query that a run has made, as far as it is known. */
export interface RunQuery {
  readonly number: number;
  readonly textQuery: string;
  readonly attempt: number;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly scopedText?: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly rowCount?: number;
  readonly isTruncated?: boolean;
  readonly elapsedMs?: number;
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/** A line of the work of a round, in the order in which it happened. */
export type RunStep =
  | { readonly kind: 'thought' | 'complaint' | 'limit' | 'retry' | 'error'; readonly text: string }
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'text-queries'; readonly queries: readonly string[] }
  | { readonly kind: 'query'; readonly query: RunQuery };

/** One turn of the model of an agent. */
export interface RunRound {
  readonly number: number;
  readonly steps: readonly RunStep[];
}

/** What is known of a run from its events. */
export interface RunProgress {
  readonly rounds: readonly RunRound[];
  readonly roundLimit: number | undefined;
  /** The answer as far as it is written. */
  readonly answer: string;
  /** Citations of the answer that the graph does not know and that were taken out. */
  readonly removedCitations: number;
  readonly answerCall: number | undefined;
}

/** Before the first event. */
export const NO_PROGRESS: RunProgress = {
  rounds: [],
  roundLimit: undefined,
  answer: '',
  removedCitations: 0,
  answerCall: undefined,
};

type Fields = Readonly<Record<string, unknown>>;

/** What is known after one more event. Events come from the service as JSON: what is not understood changes nothing. */
export function withRunEvent(progress: RunProgress, event: unknown): RunProgress {
  if (typeof event !== 'object' || event === null) return progress;
  const fields = event as Fields;
  const reader = READERS[text(fields['kind'])];
  return reader === undefined ? progress : reader(progress, fields);
}

const READERS: Readonly<Record<string, (progress: RunProgress, event: Fields) => RunProgress>> = {
  'round-started': (progress, event) => ({
    ...progress,
    rounds: [...progress.rounds, { number: number(event['round']), steps: [] }],
    roundLimit: number(event['rounds']),
  }),
  'model-call-started': (progress, event) =>
    event['stage'] === 'answer' ? { ...progress, answerCall: number(event['call']), answer: '' } : progress,
  'model-delta': (progress, event) =>
    progress.answerCall === number(event['call']) ? { ...progress, answer: progress.answer + text(event['text']) } : progress,
  'model-retry': (progress, event) => withStep(progress, { kind: 'retry', text: text(event['reason']) }),
  'model-call-failed': (progress, event) => withStep(progress, { kind: 'error', text: text(event['message']) }),
  analysis: (progress, event) => withStep(progress, { kind: 'thought', text: text(event['text']) }),
  complaint: (progress, event) => withStep(progress, { kind: 'complaint', text: text(event['text']) }),
  limit: (progress, event) => withStep(progress, { kind: 'limit', text: text(event['message']) }),
  'file-read': (progress, event) =>
    withStep(progress, {
      kind: 'file',
      text: `${text(event['filePath'])}:${String(event['startLine'])}–${String(event['endLine'])}`,
    }),
  'text-queries': (progress, event) =>
    withStep(progress, { kind: 'text-queries', queries: list(event['queries']).map((query) => text(query)) }),
  'cypher-started': (progress, event) => withStep(progress, { kind: 'query', query: startedQuery(event) }),
  'cypher-rows': (progress, event) => withQuery(progress, event, rowsOf(event)),
  'cypher-failed': (progress, event) =>
    withQuery(progress, event, { problems: list(event['problems']).map((problem) => text((problem as Fields)['message'])) }),
  citations: (progress, event) => ({ ...progress, removedCitations: list(event['removed']).length }),
};

function startedQuery(event: Fields): RunQuery {
  const cypher = (event['cypher'] ?? {}) as Fields;
  return {
    number: number(event['query']),
    textQuery: text(event['textQuery']),
    attempt: number(event['attempt']),
    text: text(cypher['text']),
    parameters: (cypher['parameters'] ?? {}) as Fields,
    notes: [],
    problems: [],
  };
}

function rowsOf(event: Fields): Partial<RunQuery> {
  const explanation = text(event['explanation']);
  const notices = list(event['notices']).map((notice) => text((notice as Fields)['message']));
  return {
    scopedText: text(event['scopedText']),
    columns: list(event['columns']).map((column) => text(column)),
    rows: list(event['rows']).map((row) => list(row)),
    rowCount: number(event['rowCount']),
    isTruncated: event['truncated'] === true,
    elapsedMs: number(event['elapsedMs']),
    notes: explanation === '' ? notices : [explanation, ...notices],
  };
}

function withStep(progress: RunProgress, step: RunStep): RunProgress {
  const rounds = progress.rounds.length === 0 ? [{ number: 1, steps: [] }] : progress.rounds;
  const last = rounds.at(-1);
  if (last === undefined) return progress;
  return { ...progress, rounds: [...rounds.slice(0, -1), { ...last, steps: [...last.steps, step] }] };
}

function withQuery(progress: RunProgress, event: Fields, change: Partial<RunQuery>): RunProgress {
  const wanted = number(event['query']);
  const changed = (step: RunStep): RunStep =>
    step.kind === 'query' && step.query.number === wanted ? { kind: 'query', query: { ...step.query, ...change } } : step;
  return { ...progress, rounds: progress.rounds.map((round) => ({ ...round, steps: round.steps.map(changed) })) };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

const REFERENCES = /\n*\[start_of_references\][\s\S]*$/;
const HEADING = /^\s*##? answer\s*\n/i;

/** An answer as people read it: without the list of references that the service checks, and without its heading. */
export function readableAnswer(answer: string): string {
  return answer.replace(REFERENCES, '').replace(HEADING, '').trim();
}
