import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Badge } from '../components/badge/badge.js';
import { FailureNotice } from '../components/failure/failure-notice.js';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { failureOf } from '../graphql/errors.js';
import type { ResultOf } from '../graphql/graphql.js';
import { useFormats } from '../i18n/use-formats.js';
import { useMessages } from '../i18n/use-messages.js';
import { useNow } from '../state/use-now.js';
import styles from './endpoint-list.module.css';
import { modelEndpointsDocument } from './models.documents.js';
import { modelsMessages } from './models.messages.js';

type Endpoint = ResultOf<typeof modelEndpointsDocument>['modelEndpoints'][number];

const LOOKS = { UP: 'good', DOWN: 'bad', CHECKING: 'plain' } as const;
const CHECKING_AGAIN_MS = 1_500;
const AGAIN_MS = 30_000;

/** The models that answer and how they stand, asked for again while the list is seen. */
export function EndpointList() {
  const [{ data, error }, ask] = useQuery({ query: modelEndpointsDocument });
  const isChecking = data?.modelEndpoints.some(({ status }) => status === 'CHECKING') ?? false;
  useEffect(() => {
    const again = (): void => {
      if (document.visibilityState === 'visible') ask({ requestPolicy: 'network-only' });
    };
    const timer = window.setInterval(again, isChecking ? CHECKING_AGAIN_MS : AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [ask, isChecking]);
  if (data === undefined)
    return error === undefined ? <Skeleton lines={1} height="4rem" /> : <FailureNotice failure={failureOf(error)} />;
  return (
    <ul className={styles.list}>
      {data.modelEndpoints.map((endpoint) => (
        <EndpointRow key={endpoint.name} endpoint={endpoint} />
      ))}
    </ul>
  );
}

const MS_PER_SECOND = 1000;

function EndpointRow({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useMessages(modelsMessages);
  const formats = useFormats();
  const nowMs = useNow();
  const { name, model, status, roles, latency, lastError, checkedAt } = endpoint;
  const isBuiltIn = name === 'offline' || name === 'builtin';
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Badge look={LOOKS[status]}>{t(status)}</Badge>
        <h3 className={styles.name}>{isBuiltIn ? t(name) : name}</h3>
        {!isBuiltIn && <code className={styles.model}>{model}</code>}
        <p className={styles.facts}>
          {latency !== null && <span>{t('latency', { time: formats.seconds(latency / MS_PER_SECOND) })}</span>}
          {checkedAt !== null && <span>{t('checked', { ago: formats.ago(checkedAt, nowMs) })}</span>}
        </p>
      </div>
      <p className={styles.roles}>
        {name === 'offline' && <span>{t('offlineHint')}</span>}
        {!isBuiltIn && roles.length === 0 && <span>{t('idle')}</span>}
        {roles.map((role) => (
          <Badge key={role}>{isRole(role) ? t(role) : role}</Badge>
        ))}
      </p>
      {lastError !== null && status !== 'UP' && <p className={styles.failure}>{lastError}</p>}
    </li>
  );
}

type Role = 'agent' | 'cypher' | 'critique' | 'generation' | 'description' | 'embedding' | 'rerank';

function isRole(role: string): role is Role {
  return role in modelsMessages;
}
