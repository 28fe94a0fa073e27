import { useEffect } from 'react';
import type { ResultOf } from '../../graphql/graphql.js';
import type { repositoriesDocument } from './repositories.documents.js';

const ASK_AGAIN_MS = 1_500;

/** Asks again while a worker is about to begin to watch, or cannot. */
export function useWatchProgress(data: ResultOf<typeof repositoriesDocument> | undefined, refresh: () => void): void {
  const isUnsettled =
    data?.repositories.nodes.some(({ watch: { state } }) => state === 'STARTING' || state === 'PROBLEM') ?? false;
  useEffect(() => {
    if (!isUnsettled) return undefined;
    const timer = window.setTimeout(refresh, ASK_AGAIN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isUnsettled, refresh, data]);
}
