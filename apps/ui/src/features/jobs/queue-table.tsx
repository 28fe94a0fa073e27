import { Badge } from '../../components/badge/badge.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import type { ResultOf } from '../../graphql/graphql.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import type { jobQueuesDocument } from './jobs-page.documents.js';
import { jobsMessages } from './jobs.messages.js';
import styles from './jobs-page.module.css';

type Queue = ResultOf<typeof jobQueuesDocument>['jobQueues'][number];

const COLUMNS = ['waiting', 'running', 'retrying', 'failed', 'completed', 'workers'] as const satisfies readonly (keyof Queue)[];

/** How many jobs stand where, queue by queue. */
export function QueueTable({ queues }: { readonly queues: readonly Queue[] | undefined }) {
  const t = useMessages(jobsMessages);
  const formats = useFormats();
  if (queues === undefined) return <Skeleton lines={1} height="4.75rem" />;
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('queues')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('queueName')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={styles.right}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.name}>
                <th scope="row">{queue.name}</th>
                {COLUMNS.map((column) => (
                  <td key={column} className={styles.right}>
                    {column === 'workers' && queue.workers === 0 ? (
                      <Badge look="warn">{formats.number(0)}</Badge>
                    ) : (
                      formats.number(queue[column])
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {queues.some(({ workers }) => workers === 0) && <p className={styles.warning}>{t('noWorkers')}</p>}
    </>
  );
}
