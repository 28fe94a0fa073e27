import { Link } from '@tanstack/react-router';
import { Ellipsis, Eye, EyeOff, FileArchive, GitBranch, RefreshCw, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Badge } from '../../components/badge/badge.js';
import { IconButton } from '../../components/button/button.js';
import { ConfirmByName } from '../../components/dialog/confirm-by-name.js';
import { Menu } from '../../components/menu/menu.js';
import type { ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useNow } from '../../state/use-now.js';
import { CallShares } from './call-shares.js';
import { JobPanel } from './job-panel.js';
import {
  deleteRepositoryDocument,
  freshnessDocument,
  reindexRepositoryDocument,
  type repositoryCardFragment,
  updateRepositoryDocument,
  watchRepositoryDocument,
} from './repositories.documents.js';
import { repositoriesMessages } from './repositories.messages.js';
import styles from './repository-card.module.css';

/** A repository as the list shows it. */
export type RepositoryView = ResultOf<typeof repositoryCardFragment>;

interface CardProps {
  readonly repository: RepositoryView;
  readonly onChange: () => void;
}

/** One repository: what is in it, how well it was understood, and what can be done with it. */
export function RepositoryCard({ repository, onChange }: CardProps) {
  const t = useMessages(repositoriesMessages);
  const formats = useFormats();
  const nowMs = useNow();
  const { name, source, statistics, publishedAt, currentJob } = repository;
  const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.header}>
        <h2 className={styles.name}>
          <Link to="/ask" search={{ repository: name }}>
            {name}
          </Link>
        </h2>
        <FreshnessBadge name={name} publishedAt={publishedAt} />
        <WatchBadge watch={repository.watch} />
        <div className={styles.buttons}>
          <Link className={styles.link} to="/ask" search={{ repository: name }}>
            {t('ask')}
          </Link>
          <Link className={styles.link} to="/repositories/$name" params={{ name }} search={{ repository: name }}>
            {t('quality')}
          </Link>
          <RepositoryMenu repository={repository} onChange={onChange} />
        </div>
      </header>
      <p className={styles.source} title={source.location}>
        {source.kind === 'GIT' && <GitBranch aria-hidden />}
        {source.kind === 'ARCHIVE' && <FileArchive aria-hidden />}
        <span>{source.location}</span>
        {source.requestedRevision !== null && <code>@{source.requestedRevision}</code>}
      </p>
      {repository.watch.problem !== null && <p className={styles.failure}>{repository.watch.problem}</p>}
      {currentJob === null ? (
        <>
          <p className={styles.counts}>
            <span>{t('files', { count: statistics.files })}</span>
            <span>{t('symbols', { count: sum(statistics.symbols) })}</span>
            <span>{t('relations', { count: sum(statistics.relations) })}</span>
            {statistics.filesSkipped > 0 && <span>{t('skipped', { count: statistics.filesSkipped })}</span>}
            <time dateTime={publishedAt} title={formats.dateTime(publishedAt)} className={styles.age}>
              {t('indexedAgo', { ago: formats.ago(publishedAt, nowMs) })}
            </time>
          </p>
          <CallShares calls={statistics.calls} />
        </>
      ) : (
        <JobPanel job={currentJob} onChange={onChange} />
      )}
    </article>
  );
}

function WatchBadge({ watch: { state, changedAt } }: Pick<RepositoryView, 'watch'>) {
  const t = useMessages(repositoriesMessages);
  const formats = useFormats();
  const nowMs = useNow();
  if (state === 'OFF') return null;
  const hint = changedAt === null ? t('watchHint') : t('watchedChange', { ago: formats.ago(changedAt, nowMs) });
  return (
    <Badge look={state === 'PROBLEM' ? 'bad' : state === 'WATCHING' ? 'accent' : 'plain'} title={hint}>
      <Eye aria-hidden />
      {t(state)}
    </Badge>
  );
}

/** Looks at the source, which may take a while; the card does not wait for it. */
function FreshnessBadge({ name, publishedAt }: { readonly name: string; readonly publishedAt: string }) {
  const t = useMessages(repositoriesMessages);
  const [{ data }, ask] = useQuery({ query: freshnessDocument, variables: { name } });
  const freshness = data?.repository?.freshness;
  if (freshness == null || freshness.sourceCommit === null || freshness.indexedCommit === null) return null;
  if (Date.parse(freshness.publishedAt) < Date.parse(publishedAt)) ask({ requestPolicy: 'network-only' });
  return freshness.sourceCommit === freshness.indexedCommit ? (
    <Badge look="good">{t('fresh')}</Badge>
  ) : (
    <Badge look="warn">{t('stale')}</Badge>
  );
}

function RepositoryMenu({ repository: { name, source, watch }, onChange }: CardProps) {
  const t = useMessages(repositoriesMessages);
  const [isDeleting, setIsDeleting] = useState(false);
  const update = useAction(updateRepositoryDocument);
  const reindex = useAction(reindexRepositoryDocument);
  const remove = useAction(deleteRepositoryDocument);
  const setWatch = useAction(watchRepositoryDocument);
  const run = (action: { run: (variables: { name: string }) => Promise<unknown> }) => async (): Promise<void> => {
    const result = await action.run({ name });
    if (result === undefined) return;
    setIsDeleting(false);
    onChange();
  };
  const watchEntry = {
    kind: 'action',
    title: t(watch.isWanted ? 'unwatch' : 'watch'),
    icon: watch.isWanted ? <EyeOff /> : <Eye />,
    run: () => void setWatch.run({ name, isWanted: !watch.isWanted }).then(onChange),
  } as const;
  return (
    <>
      <Menu
        trigger={<IconButton label={t('actions', { name })} icon={<Ellipsis />} size="sm" />}
        entries={[
          { kind: 'action', title: t('update'), icon: <RefreshCw />, run: () => void run(update)() },
          { kind: 'action', title: t('reindex'), icon: <RotateCw />, run: () => void run(reindex)() },
          ...(source.kind === 'FOLDER' ? [watchEntry] : []),
          { kind: 'separator' },
          { kind: 'action', title: t('delete'), icon: <Trash2 />, look: 'danger', run: () => setIsDeleting(true) },
        ]}
      />
      {isDeleting && (
        <ConfirmByName
          name={name}
          title={t('deleteTitle', { name })}
          description={t('deleteText')}
          action={t('deleteAction')}
          isBusy={remove.isBusy}
          onConfirm={() => void run(remove)()}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </>
  );
}
