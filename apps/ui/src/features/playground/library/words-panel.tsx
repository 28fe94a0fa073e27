import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../components/button/button.js';
import { CodeBlock } from '../../../components/code/code-block.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { TextField } from '../../../components/field/text-field.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { type Asked, askOnce } from '../../../graphql/ask-once.js';
import type { ResultOf } from '../../../graphql/graphql.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { translateDocument } from '../playground.documents.js';
import { libraryMessages } from '../playground.messages.js';
import styles from './library.module.css';
import { lineDiff } from './line-diff.js';
import type { Chosen } from './chosen.js';

type Translation = ResultOf<typeof translateDocument>['translate'];
type Translated = Translation['queries'][number];

/** Words become Cypher; nothing runs. */
export function WordsPanel(props: {
  readonly repository: string;
  readonly current: string;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { repository, current, onChoose } = props;
  const t = useMessages(libraryMessages);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<Asked<ResultOf<typeof translateDocument>>>();
  const [isAsking, setIsAsking] = useState(false);
  const translate = async (): Promise<void> => {
    if (words.trim() === '' || isAsking) return;
    setIsAsking(true);
    setAsked(await askOnce(translateDocument, { repository, question: words.trim() }));
    setIsAsking(false);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void translate();
  };
  return (
    <div className={styles.panel}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('question')}
          value={words}
          onChange={setWords}
          placeholder={t('questionPlaceholder')}
          hint={t('wordsHint')}
        />
        <Button type="submit" isBusy={isAsking} disabled={words.trim() === ''}>
          {t('translate')}
        </Button>
      </form>
      {isAsking && <Skeleton lines={4} />}
      {!isAsking && asked !== undefined && 'failure' in asked && (
        <FailureNotice failure={asked.failure} onRetry={() => void translate()} />
      )}
      {!isAsking && asked !== undefined && 'data' in asked && (
        <Answer translation={asked.data.translate} current={current} onChoose={onChoose} />
      )}
    </div>
  );
}

function Answer(props: {
  readonly translation: Translation;
  readonly current: string;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { translation, current, onChoose } = props;
  return (
    <div role="status" className={styles.answers}>
      {translation.problem !== null && <p className={styles.hint}>{translation.problem}</p>}
      {translation.queries.map((query) => (
        <TranslatedQuery key={query.text} query={query} current={current} onChoose={onChoose} />
      ))}
    </div>
  );
}

function TranslatedQuery(props: {
  readonly query: Translated;
  readonly current: string;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { query, current, onChoose } = props;
  const t = useMessages(libraryMessages);
  const [isCompared, setIsCompared] = useState(false);
  const canCompare = current.trim() !== '' && current.trim() !== query.text.trim();
  const isRepaired = query.repairedFrom !== null;
  const parameters = Object.keys(query.parameters as object).length === 0 ? '' : JSON.stringify(query.parameters, undefined, 2);
  return (
    <section className={styles.answer}>
      <p>{query.meaning}</p>
      {isRepaired && <p className={styles.hint}>{t('repaired')}</p>}
      {isRepaired || (isCompared && canCompare) ? (
        <CodeBlock text={lineDiff(query.repairedFrom ?? current, query.text)} language="diff" label={query.meaning} />
      ) : (
        <CodeBlock text={query.text} language="cypher" label={query.meaning} />
      )}
      <div className={styles.actions}>
        <Button size="sm" onClick={() => onChoose({ text: query.text, parameters })}>
          {t('use')}
        </Button>
        {canCompare && !isRepaired && (
          <Button size="sm" look="quiet" aria-pressed={isCompared} onClick={() => setIsCompared(!isCompared)}>
            {t('differs')}
          </Button>
        )}
      </div>
    </section>
  );
}
