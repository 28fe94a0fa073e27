import { useNavigate } from '@tanstack/react-router';
import { CornerDownRight } from 'lucide-react';
import { useQuery } from 'urql';
import { useAction } from '../../../graphql/use-action.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { askDocument, suggestionsDocument } from '../ask.documents.js';
import { suggestionMessages } from '../ask.messages.js';
import { LARGEST_CLASSES, MOST_CALLED } from './suggestion-queries.js';
import styles from './suggestions.module.css';

/** Questions about this very repository; a click asks. */
export function Suggestions({ repository }: { readonly repository: string }) {
  const t = useMessages(suggestionMessages);
  const navigate = useNavigate();
  const [{ data }] = useQuery({
    query: suggestionsDocument,
    variables: { repository, called: MOST_CALLED, classes: LARGEST_CLASSES },
    requestPolicy: 'cache-first',
  });
  const ask = useAction(askDocument);
  const called = textRows(data?.called.rows).map(([name = '', owner = '']) => (owner === '' ? name : `${owner}.${name}`));
  const classes = textRows(data?.classes.rows).map(([name = '']) => name);
  const questions = [
    ...called.slice(0, 1).map((name) => t('callers', { name })),
    ...classes.slice(0, 1).map((name) => t('methods', { name })),
    ...called.slice(1, 2).map((name) => t('callees', { name })),
    ...classes.slice(1, 2).map((name) => t('subclasses', { name })),
    ...called.slice(2, 3).map((name) => t('where', { name })),
  ];
  const send = async (question: string): Promise<void> => {
    const asked = await ask.run({ input: { repositoryName: repository, question } });
    if (asked === undefined) return;
    const conversationId = asked.ask.conversation.id;
    void navigate({ to: '/ask/$conversationId', params: { conversationId }, search: { repository } });
  };
  return (
    <div className={styles.suggestions}>
      {questions.length > 0 && <h2 className={styles.title}>{t('suggestions')}</h2>}
      {questions.map((question) => (
        <button key={question} type="button" className={styles.question} onClick={() => void send(question)}>
          <CornerDownRight aria-hidden />
          {question}
        </button>
      ))}
    </div>
  );
}

function textRows(rows: readonly (readonly unknown[])[] | undefined): readonly (readonly string[])[] {
  return (rows ?? []).map((row) => row.map((value) => (typeof value === 'string' ? value : '')));
}
