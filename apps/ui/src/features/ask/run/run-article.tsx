import { useNavigate } from '@tanstack/react-router';
import { RotateCcw, Square, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../components/badge/badge.js';
import { Button, IconButton } from '../../../components/button/button.js';
import { CodeBlock } from '../../../components/code/code-block.js';
import { CopyButton } from '../../../components/copy/copy-button.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { Markdown } from '../../../components/markdown/markdown.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { showToast } from '../../../components/toast/toasts.js';
import { useAction } from '../../../graphql/use-action.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { askDocument, rateRunDocument, stopRunDocument } from '../ask.documents.js';
import { askMessages, runMessages } from '../ask.messages.js';
import { Citations } from './citations.js';
import styles from './run-article.module.css';
import { readableAnswer, type RunProgress } from './run-events.js';
import { RunWork } from './run-work.js';
import { isRunning, type RunView, useRun } from './use-run.js';

interface ArticleProps {
  readonly run: RunView;
  /** Whether it answers the last question of the conversation. */
  readonly isLast: boolean;
  readonly onChange: () => void;
}

/** One answer: the work as it goes on, the words as they are written, and what they rest on. */
export function RunArticle({ run: initial, isLast, onChange }: ArticleProps) {
  const t = useMessages(runMessages);
  const tAsk = useMessages(askMessages);
  const [isWorkOpen, setIsWorkOpen] = useState(false);
  const { run, progress, failure } = useRun(initial, isWorkOpen);
  const title = run.agent === null ? t(run.seat === 'b' ? 'answerB' : 'answerA') : tAsk(run.agent);
  return (
    <article className={styles.run} aria-label={title} aria-busy={isRunning(run)}>
      <header className={styles.header}>
        <span className={styles.agent}>{title}</span>
        {run.isOffline && (
          <Badge title={t('offline')}>
            {t('offlineShort')}
            <span className="visually-hidden">: {t('offline')}</span>
          </Badge>
        )}
        <RunControls run={run} />
      </header>
      <RunWork run={run} progress={progress} isOpen={isWorkOpen} onToggle={setIsWorkOpen} />
      <Answer run={run} progress={progress} />
      {failure !== undefined && isRunning(run) && <FailureNotice failure={failure} />}
      <Notes run={run} progress={progress} />
      <Citations citations={run.citations} repositoryName={run.repositoryName} />
      {!isRunning(run) && <RunFooter run={run} isLast={isLast} onChange={onChange} />}
    </article>
  );
}

function RunControls({ run }: { readonly run: RunView }) {
  const t = useMessages(runMessages);
  const stop = useAction(stopRunDocument);
  if (!isRunning(run)) return null;
  return (
    <Button
      size="sm"
      className={styles.stop}
      icon={<Square />}
      isBusy={stop.isBusy}
      onClick={() => void stop.run({ id: run.id })}
    >
      {t('stop')}
    </Button>
  );
}

function Answer({ run, progress }: { readonly run: RunView; readonly progress: RunProgress }) {
  const t = useMessages(runMessages);
  const navigate = useNavigate();
  const text = readableAnswer(run.answer ?? progress.answer);
  if (isRunning(run) && text === '') return <Skeleton lines={3} />;
  if (run.state === 'STOPPED') return <p className={styles.note}>{t('stopped')}</p>;
  if (run.state === 'INTERRUPTED') return <p className={styles.note}>{t('interrupted')}</p>;
  if (run.state === 'FAILED') {
    return (
      <div className={styles.failed} role="alert">
        <strong>{t('failed')}</strong>
        <p>{text}</p>
      </div>
    );
  }
  const symbols = new Map(run.citations.flatMap((one) => [one.name, one.qualifiedName].map((name) => [name, one] as const)));
  return (
    <div className={styles.answer} aria-live="polite">
      <Markdown
        text={text}
        linkCode={(words) => {
          const citation = symbols.get(words.replace(/\(\)$/, ''));
          if (citation === undefined) return undefined;
          return (
            <button
              type="button"
              className={styles.symbol}
              onClick={() => void navigate({ to: '.', search: (search) => withSymbol(search, citation.symbolId) })}
            >
              {words}
            </button>
          );
        }}
      />
      {run.diff !== null && <CodeBlock text={run.diff} language="diff" label={t('change')} />}
    </div>
  );
}

function withSymbol<Search extends { file?: string; line?: number }>(search: Search, symbol: string) {
  const { file: _file, line: _line, ...rest } = search;
  return { ...rest, symbol };
}

/** What a reader has to know about how complete the answer is. */
function Notes({ run, progress }: { readonly run: RunView; readonly progress: RunProgress }) {
  const t = useMessages(runMessages);
  return (
    <>
      {run.limit !== null && <p className={styles.warning}>{t('incomplete', { limit: run.limit })}</p>}
      {progress.removedCitations > 0 && <p className={styles.warning}>{t('removed', { count: progress.removedCitations })}</p>}
    </>
  );
}

function RunFooter({ run, isLast, onChange }: ArticleProps) {
  const t = useMessages(runMessages);
  const formats = useFormats();
  const rate = useAction(rateRunDocument);
  const ask = useAction(askDocument);
  const [thumb, setThumb] = useState<'UP' | 'DOWN'>();
  const vote = async (chosen: 'UP' | 'DOWN'): Promise<void> => {
    setThumb(chosen);
    const done = await rate.run({ input: { runId: run.id, thumb: chosen } });
    if (done === undefined) setThumb(undefined);
    else showToast({ look: 'good', title: t('thanks') });
  };
  const { conversationId, question, task, filePath } = run;
  const again = { conversationId, question, task, ...(filePath === null ? {} : { filePath }) };
  return (
    <footer className={styles.footer}>
      {run.state === 'ANSWERED' && (
        <>
          <CopyButton text={readableAnswer(run.answer ?? '')} label={t('copyAnswer')} />
          <IconButton
            size="sm"
            label={t('thumbUp')}
            icon={<ThumbsUp />}
            aria-pressed={thumb === 'UP'}
            onClick={() => void vote('UP')}
          />
          <IconButton
            size="sm"
            label={t('thumbDown')}
            icon={<ThumbsDown />}
            aria-pressed={thumb === 'DOWN'}
            onClick={() => void vote('DOWN')}
          />
        </>
      )}
      {isLast && (
        <Button
          look="quiet"
          size="sm"
          icon={<RotateCcw />}
          isBusy={ask.isBusy}
          onClick={() => void ask.run({ input: again }).then(onChange)}
        >
          {t('again')}
        </Button>
      )}
      {run.costs !== null && (
        <span className={styles.costs}>
          {run.costs.inputTokens + run.costs.outputTokens === 0
            ? t('seconds', { seconds: formats.seconds(run.costs.seconds) })
            : t('costs', { seconds: formats.seconds(run.costs.seconds), tokens: run.costs.inputTokens + run.costs.outputTokens })}
        </span>
      )}
    </footer>
  );
}
