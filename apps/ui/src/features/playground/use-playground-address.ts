import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PlaygroundSearch } from './page.js';

/** A query as it stands in the editor. */
export interface Draft {
  readonly text: string;
  /** JSON. */
  readonly parameters: string;
}

/** Addresses hold no longer texts. */
export const MAX_ADDRESS_CHARACTERS = 20_000;
const WRITE_AFTER_MS = 400;

/**
 * The query of the page: what is written goes into the address a moment later, and what the address says otherwise (back, forward, a link) comes into the
 * editor as a replacement.
 */
export function usePlaygroundAddress(): {
  readonly search: PlaygroundSearch;
  readonly draft: Draft;
  /** A new object whenever the text in the editor is to be replaced. */
  readonly replacement: { readonly text: string };
  /** What a person writes. */
  readonly write: (change: Partial<Draft>) => void;
  /** Puts another query into the editor; one can go back to the one before. */
  readonly choose: (draft: Draft) => void;
  readonly change: (change: Pick<PlaygroundSearch, 'view' | 'panel'>) => void;
} {
  const search = useSearch({ from: '/playground' });
  const navigate = useNavigate({ from: '/playground' });
  const { query = '', parameters = '' } = search;
  const [draft, setDraft] = useState<Draft>({ text: query, parameters });
  const [replacement, setReplacement] = useState({ text: query });
  // What this page wrote into the address last: anything else in it came from elsewhere.
  const [written, setWritten] = useState<Draft>({ text: query, parameters });
  if (written.text !== query || written.parameters !== parameters) {
    setWritten({ text: query, parameters });
    setDraft({ text: query, parameters });
    setReplacement({ text: query });
  }
  const timer = useRef(0);
  useEffect(() => {
    const { text } = draft;
    if (text.length > MAX_ADDRESS_CHARACTERS || (text === written.text && draft.parameters === written.parameters))
      return undefined;
    timer.current = window.setTimeout(() => {
      setWritten(draft);
      void navigate({
        replace: true,
        search: (before) => withoutNothing({ ...before, query: text, parameters: draft.parameters }),
      });
    }, WRITE_AFTER_MS);
    return () => {
      window.clearTimeout(timer.current);
    };
  }, [draft, written, navigate]);
  return useMemo(
    () => ({
      search,
      draft,
      replacement,
      write: (change) => setDraft((before) => ({ ...before, ...change })),
      choose: ({ text, parameters: values }) => {
        window.clearTimeout(timer.current);
        setDraft({ text, parameters: values });
        setReplacement({ text });
        if (text.length > MAX_ADDRESS_CHARACTERS) return;
        setWritten({ text, parameters: values });
        void navigate({ search: (before) => withoutNothing({ ...before, query: text, parameters: values, view: undefined }) });
      },
      change: (change) => {
        void navigate({ replace: true, search: (before) => withoutNothing({ ...before, ...change }) });
      },
    }),
    [search, draft, replacement, navigate],
  );
}

type Changes = { readonly [Name in keyof PlaygroundSearch]?: PlaygroundSearch[Name] | undefined } & {
  readonly repository?: string;
};

function withoutNothing(search: Changes): PlaygroundSearch & { readonly repository?: string } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}
