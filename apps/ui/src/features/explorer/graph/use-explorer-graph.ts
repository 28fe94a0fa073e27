import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Failure, failureOf } from '../../../graphql/errors.js';
import { readSteps, type Step, stepKey, writeSteps } from '../steps/step.js';
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
  /** Symbols of the steps that are not in the graph (any more). */
  readonly missing: number;
  /** Asks again after a failure. */
  readonly retry: () => void;
}

const EMPTY: Subgraph = { symbols: [], relations: [], truncated: false };

/** Follows steps through the service; what was asked before of the same revision is not asked again. */
export function useExplorerGraph(
  { repository, revision }: { readonly repository: string; readonly revision: string | undefined },
  steps: readonly Step[],
): ExplorerState {
  const client = useClient();
  const answers = useRef(new Map<string, Promise<StepAnswer>>());
  const [tries, setTries] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>({
    key: undefined,
    graph: undefined,
    failure: undefined,
    lastStep: undefined,
    missing: 0,
  });
  const signature = writeSteps(steps);
  const key = `${repository} ${revision ?? ''} ${signature} ${String(tries)}`;

  useEffect(() => {
    if (revision === undefined) return undefined;
    let isCurrent = true;
    const done = readSteps(signature);
    const answerOf = (step: Step): Promise<StepAnswer> => {
      const question = `${repository} ${revision} ${stepKey(step)}`;
      const known = answers.current.get(question);
      if (known !== undefined) return known;
      const asked = askStep(client, repository, step);
      answers.current.set(question, asked);
      asked.catch(() => answers.current.delete(question));
      return asked;
    };
    const load = async (): Promise<void> => {
      const found = await Promise.all(done.map(answerOf));
      const ids = symbolsAfter(
        done,
        found.map((answer) => answer.ids),
      );
      const graph = ids.length === 0 ? EMPTY : await askSubgraph(client, repository, [...ids]);
      const missing = ids.length - graph.symbols.length;
      if (isCurrent) setLoaded({ key, graph, failure: undefined, lastStep: found.at(-1), missing });
    };
    load().catch((thrown: unknown) => {
      if (!isRequestFailure(thrown)) throw thrown;
      if (isCurrent) setLoaded((before) => ({ ...before, key, failure: failureOf(thrown) }));
    });
    return () => {
      isCurrent = false;
    };
  }, [client, repository, revision, signature, key]);

  const isLoading = loaded.key !== key;
  const retry = (): void => {
    setTries((count) => count + 1);
  };
  return { ...loaded, failure: isLoading ? undefined : loaded.failure, isLoading, retry };
}

interface Loaded extends Pick<ExplorerState, 'graph' | 'failure' | 'lastStep' | 'missing'> {
  /** What it is the answer to. */
  readonly key: string | undefined;
}

async function askSubgraph(client: ReturnType<typeof useClient>, repository: string, ids: string[]): Promise<Subgraph> {
  const { data, error } = await client.query(subgraphDocument, { repository, ids }).toPromise();
  if (error !== undefined) throw error;
  return data?.repository?.subgraph ?? EMPTY;
}
