import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useShortcuts } from '../../keyboard/shortcuts.js';
import type { CypherEditorProps, Editor } from './editor/cypher-editor.js';
import { historyShelf } from './library/query-shelf.js';
import { SidePanel } from './library/side-panel.js';
import { ParametersField } from './parameters/parameters-field.js';
import { readParameters } from './parameters/read-parameters.js';
import styles from './playground-page.module.css';
import { editorMessages, playgroundMessages } from './playground.messages.js';
import { ResultPanel } from './result/result-panel.js';
import { type Bounds, DEFAULT_BOUNDS, RunBar } from './run/run-bar.js';
import { type Mode, type QueryRun, useQueryRun } from './run/use-query-run.js';
import { type Draft, usePlaygroundAddress } from './use-playground-address.js';

const CypherEditor = lazy(async () => ({ default: (await import('./editor/cypher-editor.js')).CypherEditor }));

const NO_VALUES = {};

/** The editor above, what came of the query below, and what helps to write it beside both. */
export function Workbench({ repository }: { readonly repository: string }) {
  const t = useMessages(playgroundMessages);
  const tEditor = useMessages(editorMessages);
  const { search, draft, replacement, write, choose, change } = usePlaygroundAddress();
  const [bounds, setBounds] = useState<Bounds>(DEFAULT_BOUNDS);
  const editor = useRef<Editor>(null);
  const hintId = useId();
  const read = useMemo(() => readParameters(draft.parameters), [draft.parameters]);
  const values = 'values' in read ? read.values : NO_VALUES;
  const { run, start, stop } = useQueryRun((ended) => remember(ended, draft.parameters));
  const ran = useRan(run);
  const begin = (mode: Mode): void => {
    if (draft.text.trim() === '' || 'problem' in read) return;
    const view = search.view ?? 'table';
    const wanted = mode === 'run' ? (view === 'plan' ? 'table' : view) : 'plan';
    change({ view: wanted });
    start(mode, { repository, text: draft.text, parameters: values, ...bounds });
  };
  useRunOfAddress(() => begin(search.view === 'plan' ? 'explain' : 'run'), search.view !== undefined);
  useShortcuts([{ keys: 'mod+Enter', title: playgroundMessages.run, run: () => begin('run') }]);
  const format = async (): Promise<void> => {
    if ((await editor.current?.format()) === false) showToast({ look: 'plain', title: t('format'), text: t('cannotFormat') });
  };
  const putIn = (chosen: Draft): void => {
    choose(chosen);
    editor.current?.focus();
  };
  return (
    <div className={styles.page}>
      <section className={styles.query} aria-label={tEditor('editor')}>
        <RunBar
          draft={draft}
          isRunning={run.state === 'running'}
          canRun={draft.text.trim() !== '' && !('problem' in read)}
          bounds={bounds}
          onBounds={setBounds}
          onBegin={begin}
          onStop={stop}
          onFormat={() => void format()}
        />
        <EditorWhenLoaded
          ref={editor}
          repository={repository}
          replacement={replacement}
          parameters={values}
          ran={ran}
          describedBy={hintId}
          onChange={(text) => write({ text })}
          onRun={() => begin('run')}
        />
        <p id={hintId} className={styles.hint}>
          {tEditor('keys')}
        </p>
        <ParametersField text={draft.parameters} read={read} onChange={(parameters) => write({ parameters })} />
      </section>
      <section className={styles.result} aria-label={t('result')}>
        <ResultPanel
          run={run}
          view={search.view ?? 'table'}
          onView={(view) => change({ view })}
          onRetry={() => begin(run.state === 'failed' ? run.mode : 'run')}
          onExplain={() => begin('explain')}
          onPlace={(place) => editor.current?.goTo(place)}
        />
      </section>
      <aside className={styles.side}>
        <PanelBoundary>
          <SidePanel
            repository={repository}
            panel={search.panel ?? 'examples'}
            current={draft}
            onPanel={(panel) => change({ panel })}
            onChoose={putIn}
          />
        </PanelBoundary>
      </aside>
    </div>
  );
}

function EditorWhenLoaded(props: CypherEditorProps) {
  return (
    <div className={styles.editor}>
      <PanelBoundary>
        <Suspense fallback={<Skeleton lines={5} />}>
          <CypherEditor {...props} />
        </Suspense>
      </PanelBoundary>
    </div>
  );
}

/** A link to a result runs its query when the page is opened. */
function useRunOfAddress(begin: () => void, isWanted: boolean): void {
  const atOpening = useRef({ begin, isWanted });
  useEffect(() => {
    if (atOpening.current.isWanted) atOpening.current.begin();
  }, []);
}

/** What the last run said is wrong, for the editor. */
function useRan(run: QueryRun) {
  return useMemo(
    () =>
      run.state === 'ran' || run.state === 'explained' ? { text: run.request.text, problems: run.result.problems } : undefined,
    [run],
  );
}

function remember(run: QueryRun, parameters: string): void {
  if (run.state !== 'ran') return;
  const { repository, text } = run.request;
  historyShelf.add({ id: crypto.randomUUID(), name: '', repository, text, parameters, at: new Date().toISOString() });
}
