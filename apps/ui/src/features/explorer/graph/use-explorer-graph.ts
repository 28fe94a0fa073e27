import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Failure, failureOf } from '../../../graphql/errors.js';
import { type Step, stepKey } from '../steps/step.js';
import { askStep, isRequestFailure, type StepAnswer } from './ask-step.js';
import { subgraphDocument } from './graph.documents.js';
import { type Subgraph, symbolsAfter } from './graph-model.js';

/** What the steps of an address lead to. */
export interface ExplorerState {
  /** The last graph there was, also while the next one is on its way. */
  readonly graph: Subgraph | undefined;
  readonly isLoading: boolean;
  readonly failure: Failure | undefined;
  /** Whether the last step brought less than there is, or nothing. */
  readonly lastStep: Pick<StepAnswer, 'isCut' | 'isEmpty'> | undefined;
  /** Asks again after a failure. */
  readonly retry: () => void;
}

const EMPTY: Subgraph = { symbols: [], relations: [], truncated: false };

/** Follows steps through the service; what was asked before is not asked again. */
export function useExplorerGraph(repository: string, steps: readonly Step[]): ExplorerState {
  const client = useClient();
  const answers = useRef(new Map<string, Promise<StepAnswer>>());
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<Omit<ExplorerState, 'retry'>>({
    graph: undefined,
    isLoading: true,
    failure: undefined,
    lastStep: undefined,
  });
  const signature = steps.map(stepKey).join('~');

  useEffect(() => {
    let isCurrent = true;
    const answerOf = (step: Step): Promise<StepAnswer> => {
      const key = `${repository}\0${stepKey(step)}`;
      const known = answers.current.get(key);
      if (known !== undefined) return known;
      const asked = askStep(client, repository, step);
      answers.current.set(key, asked);
      asked.catch(() => answers.current.delete(key));
      return asked;
    };
    const load = async (): Promise<void> => {
      const found = await Promise.all(steps.map(answerOf));
      const ids = [
        ...symbolsAfter(
          steps,
          found.map((answer) => answer.ids),
        ),
      ];
      const graph = ids.length === 0 ? EMPTY : await askSubgraph(client, repository, ids);
      if (isCurrent) setState({ graph, isLoading: false, failure: undefined, lastStep: found.at(-1) });
    };
    setState((before) => ({ ...before, isLoading: true, failure: undefined }));
    load().catch((thrown: unknown) => {
      if (!isRequestFailure(thrown)) throw thrown;
      if (isCurrent) setState((before) => ({ ...before, isLoading: false, failure: failureOf(thrown) }));
    });
    return () => {
      isCurrent = false;
    };
    // The steps of one signature are the same.
  }, [client, repository, signature, tries]);

  const retry = (): void => {
    setTries((count) => count + 1);
  };
  return { ...state, retry };
}

async function askSubgraph(client: ReturnType<typeof useClient>, repository: string, ids: string[]): Promise<Subgraph> {
  const { data, error } = await client.query(subgraphDocument, { repository, ids }).toPromise();
  if (error !== undefined) throw error;
  return data?.repository?.subgraph ?? EMPTY;
}
