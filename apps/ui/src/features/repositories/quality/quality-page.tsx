import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, FolderX } from 'lucide-react';
import { useQuery } from 'urql';
import { EmptyState } from '../../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { PageLayout } from '../../../components/page/page-layout.js';
import { PanelBoundary } from '../../../components/panel/panel.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { failureOf } from '../../../graphql/errors.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { useNow } from '../../../state/use-now.js';
import { CallShares } from '../call-shares.js';
import { FolderTable } from './folder-table.js';
import { qualityDocument, type RepositoryQuality } from './quality.documents.js';
import { qualityMessages } from './quality.messages.js';
import styles from './quality-page.module.css';
import { SkippedFiles } from './skipped-files.js';

/** How good the graph of a repository is, folder by folder; the folder stands in the address. */
export function QualityPage() {
  const t = useMessages(qualityMessages);
  const { name } = useParams({ from: '/repositories/$name' });
  const { folder = '' } = useSearch({ from: '/repositories/$name' });
  const [{ data, error }, ask] = useQuery({ query: qualityDocument, variables: { name, folder } });
  return (
    <PageLayout
      title={t('title', { name })}
      lead={t('lead')}
      actions={
        <Link to="/repositories" className={styles.back}>
          <ArrowLeft aria-hidden />
          {t('back')}
        </Link>
      }
    >
      {error !== undefined && data === undefined && (
        <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {data === undefined && error === undefined && <Skeleton lines={4} height="5rem" />}
      {data?.repository === null && <EmptyState icon={<FolderX />} title={t('gone', { name })} text={t('goneText')} />}
      {data?.repository != null && <Figures repository={data.repository} folder={folder} />}
    </PageLayout>
  );
}

function Figures({ repository, folder }: { readonly repository: RepositoryQuality; readonly folder: string }) {
  const t = useMessages(qualityMessages);
  const formats = useFormats();
  const { quality, statistics, name, worstFolders } = repository;
  const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
  const figures = [
    [t('files'), quality.files],
    [t('lines'), quality.lines],
    ...(folder === ''
      ? ([
          [t('symbols'), sum(statistics.symbols)],
          [t('relations'), sum(statistics.relations)],
        ] as const)
      : []),
    [t('importsUnresolved'), quality.importsUnresolved],
    [t('parseErrors'), quality.parseErrors],
  ] as const;
  return (
    <div className={styles.page}>
      <dl className={styles.figures}>
        {figures.map(([label, value]) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd>{formats.number(value)}</dd>
          </div>
        ))}
      </dl>
      <section className={styles.section}>
        <h2>{t('calls')}</h2>
        <p className={styles.hint}>{t('callsHint')}</p>
        <CallShares calls={quality.calls} />
      </section>
      <FreshnessSection repository={repository} />
      <section className={styles.section}>
        <h2>{t('folders')}</h2>
        <PanelBoundary resetKey={folder}>
          <FolderTable repository={repository} folder={folder} />
        </PanelBoundary>
      </section>
      <section className={styles.section}>
        <h2>{t('worst')}</h2>
        {worstFolders.length === 0 && <p className={styles.hint}>{t('noWorst')}</p>}
        <ul className={styles.worst}>
          {worstFolders.map((worst) => (
            <li key={worst.folder}>
              <Link to="/repositories/$name" params={{ name }} search={{ repository: name, folder: worst.folder }}>
                {worst.folder === '' ? t('root') : worst.folder}
              </Link>
              <span className={styles.number}>
                {formats.number(worst.quality.calls.unresolved)} / {formats.number(worst.quality.calls.total)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <h2>{t('skipped', { count: statistics.filesSkipped })}</h2>
        <PanelBoundary>
          <SkippedFiles name={name} />
        </PanelBoundary>
      </section>
    </div>
  );
}

const SHORT_COMMIT = 10;

function FreshnessSection({ repository: { freshness } }: { readonly repository: RepositoryQuality }) {
  const t = useMessages(qualityMessages);
  const formats = useFormats();
  const nowMs = useNow();
  const { indexedCommit, sourceCommit, publishedAt } = freshness;
  return (
    <section className={styles.section}>
      <h2>{t('freshness')}</h2>
      <p className={styles.hint}>
        <time dateTime={publishedAt} title={formats.dateTime(publishedAt)}>
          {t('indexedAgo', { ago: formats.ago(publishedAt, nowMs) })}
        </time>
        {indexedCommit !== null && <> · {t('commit', { commit: indexedCommit.slice(0, SHORT_COMMIT) })}</>}
        {indexedCommit !== null && sourceCommit !== null && (
          <>
            {' '}
            ·{' '}
            {sourceCommit === indexedCommit
              ? t('sameCommit')
              : t('sourceCommit', { commit: sourceCommit.slice(0, SHORT_COMMIT) })}
          </>
        )}
      </p>
    </section>
  );
}
