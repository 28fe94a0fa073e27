import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import type { JobView } from '../../jobs/use-job-events.js';
import { repositoriesMessages } from './repositories.messages.js';

/** Tells how a job has ended. */
export function useJobOutcome(): (job: JobView) => void {
  const t = useMessages(repositoriesMessages);
  return ({ state, operation, repositoryName: name, failure }) => {
    if (state === 'COMPLETED') showToast({ look: 'good', title: t(operation === 'DELETE' ? 'deleted' : 'indexed', { name }) });
    else if (state === 'CANCELLED') showToast({ look: 'plain', title: t('jobCancelled', { name }) });
    else showToast({ look: 'bad', title: t('jobFailed', { name }), text: failure?.message });
  };
}
