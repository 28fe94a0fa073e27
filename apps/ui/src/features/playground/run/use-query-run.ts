import { useCallback, useEffect, useRef, useState } from 'react';
import { askOnce } from '../../../graphql/ask-once.js';
import type { Failure } from '../../../graphql/errors.js';
import type { ResultOf } from '../../../graphql/graphql.js';
import { cancelDocument, explainDocument, runDocument } from '../playground.documents.js';

/** What became of a query. */
export type RunResult = ResultOf<typeof runDocument>['runCypher'];
/** How a query would run. */
export type Explanation = ResultOf<typeof explainDocument>['explainCypher'];

/** What is to be done with a query. */
export type Mode = 'run' | 'explain' | 'profile';

/** A query and its bounds. */
export interface QueryRequest {
  readonly repository: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly maxRows: number;
  readonly timeoutMs: number;
}

/** What is known of the last query. */
export type QueryRun =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly mode: Mode; readonly request: QueryRequest; readonly isStopping: boolean }
  | { readonly state: 'ran'; readonly mode: 'run' | 'profile'; readonly request: QueryRequest; readonly result: RunResult }
  | { readonly state: 'explained'; readonly mode: 'explain'; readonly request: QueryRequest; readonly result: Explanation }
  | { readonly state: 'failed'; readonly mode: Mode; readonly request: QueryRequest; readonly failure: Failure };

/** Runs queries, one at a time; another one, or leaving the page, stops the one that runs, on the server too. */
export function useQueryRun(onEnd: (run: QueryRun) => void): {
  readonly run: QueryRun;
  readonly start: (mode: Mode, request: QueryRequest) => void;
  readonly stop: () => void;
} {
  const [run, setRun] = useState<QueryRun>({ state: 'none' });
  const running = useRef<{ readonly requestId: string; readonly ended: AbortController } | undefined>(undefined);
  const told = useRef(onEnd);
  useEffect(() => {
    told.current = onEnd;
  });

  /** Ends what runs without waiting for its answer. */
  const leave = useCallback(() => {
    const { current } = running;
    running.current = undefined;
    if (current === undefined) return;
    current.ended.abort();
    void askOnce(cancelDocument, { requestId: current.requestId });
  }, []);
  useEffect(() => leave, [leave]);

  const start = useCallback(
    (mode: Mode, request: QueryRequest) => {
      leave();
      const mine = { requestId: crypto.randomUUID(), ended: new AbortController() };
      running.current = mine;
      setRun({ state: 'running', mode, request, isStopping: false });
      void outcomeOf(mode, request, mine).then((outcome) => {
        if (running.current !== mine) return;
        running.current = undefined;
        setRun(outcome);
        told.current(outcome);
      });
    },
    [leave],
  );

  const stop = useCallback(() => {
    const { current } = running;
    if (current === undefined) return;
    setRun((before) => (before.state === 'running' ? { ...before, isStopping: true } : before));
    void askOnce(cancelDocument, { requestId: current.requestId });
  }, []);
  return { run, start, stop };
}

async function outcomeOf(
  mode: Mode,
  request: QueryRequest,
  { requestId, ended }: { readonly requestId: string; readonly ended: AbortController },
): Promise<QueryRun> {
  const { repository, text, parameters, maxRows, timeoutMs } = request;
  const input = { repositoryName: repository, text, parameters, profile: mode === 'profile' };
  if (mode === 'explain') {
    const asked = await askOnce(explainDocument, { input }, ended.signal);
    if ('failure' in asked) return { state: 'failed', mode, request, failure: asked.failure };
    return { state: 'explained', mode, request, result: asked.data.explainCypher };
  }
  const asked = await askOnce(runDocument, { input: { ...input, maxRows, timeoutMs, requestId } }, ended.signal);
  if ('failure' in asked) return { state: 'failed', mode, request, failure: asked.failure };
  return { state: 'ran', mode, request, result: asked.data.runCypher };
}
