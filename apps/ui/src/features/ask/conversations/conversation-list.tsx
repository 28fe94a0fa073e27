import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { History, Search, SquarePen } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { keepRepository } from '../../../app/search-parameters.js';
import { Button, IconButton } from '../../../components/button/button.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { TextField } from '../../../components/field/text-field.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { failureOf } from '../../../graphql/errors.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { conversationsDocument } from '../ask.documents.js';
import { askMessages, conversationMessages } from '../ask.messages.js';
import { ConversationItem } from './conversation-item.js';
import styles from './conversation-list.module.css';

/** Earlier conversations, found by their words. On narrow windows the list opens by a button. */
export function ConversationList({ currentId }: { readonly currentId: string | undefined }) {
  const t = useMessages(conversationMessages);
  const tAsk = useMessages(askMessages);
  const navigate = useNavigate();
  const { find = '' } = useSearch({ from: '/ask' });
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.frame} data-open={isOpen ? '' : undefined}>
      <div className={styles.head}>
        <IconButton
          className={styles.toggle}
          label={t('conversations')}
          icon={<History />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        />
        <h2 className={styles.title}>{t('conversations')}</h2>
        <IconButton
          size="sm"
          label={tAsk('newQuestion')}
          icon={<SquarePen />}
          onClick={() => void navigate({ to: '/ask', search: keepRepository })}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.find}>
          <TextField
            label={t('find')}
            placeholder={t('find')}
            isLabelHidden
            type="search"
            icon={<Search />}
            value={find}
            onChange={(value) => {
              void navigate({
                to: '.',
                replace: true,
                search: ({ find: _find, ...rest }) => ({ ...rest, ...(value === '' ? {} : { find: value }) }),
              });
            }}
          />
        </div>
        <Found text={find} currentId={currentId} onChosen={() => setIsOpen(false)} />
      </div>
    </div>
  );
}

interface FoundProps {
  readonly text: string;
  readonly currentId: string | undefined;
  readonly onChosen: () => void;
}

function Found({ text, currentId, onChosen }: FoundProps) {
  const t = useMessages(conversationMessages);
  const [after, setAfter] = useState<string | null>(null);
  const words = useDeferredValue(text.trim());
  const [{ data, error }] = useQuery({ query: conversationsDocument, variables: { text: words, after } });
  const nodes = data?.conversations.nodes;
  const page = data?.conversations.pageInfo;
  if (error !== undefined && nodes === undefined) return <FailureNotice failure={failureOf(error)} />;
  if (nodes === undefined) return <Skeleton lines={5} height="1.75rem" />;
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((conversation) => (
          <li key={conversation.id} className={styles.item} data-current={conversation.id === currentId ? '' : undefined}>
            <Link
              to="/ask/$conversationId"
              params={{ conversationId: conversation.id }}
              search={{ repository: conversation.repositoryName }}
              className={styles.link}
              aria-current={conversation.id === currentId ? 'page' : undefined}
              title={conversation.title}
              onClick={onChosen}
            >
              <span className={styles.name}>{conversation.title}</span>
              <span className={styles.repository}>{conversation.repositoryName}</span>
            </Link>
            <ConversationItem conversation={conversation} isCurrent={conversation.id === currentId} />
          </li>
        ))}
      </ul>
      {nodes.length === 0 && <p className={styles.none}>{words === '' ? t('none') : t('noMatch')}</p>}
      {page?.hasNextPage === true && (
        <Button look="quiet" size="sm" className={styles.more} onClick={() => setAfter(page.endCursor)}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
