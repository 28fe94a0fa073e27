import type { ResultOf } from '../../../graphql/graphql.js';
import { PanelBoundary } from '../../../components/panel/panel.js';
import type { conversationDocument } from '../ask.documents.js';
import { Preference } from './preference.js';
import { RunArticle } from './run-article.js';
import styles from './thread.module.css';
import type { RunView } from './use-run.js';

type Conversation = NonNullable<ResultOf<typeof conversationDocument>['conversation']>;

/** Questions of a conversation in their order, each with its answer, or its two. */
export function Thread({ conversation, onChange }: { readonly conversation: Conversation; readonly onChange: () => void }) {
  const turns = Map.groupBy(conversation.runs, ({ turn }) => turn);
  return (
    <ol className={styles.thread}>
      {[...turns].map(([turn, runs], index) => (
        <li key={turn} className={styles.turn}>
          <Question run={runs[0]} />
          <div className={styles.answers} data-side-by-side={runs.length > 1 ? '' : undefined}>
            {runs.map((run) => (
              <PanelBoundary key={run.id}>
                <RunArticle run={run} isLast={index === turns.size - 1} onChange={onChange} />
              </PanelBoundary>
            ))}
          </div>
          {runs.length > 1 && <Preference conversationId={conversation.id} runs={runs} onVoted={onChange} />}
        </li>
      ))}
    </ol>
  );
}

function Question({ run }: { readonly run: RunView | undefined }) {
  if (run === undefined) return null;
  return (
    <div className={styles.question}>
      <h2 className={styles.words}>{run.question}</h2>
      {run.filePath !== null && <code className={styles.file}>{run.filePath}</code>}
    </div>
  );
}
