import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowUp, Bot, FileCode, ListTodo } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../../components/button/button.js';
import { Select } from '../../../components/select/select.js';
import { useAction } from '../../../graphql/use-action.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { askDocument } from '../ask.documents.js';
import { askMessages } from '../ask.messages.js';
import { MODES } from '../page.js';
import styles from './composer.module.css';

const TASKS = ['QUESTION_ANSWERING', 'DEBUGGING', 'COMMENTS', 'UNIT_TESTS', 'NEW_CODE'] as const;
type Task = (typeof TASKS)[number];

/** The service takes no longer questions. */
const MAX_CHARACTERS = 8_000;

/** A place to ask in: a new conversation, or on in one. */
export interface ComposerProps {
  readonly repository: string;
  readonly conversation?: { readonly id: string };
  readonly onAsked?: () => void;
}

/** Asks by Enter; the agent is chosen with the first question of a conversation. */
export function Composer({ repository, conversation, onAsked }: ComposerProps) {
  const t = useMessages(askMessages);
  const navigate = useNavigate();
  const search = useSearch({ from: '/ask' });
  const [text, setText] = useState(search.question ?? '');
  const [task, setTask] = useState<Task>('QUESTION_ANSWERING');
  const [file, setFile] = useState('');
  const mode = search.mode ?? 'CHAT';
  const ask = useAction(askDocument);
  const isTooLong = text.length > MAX_CHARACTERS;
  const canAsk = text.trim() !== '' && !isTooLong && !ask.isBusy;
  const send = async (): Promise<void> => {
    if (!canAsk) return;
    const place = conversation === undefined ? { repositoryName: repository, mode } : { conversationId: conversation.id };
    const about = file.trim() === '' ? {} : { filePath: file.trim() };
    const asked = await ask.run({ input: { ...place, ...about, question: text.trim(), task } });
    if (asked === undefined) return;
    setText('');
    onAsked?.();
    const { id } = asked.ask.conversation;
    if (conversation === undefined) {
      void navigate({ to: '/ask/$conversationId', params: { conversationId: id }, search: { repository } });
    }
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <QuestionField
        text={text}
        onChange={setText}
        onSend={() => void send()}
        placeholder={t(conversation === undefined ? 'placeholder' : 'followUp')}
        isFirst={conversation === undefined}
      />
      {isTooLong && <p className={styles.problem}>{t('tooLong', { count: text.length, limit: MAX_CHARACTERS })}</p>}
      <div className={styles.bar}>
        {conversation === undefined && (
          <Select
            label={t('agent')}
            icon={<Bot aria-hidden />}
            value={mode}
            options={MODES.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => void navigate({ to: '.', replace: true, search: (before) => ({ ...before, mode: value }) })}
          />
        )}
        <Select
          label={t('task')}
          icon={<ListTodo aria-hidden />}
          value={task}
          options={TASKS.map((value) => ({ value, label: t(value) }))}
          onChange={setTask}
        />
        {task !== 'QUESTION_ANSWERING' && <FileField file={file} onChange={setFile} />}
        <IconButton
          className={styles.send}
          look="primary"
          type="submit"
          label={t('send')}
          icon={<ArrowUp />}
          disabled={!canAsk}
          isBusy={ask.isBusy}
        />
      </div>
    </form>
  );
}

/** The file that a task is about. */
function FileField({ file, onChange }: { readonly file: string; readonly onChange: (file: string) => void }) {
  const t = useMessages(askMessages);
  return (
    <label className={styles.file}>
      <FileCode aria-hidden />
      <span className="visually-hidden">{t('file')}</span>
      <input
        value={file}
        placeholder={t('filePlaceholder')}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

interface FieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly placeholder: string;
  readonly isFirst: boolean;
}

/** Grows with what is written. A method of input (Chinese, Japanese) keeps its Enter. */
function QuestionField({ text, onChange, onSend, placeholder, isFirst }: FieldProps) {
  const t = useMessages(askMessages);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isFirst && matchMedia('(hover: hover)').matches) field.current?.focus({ preventScroll: true });
  }, [isFirst]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };
  return (
    <textarea
      ref={field}
      className={styles.text}
      aria-label={t('question')}
      title={t('newLine')}
      placeholder={placeholder}
      rows={isFirst ? 3 : 1}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
