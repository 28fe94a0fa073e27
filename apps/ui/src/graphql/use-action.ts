import type { TadaDocumentNode } from 'gql.tada';
import { useCallback } from 'react';
import { type AnyVariables, useMutation } from 'urql';
import { componentMessages } from '../components/component.messages.js';
import { showToast } from '../components/toast/toasts.js';
import { useMessages } from '../i18n/use-messages.js';
import { failureOf } from './errors.js';

/** Something that a person can have done by the service. */
export interface Action<Result, Variables> {
  /** Does it. @returns undefined when it failed; the person was told then. */
  readonly run: (variables: Variables) => Promise<Result | undefined>;
  readonly isBusy: boolean;
}

/** A mutation as an action. */
export function useAction<Result, Variables extends AnyVariables>(
  document: TadaDocumentNode<Result, Variables>,
): Action<Result, Variables> {
  const t = useMessages(componentMessages);
  const [{ fetching }, execute] = useMutation(document);
  const run = useCallback(
    async (variables: Variables) => {
      const { data, error } = await execute(variables);
      if (error === undefined) return data;
      const failure = failureOf(error);
      showToast({
        look: 'bad',
        title: failure.code === 'OFFLINE' ? t('offline') : t('failed'),
        text: failure.code === 'OFFLINE' ? t('offlineHint') : failure.message,
      });
      return undefined;
    },
    [execute, t],
  );
  return { run, isBusy: fetching };
}
