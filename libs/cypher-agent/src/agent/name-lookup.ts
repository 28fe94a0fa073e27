import { readFileSync } from 'node:fs';
import type { CypherRunner, CypherValue } from '@codexgraph/graph-model';

/** Names of one symbol. */
export interface SymbolNames {
  readonly name: string;
  readonly qualified_name: string;
  readonly file_path: string;
}

/** Finds names that exist near to one that may not. At most five, best first; empty where nothing fits or the search cannot be run. */
export interface NameLookup {
  /** Symbols whose name, dotted name or file is the text but for upper and lower case; exact ones too. */
  inAnyCase(repository: string, text: string, signal: AbortSignal): Promise<readonly SymbolNames[]>;
  /** Symbols that fit the words of the text best. */
  byWords(repository: string, text: string, signal: AbortSignal): Promise<readonly SymbolNames[]>;
}

const QUERY_FOLDER = new URL('../../queries/', import.meta.url);
const TIMEOUT_MS = 5000;
const MOST_ROWS = 5;

/** Looks names up by two queries of its own, confined to the repository as all others are. */
export class GraphNameLookup implements NameLookup {
  readonly #runner: CypherRunner;
  readonly #anyCase = readFileSync(new URL('names-in-any-case.cypher', QUERY_FOLDER), 'utf8');
  readonly #byWords = readFileSync(new URL('names-by-words.cypher', QUERY_FOLDER), 'utf8');

  constructor(runner: CypherRunner) {
    this.#runner = runner;
  }

  inAnyCase(repository: string, text: string, signal: AbortSignal): Promise<readonly SymbolNames[]> {
    return this.#names({ repository, text: this.#anyCase, parameters: { name: text }, signal });
  }

  byWords(repository: string, text: string, signal: AbortSignal): Promise<readonly SymbolNames[]> {
    const words = searchWords(text);
    if (words === '') return Promise.resolve([]);
    return this.#names({ repository, text: this.#byWords, parameters: { words }, signal });
  }

  async #names(request: Parameters<CypherRunner['run']>[0]): Promise<readonly SymbolNames[]> {
    const outcome = await this.#runner.run({ ...request, limits: { maxRows: MOST_ROWS, timeoutMs: TIMEOUT_MS } });
    if (outcome.kind !== 'rows') return [];
    return outcome.rows.map(([name = '', qualified = '', file = '']) => ({
      name: text(name),
      qualified_name: text(qualified),
      file_path: text(file),
    }));
  }
}

function text(value: CypherValue): string {
  return typeof value === 'string' ? value : '';
}

/** Words for Lucene: each as it is or with a few letters changed; nothing that means something to its query language. */
function searchWords(text: string): string {
  return text
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 8)
    .map((word) => `(${word}^2 OR ${word}~)`)
    .join(' ');
}
