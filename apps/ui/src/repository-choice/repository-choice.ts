import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { repositoryNamesDocument } from './repository-choice.documents.js';

const KEY = 'codexgraph.repository';

/** The repository that pages are about. */
export interface RepositoryChoice {
  /** Undefined while nothing is known, or where there is none. */
  readonly name: string | undefined;
  /** Every repository, by name. */
  readonly names: readonly string[];
  readonly isLoading: boolean;
}

/**
 * The repository of the address; where it names none, the one that was chosen last in this browser, else the first there is. A name that does not
 * exist (any more) is told as it is: the page says so.
 */
export function useRepositoryChoice(): RepositoryChoice {
  const inAddress = useRouterState({ select: ({ location }) => repositoryOf(location.search) });
  const [{ data, fetching }] = useQuery({ query: repositoryNamesDocument });
  const names = data?.repositories.nodes.map(({ name }) => name) ?? [];
  const last = lastChoice();
  const name = inAddress ?? (last !== undefined && names.includes(last) ? last : names[0]);
  useEffect(() => {
    if (inAddress !== undefined) rememberChoice(inAddress);
  }, [inAddress]);
  return { name, names, isLoading: fetching && data === undefined };
}

function repositoryOf(search: unknown): string | undefined {
  const { repository } = search as { readonly repository?: unknown };
  return typeof repository === 'string' ? repository : undefined;
}

function lastChoice(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the choice for addresses that name no repository. */
export function rememberChoice(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Without storage every visit begins with the first repository.
  }
}
