import { useEffect, useReducer, useState } from 'react';
import { useClient } from 'urql';
import { follow } from '../../../graphql/follow.js';
import type { Failure } from '../../../graphql/errors.js';
import type { ResultOf } from '../../../graphql/graphql.js';
import { runDocument, type runFragment, runUpdatesDocument } from '../ask.documents.js';
import { NO_PROGRESS, type RunProgress, withRunEvent } from './run-events.js';

/** A run as it is shown. */
export type RunView = ResultOf<typeof runFragment>;

/** A run with what its events tell. */
export interface LiveRun {
  readonly run: RunView;
  readonly progress: RunProgress;
  readonly failure: Failure | undefined;
}

/** A run that may still change. */
export function isRunning({ state }: Pick<RunView, 'state'>): boolean {
  return state === 'QUEUED' || state === 'RUNNING';
}

/**
 * A run and all of its events, from the first, as long as it goes on; also one that was begun before this page was loaded. Events of a run that has
 * ended are read when `isOpen`.
 */
export function useRun(run: RunView, isOpen: boolean): LiveRun {
  const client = useClient();
  const [progress, add] = useReducer(withRunEvent, NO_PROGRESS);
  const [state, setState] = useState<Pick<RunView, 'state' | 'queuePlace'>>(run);
  const [failure, setFailure] = useState<Failure>();
  const { id } = run;
  const isNeeded = isRunning(run) || isOpen;
  useEffect(() => {
    if (!isNeeded) return undefined;
    let last = 0;
    let wasRunning = false;
    return follow(
      runUpdatesDocument,
      { runId: id, after: 0 },
      {
        onEvent: ({ runUpdates: update }) => {
          setState({ state: update.state, queuePlace: update.queuePlace });
          wasRunning ||= isRunning(update);
          if (update.number === null || update.number <= last) return null;
          last = update.number;
          add(update.event);
          return last;
        },
        onEnd: () => {
          // The answer as it was stored, with checked citations, takes the place of what was streamed.
          if (wasRunning) void client.query(runDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
        },
        onFailure: setFailure,
      },
    );
  }, [id, isNeeded, client]);
  return { run: isRunning(run) ? { ...run, ...state } : run, progress, failure };
}
