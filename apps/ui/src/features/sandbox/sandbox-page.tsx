import 'graphiql/style.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { GraphiQL } from 'graphiql';
import { useEffect, useRef, useState } from 'react';
import { useDocumentTitle } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Select } from '../../components/select/select.js';
import { access } from '../../graphql/access-token.js';
import { useMessages } from '../../i18n/use-messages.js';
import { usePreferences } from '../../preferences/preferences.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { useStore } from '../../state/store.js';
import { EXAMPLES, type SandboxExample } from './examples.js';
import { memoryStorage } from './memory-storage.js';
import { sandboxFetcher } from './sandbox-fetcher.js';
import { sandboxMessages } from './sandbox.messages.js';
import styles from './sandbox-page.module.css';
import { useLabels } from './use-labels.js';

const WRITE_ADDRESS_MS = 500;

/** GraphiQL over the service; document and variables stand in the address. */
export function SandboxPage() {
  const t = useMessages(sandboxMessages);
  const { theme } = usePreferences();
  const { token, isRefused } = useStore(access);
  const { name: repository = 'my-repository' } = useRepositoryChoice();
  const { start, open, note } = useSandboxAddress(repository);
  const frame = useRef<HTMLDivElement>(null);
  useDocumentTitle(t('title'));
  useLabels(frame);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        <Select
          className={styles.examples}
          label={t('examples')}
          value={null}
          placeholder={t('choose')}
          options={EXAMPLES.map(({ id }) => ({ value: id, label: t(id) }))}
          onChange={(id) => {
            const example = EXAMPLES.find((one) => one.id === id);
            if (example !== undefined) open(textsOf(example, repository));
          }}
        />
      </header>
      <PanelBoundary>
        <div className={styles.frame} ref={frame}>
          <Sandbox
            // Another token, or one at last, may let the schema be read.
            key={`${String(start.number)} ${token ?? ''} ${String(isRefused)}`}
            start={start.texts}
            theme={theme}
            onEdit={note}
          />
        </div>
      </PanelBoundary>
    </div>
  );
}

interface Texts {
  readonly query: string;
  readonly variables: string;
}

/** What the editors begin with; a new number makes new editors. */
interface Start {
  readonly number: number;
  readonly texts: Texts;
}

function Sandbox(props: {
  readonly start: Texts;
  readonly theme: 'light' | 'dark' | 'system';
  readonly onEdit: (texts: Partial<Texts>) => void;
}) {
  const { start, theme, onEdit } = props;
  const [storage] = useState(memoryStorage);
  return (
    <GraphiQL
      fetcher={sandboxFetcher as never}
      storage={storage}
      forcedTheme={theme}
      query={start.query}
      variables={start.variables}
      onEditQuery={(query: string) => onEdit({ query })}
      onEditVariables={(variables: string) => onEdit({ variables })}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility={start.variables === '' ? false : 'variables'}
    />
  );
}

function textsOf({ query, variables }: SandboxExample, repository: string): Texts {
  return { query, variables: variables === undefined ? '' : JSON.stringify(variables(repository), null, 2) };
}

/** What the sandbox begins with, and a way to write what it holds into the address without a step in the history for every letter. */
function useSandboxAddress(repository: string) {
  const { query, variables = '' } = useSearch({ from: '/sandbox' });
  const navigate = useNavigate({ from: '/sandbox' });
  const [first] = EXAMPLES;
  const [start, setStart] = useState<Start>(() => ({
    number: 0,
    texts: query === undefined && first !== undefined ? textsOf(first, repository) : { query: query ?? '', variables },
  }));
  const latest = useRef(start.texts);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const note = (change: Partial<Texts>): void => {
    latest.current = { ...latest.current, ...change };
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const { query: written, variables: values } = latest.current;
      void navigate({
        search: ({ variables: _variables, ...rest }) => ({
          ...rest,
          query: written,
          ...(values === '' ? {} : { variables: values }),
        }),
        replace: true,
        resetScroll: false,
      });
    }, WRITE_ADDRESS_MS);
  };
  const open = (texts: Texts): void => {
    setStart(({ number }) => ({ number: number + 1, texts }));
    note(texts);
  };
  return { start, open, note };
}
