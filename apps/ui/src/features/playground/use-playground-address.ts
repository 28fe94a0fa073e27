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
  const address: Draft = { text: query, parameters };
  const [draft, setDraft] = useState(address);
  const [replacement, setReplacement] = useState({ text: query });
  const [seen, setSeen] = useState(address);
  // What this page has written and the address does not show yet: anything else that comes into it comes from elsewhere.
  const [pending, setPending] = useState<readonly Draft[]>([]);
  if (!isSame(seen, address)) {
    const place = pending.findIndex((one) => isSame(one, address));
    setSeen(address);
    setPending(place < 0 ? [] : pending.slice(place + 1));
    if (place < 0) {
      setDraft(address);
      setReplacement({ text: query });
    }
  }
  const latest = pending.at(-1) ?? seen;
  const timer = useRef(0);
  useEffect(() => {
    const { text } = draft;
    if (text.length > MAX_ADDRESS_CHARACTERS || isSame(draft, latest)) return undefined;
    timer.current = window.setTimeout(() => {
      setPending((before) => [...before, draft]);
      void navigate({
        replace: true,
        search: (before) => withoutNothing({ ...before, query: text, parameters: draft.parameters }),
      });
    }, WRITE_AFTER_MS);
    return () => {
      window.clearTimeout(timer.current);
    };
  }, [draft, latest, navigate]);
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
        if (!isSame(latest, { text, parameters: values })) setPending((before) => [...before, { text, parameters: values }]);
        void navigate({ search: (before) => withoutNothing({ ...before, query: text, parameters: values, view: undefined }) });
      },
      change: (change) => {
        void navigate({ replace: true, search: (before) => withoutNothing({ ...before, ...change }) });
      },
    }),
    [search, draft, latest, replacement, navigate],
  );
}

function isSame(one: Draft, other: Draft): boolean {
  return one.text === other.text && one.parameters === other.parameters;
}

type Changes = { readonly [Name in keyof PlaygroundSearch]?: PlaygroundSearch[Name] | undefined } & {
  readonly repository?: string;
};

function withoutNothing(search: Changes): PlaygroundSearch & { readonly repository?: string } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}
