import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PLAIN_LOOKS } from './appearance.js';
import type { Filters } from './graph/graph-model.js';
import { CONFIDENCES, RELATION_TYPES, SYMBOL_LABELS } from './graph/relation-types.js';
import { readFolders, toggleFolder, writeFolders } from './map/code-map.js';
import type { ExplorerSearch, Looks } from './page.js';
import { doneSteps, doSteps, type History, historyOf, moveInHistory, searchOf } from './steps/history.js';
import type { Step } from './steps/step.js';

/** What the address says, and ways to change it. Each change is an entry of the browser's history, except choosing and filtering. */
export interface ExplorerAddress {
  readonly history: History;
  readonly steps: readonly Step[];
  readonly folders: readonly string[];
  readonly chosen: string | undefined;
  readonly to: string | undefined;
  readonly filters: Filters;
  readonly looks: Looks;
  readonly isList: boolean;
  readonly act: (...steps: readonly Step[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly showMap: () => void;
  readonly toggleFolder: (folder: string) => void;
  readonly choose: (chosen: string | undefined, to?: string) => void;
  /** Shows a kind, type or confidence, or keeps it out of sight. */
  readonly toggleFilter: (name: string) => void;
  readonly toggleTests: () => void;
  readonly setIsList: (isList: boolean) => void;
  /** Lets colours or sizes tell something else. */
  readonly setLooks: (change: Partial<Looks>) => void;
}

/** The state of the explorer: all of it stands in the address. */
export function useExplorerAddress(): ExplorerAddress {
  const search = useSearch({ from: '/explore' });
  const navigate = useNavigate({ from: '/explore' });
  const { steps, done, open, without, tests } = search;
  const history = useMemo(
    () => historyOf({ ...(steps === undefined ? {} : { steps }), ...(done === undefined ? {} : { done }) }),
    [steps, done],
  );
  const current = useMemo(() => doneSteps(history), [history]);
  const filters = useMemo(
    () => filtersOf({ ...(without === undefined ? {} : { without }), ...(tests === undefined ? {} : { tests }) }),
    [without, tests],
  );
  const { colour = PLAIN_LOOKS.colour, size = PLAIN_LOOKS.size } = search;
  const looks = useMemo(() => ({ colour, size }), [colour, size]);
  const change = (next: () => Changes, replace = false): void => {
    void navigate({ search: (before) => withoutNothing({ ...before, ...next() }), replace });
  };
  const setHistory = (next: History): void => {
    change(() => ({ steps: undefined, done: undefined, ...searchOf(next) }));
  };
  return {
    history,
    steps: current,
    folders: readFolders(open),
    chosen: search.chosen,
    to: search.to,
    filters,
    looks,
    isList: search.as === 'list',
    act: (...added) => {
      setHistory(doSteps(history, added));
    },
    undo: () => {
      setHistory(moveInHistory(history, -1));
    },
    redo: () => {
      setHistory(moveInHistory(history, 1));
    },
    showMap: () => {
      change(() => ({ steps: undefined, done: undefined, chosen: undefined, to: undefined }));
    },
    toggleFolder: (folder) => {
      change(() => ({ open: writeFolders(toggleFolder(readFolders(open), folder)) }));
    },
    choose: (chosen, to) => {
      change(() => ({ chosen, to }), true);
    },
    toggleFilter: (name) => {
      const hidden = new Set(without?.split(',') ?? []);
      if (!hidden.delete(name)) hidden.add(name);
      change(() => ({ without: hidden.size === 0 ? undefined : [...hidden].join(',') }), true);
    },
    toggleTests: () => {
      change(() => ({ tests: tests === undefined ? 'hidden' : undefined }), true);
    },
    setLooks: (changed) => {
      const next = { ...looks, ...changed };
      const unlessPlain = <Name extends keyof Looks>(name: Name) => (next[name] === PLAIN_LOOKS[name] ? undefined : next[name]);
      change(() => ({ colour: unlessPlain('colour'), size: unlessPlain('size') }), true);
    },
    setIsList: (isList) => {
      change(() => ({ as: isList ? 'list' : undefined }), true);
    },
  };
}

function filtersOf({ without = '', tests }: Pick<ExplorerSearch, 'without' | 'tests'>): Filters {
  const hidden = without.split(',');
  const among = (names: readonly string[]) => new Set(hidden.filter((name) => names.includes(name)));
  return {
    labels: among(SYMBOL_LABELS),
    types: among(RELATION_TYPES),
    confidences: among(CONFIDENCES),
    tests: tests === 'hidden',
  };
}

type Changes = { readonly [Name in keyof ExplorerSearch]?: ExplorerSearch[Name] | undefined };

function withoutNothing(search: Changes & { readonly repository?: string }): ExplorerSearch & { readonly repository?: string } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
