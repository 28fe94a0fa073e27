import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { showToast } from '../../../components/toast/toasts.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { explorerMessages } from '../explorer.messages.js';
import { revisionDocument } from './graph.documents.js';

const LOOK_MS = 8_000;

/**
 * The revision of a repository that can be read now; undefined while nothing is known, null when there is no such repository (any more). When it is
 * indexed again meanwhile, the new revision is told and what shows the old one renews itself.
 */
export function useRevision(repository: string): string | null | undefined {
  const t = useMessages(explorerMessages);
  const [{ data }, look] = useQuery({ query: revisionDocument, variables: { repository } });
  useEffect(() => {
    const again = (): void => {
      if (document.visibilityState === 'visible') look({ requestPolicy: 'network-only' });
    };
    const timer = window.setInterval(again, LOOK_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [look]);
  const revision = data === undefined ? undefined : (data.repository?.revision ?? null);
  const before = useRef<{ readonly repository: string; readonly revision: string }>(undefined);
  useEffect(() => {
    if (typeof revision !== 'string') return;
    const isRenewed = before.current?.repository === repository && before.current.revision !== revision;
    if (isRenewed) showToast({ look: 'good', title: t('renewed', { repository }) });
    before.current = { repository, revision };
  }, [repository, revision, t]);
  return revision;
}
