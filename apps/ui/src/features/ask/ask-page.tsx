import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FolderGit2, FolderX, MessageSquareX } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useQuery } from 'urql';
import { keepRepository } from '../../app/search-parameters.js';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { useDocumentTitle } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useShortcuts } from '../../keyboard/shortcuts.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { conversationDocument } from './ask.documents.js';
import { askMessages } from './ask.messages.js';
import styles from './ask-page.module.css';
import { Composer } from './composer/composer.js';
import { Suggestions } from './composer/suggestions.js';
import { ConversationList } from './conversations/conversation-list.js';

const Thread = lazy(async () => ({ default: (await import('./run/thread.js')).Thread }));
const SourcePanel = lazy(async () => ({ default: (await import('../../source/source-panel.js')).SourcePanel }));

/** Questions and answers, with the places that they speak of beside them. */
export function AskPage() {
  const { conversationId } = useParams({ strict: false });
  const search = useSearch({ from: '/ask' });
  const navigate = useNavigate();
  const { symbol, file, line } = search;
  useShortcuts([{ keys: 'n', title: askMessages.newQuestion, run: () => void navigate({ to: '/ask', search: keepRepository }) }]);
  const closePlace = (): void => {
    void navigate({ to: '.', search: ({ symbol: _symbol, file: _file, line: _line, ...rest }) => rest });
  };
  return (
    <div className={styles.page} data-place={symbol !== undefined || file !== undefined ? '' : undefined}>
      <aside className={styles.list}>
        <PanelBoundary>
          <ConversationList currentId={conversationId} />
        </PanelBoundary>
      </aside>
      {conversationId === undefined ? <NewQuestion /> : <OneConversation key={conversationId} id={conversationId} />}
      {(symbol !== undefined || file !== undefined) && (
        <aside className={styles.place}>
          <PanelBoundary resetKey={`${symbol ?? ''} ${file ?? ''}`}>
            <SourceOfPage place={symbol === undefined ? { file: file ?? '', line } : { symbol }} onClose={closePlace} />
          </PanelBoundary>
        </aside>
      )}
    </div>
  );
}

type Place = { readonly symbol: string } | { readonly file: string; readonly line: number | undefined };

function SourceOfPage({ place, onClose }: { readonly place: Place; readonly onClose: () => void }) {
  const { name } = useRepositoryChoice();
  const navigate = useNavigate();
  if (name === undefined) return <Skeleton lines={8} />;
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <SourcePanel
        repository={name}
        place={place}
        hasGraph
        onClose={onClose}
        onSymbol={(symbol) =>
          void navigate({ to: '.', search: ({ file: _file, line: _line, ...rest }) => ({ ...rest, symbol }) })
        }
      />
    </Suspense>
  );
}

function NewQuestion() {
  const t = useMessages(askMessages);
  const { name, names, isLoading } = useRepositoryChoice();
  useDocumentTitle(t('title'));
  if (name === undefined) {
    if (isLoading) return <div className={styles.center} />;
    return (
      <div className={styles.center}>
        <EmptyState icon={<FolderGit2 />} title={t('noRepository')} text={t('noRepositoryText')}>
          <Link to="/repositories" search={{ add: 'source' }}>
            {t('addRepository')}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (!isLoading && !names.includes(name)) {
    return (
      <div className={styles.center}>
        <EmptyState icon={<FolderX />} title={t('goneRepository', { repository: name })} text={t('goneRepositoryText')}>
          <Link to="/repositories">{t('addRepository')}</Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.center}>
      <div className={styles.start}>
        <h1 className={styles.greeting}>{t('emptyTitle', { repository: name })}</h1>
        <p className={styles.hint}>{t('emptyText')}</p>
        <Composer key={name} repository={name} />
        <PanelBoundary resetKey={name}>
          <Suggestions repository={name} />
        </PanelBoundary>
      </div>
    </div>
  );
}

function OneConversation({ id }: { readonly id: string }) {
  const t = useMessages(askMessages);
  const [{ data, error }, refresh] = useQuery({ query: conversationDocument, variables: { id } });
  const conversation = data?.conversation;
  useDocumentTitle(conversation?.title ?? t('title'));
  if (error !== undefined && data === undefined) {
    return (
      <div className={styles.center}>
        <FailureNotice failure={failureOf(error)} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </div>
    );
  }
  if (conversation === null) {
    return (
      <div className={styles.center}>
        <EmptyState icon={<MessageSquareX />} title={t('gone')} text={t('goneText')}>
          <Link to="/ask">{t('newQuestion')}</Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.center}>
      {conversation === undefined ? (
        <div className={styles.thread}>
          <Skeleton lines={6} />
        </div>
      ) : (
        <>
          <h1 className="visually-hidden">{conversation.title}</h1>
          <div className={styles.thread}>
            <Suspense fallback={<Skeleton lines={6} />}>
              <Thread conversation={conversation} onChange={() => refresh({ requestPolicy: 'network-only' })} />
            </Suspense>
          </div>
          <div className={styles.composer}>
            <Composer
              repository={conversation.repositoryName}
              conversation={conversation}
              onAsked={() => refresh({ requestPolicy: 'network-only' })}
            />
          </div>
        </>
      )}
    </div>
  );
}
