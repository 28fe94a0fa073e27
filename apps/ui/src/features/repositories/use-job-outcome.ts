import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import { isAlive, type JobView } from '../../jobs/use-job-events.js';
import { repositoriesMessages } from './repositories.messages.js';

/** Jobs whose end was told: it may be heard of by the list and by the card. */
const told = new Set<string>();

/** What people wait for; the search and descriptions follow by themselves. */
const AWAITED: ReadonlySet<JobView['operation']> = new Set(['INDEX', 'UPDATE', 'DELETE']);

/** Tells once how a job has ended; one that goes on (again) is told of when it ends. */
export function useJobOutcome(): (job: JobView) => void {
  const t = useMessages(repositoriesMessages);
  return (job) => {
    const { id, state, operation, repositoryName: name, failure } = job;
    if (isAlive(job)) {
      told.delete(id);
      return;
    }
    if (told.has(id) || !AWAITED.has(operation)) return;
    told.add(id);
    if (state === 'COMPLETED') showToast({ look: 'good', title: t(operation === 'DELETE' ? 'deleted' : 'indexed', { name }) });
    else if (state === 'CANCELLED') showToast({ look: 'plain', title: t('jobCancelled', { name }) });
    else showToast({ look: 'bad', title: t('jobFailed', { name }), text: failure?.message });
  };
}
