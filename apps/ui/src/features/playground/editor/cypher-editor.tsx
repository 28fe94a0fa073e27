import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { forceLinting, linter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, StateEffect } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useMessages } from '../../../i18n/use-messages.js';
import { type Language, usePreferences } from '../../../preferences/preferences.js';
import { editorMessages } from '../playground.messages.js';
import { completeFromService } from './complete-from-service.js';
import { cypherLanguage } from './cypher-language.js';
import { editorLook } from './editor-look.js';
import { editorPhrases } from './editor-phrases.js';
import { findProblems, type ProblemSources, type ServiceProblem } from './find-problems.js';
import { LanguageWorker } from './language-worker.js';
import { signatureHelp } from './signature-help.js';
import { offsetOf, type Place } from './text-places.js';

/** What a page may do with the editor. */
export interface Editor {
  /** @returns false when the text cannot be read, and so not be laid out */
  readonly format: () => Promise<boolean>;
  readonly goTo: (place: Place) => void;
  readonly focus: () => void;
}

/** A text of Cypher that is being written. */
export interface CypherEditorProps {
  readonly repository: string;
  /** What the editor begins with; another object replaces what is written, and that can be undone. */
  readonly replacement: { readonly text: string };
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ran: { readonly text: string; readonly problems: readonly ServiceProblem[] } | undefined;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  /** Id of the text that tells of the keys. */
  readonly describedBy: string;
  readonly ref?: Ref<Editor>;
}

const LINT_DELAY_MS = 400;
const refreshLint = StateEffect.define();

/** An editor for Cypher: colours, completion, signatures, and faults where they are. */
export function CypherEditor({ ref, ...props }: CypherEditorProps) {
  const t = useMessages(editorMessages);
  const { language } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const worker = useRef<LanguageWorker | undefined>(undefined);
  const words = useRef(new Compartment());
  const latest = useRef({ ...props, t });
  useEffect(() => {
    latest.current = { ...props, t };
  });

  useEffect(() => {
    if (box.current === null) return undefined;
    const started = new LanguageWorker();
    const sources = (): ProblemSources => ({
      ...latest.current,
      worker: started,
      replaceBy: (suggestion) => latest.current.t('replaceBy', { suggestion }),
    });
    const created = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: latest.current.replacement.text,
        extensions: [
          words.current.of([]),
          ...editing(() => latest.current.onRun()),
          autocompletion({ override: [(context) => completeFromService(latest.current.repository)(context)] }),
          linter((current) => findProblems(current, sources()), {
            delay: LINT_DELAY_MS,
            needsRefresh: ({ transactions }) =>
              transactions.some(({ effects }) => effects.some((effect) => effect.is(refreshLint))),
          }),
          signatureHelp(started),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    worker.current = started;
    return () => {
      created.destroy();
      started.dispose();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: words.current.reconfigure(wordsOf(t, language, props.describedBy)) });
  }, [t, language, props.describedBy]);
  useEffect(() => {
    const { current } = view;
    const { text } = props.replacement;
    if (current === undefined || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [props.replacement]);
  useEffect(() => {
    const { current } = view;
    current?.dispatch({ effects: refreshLint.of(null) });
    if (current !== undefined && props.ran !== undefined) forceLinting(current);
  }, [props.parameters, props.ran, props.repository]);

  useImperativeHandle(ref, () => ({
    format: () => format(view.current, worker.current),
    goTo: (place) => {
      const { current } = view;
      if (current === undefined) return;
      current.dispatch({ selection: { anchor: offsetOf(current.state.doc, place) }, scrollIntoView: true });
      current.focus();
    },
    focus: () => view.current?.focus(),
  }));
  return <div ref={box} style={{ height: '100%' }} />;
}

/** Tab indents; Escape, then Tab, leaves the editor. */
function editing(onRun: () => void): readonly Extension[] {
  const run = (): boolean => {
    onRun();
    return true;
  };
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  return [
    EditorView.cspNonce.of(nonce),
    keymap.of([{ key: 'Mod-Enter', run, preventDefault: true }]),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of('  '),
    EditorView.lineWrapping,
    cypherLanguage,
    editorLook,
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
  ];
}

function wordsOf(t: ReturnType<typeof useMessages<typeof editorMessages>>, language: Language, describedBy: string): Extension {
  return [
    EditorState.phrases.of(editorPhrases(language)),
    placeholder(t('placeholder')),
    EditorView.contentAttributes.of({ 'aria-label': t('editor'), 'aria-describedby': describedBy }),
  ];
}

async function format(view: EditorView | undefined, worker: LanguageWorker | undefined): Promise<boolean> {
  if (view === undefined || worker === undefined) return false;
  const text = view.state.doc.toString();
  const formatted = await worker.ask({ kind: 'format', text });
  if (formatted === undefined) return false;
  const insert = formatted.trimEnd();
  if (view.state.doc.toString() === text && insert !== text) view.dispatch({ changes: { from: 0, to: text.length, insert } });
  return true;
}
