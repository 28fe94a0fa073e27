import { CodexGraphError } from '@codexgraph/graph-model';
import { quotedData, quotedInline } from '@codexgraph/llm';
import type { MessageBudget } from './fit-messages.js';
import type { RunRecorder } from './run-recorder.js';

/** A symbol that a search found. */
export interface FoundSymbol {
  /** Kind of node, such as METHOD. */
  readonly label: string;
  readonly qualifiedName: string;
  readonly filePath: string;
  readonly startLine: number;
  readonly endLine: number;
  /** What it does, or why it was found; '' when nothing is known. */
  readonly note: string;
}

/** Hears, in sentences, what limits what a search found: an index that is being filled, a model that did not answer. */
export type SearchNoteListener = (note: string) => void;

/** Finds code by words and meaning: for questions and text queries that name no symbol, and to show code with every answer. */
export interface CodeFinder {
  /** Best first. */
  find(
    request: { readonly repository: string; readonly text: string; readonly most: number; readonly onNote?: SearchNoteListener },
    signal: AbortSignal,
  ): Promise<readonly FoundSymbol[]>;
  /** Code to read about a text, whole lines, within a budget of at least 50 tokens; '' when nothing fits. */
  context(
    request: {
      readonly repository: string;
      readonly text: string;
      readonly budgetTokens: number;
      readonly countTokens: (text: string) => number;
      readonly onNote?: SearchNoteListener;
    },
    signal: AbortSignal,
  ): Promise<string>;
}

const MOST_SEEDS = 8;
const MOST_FOR_TEXT_QUERY = 6;
const LEAST_CONTEXT_TOKENS = 50;
const MOST_CONTEXT_TOKENS = 4000;

/** What a run asks the search for. An answer is not held up by a search that fails: then there is nothing to show. */
export class RunSearch {
  readonly #finder: CodeFinder | undefined;
  readonly #run: { readonly repository: string; readonly signal: AbortSignal; readonly recorder: RunRecorder };
  readonly #notes = new Set<string>();
  readonly #onNote = (note: string): void => void this.#notes.add(note);

  /** @param finder absent: nothing is ever found */
  constructor(
    finder: CodeFinder | undefined,
    run: { readonly repository: string; readonly signal: AbortSignal; readonly recorder: RunRecorder },
  ) {
    this.#finder = finder;
    this.#run = run;
  }

  /** What limited the searches so far, each sentence once. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** What the model may begin with; '' or a part that ends with a line end. */
  async seeds(question: string): Promise<string> {
    const lines = await this.#lines('seeds', question, MOST_SEEDS);
    if (lines === '') return '';
    return `\nA search by words and meaning found these symbols for it, most alike first; not all need matter:\n${lines}\n`;
  }

  /** What stands in for a text query that no row answers; '' when nothing fits. */
  async forTextQuery(words: string): Promise<string> {
    const lines = await this.#lines('text-query', words, MOST_FOR_TEXT_QUERY);
    if (lines === '') return '';
    return `### No rows answer ${quotedInline(words)}\nA search by words and meaning found these symbols, most alike first; they need not be what was asked for:\n${lines}`;
  }

  /** Code about the question for the model that makes the result; '' or a part that begins with a line end. */
  async code(question: string, { tokens, countTokens }: MessageBudget): Promise<string> {
    const budgetTokens = Math.min(MOST_CONTEXT_TOKENS, Math.floor(tokens));
    const { repository, signal, recorder } = this.#run;
    if (this.#finder === undefined || budgetTokens < LEAST_CONTEXT_TOKENS) return '';
    const finder = this.#finder;
    const request = { repository, text: question, budgetTokens, countTokens, onNote: this.#onNote };
    const text = await this.#attempt(() => finder.context(request, signal), '');
    if (text === '') return '';
    recorder.tell({ kind: 'search', use: 'context', text: question, symbols: [] });
    return `\nCode that a search by words and meaning found for the question; it need not matter:\n\n${quotedData(text)}\n`;
  }

  async #lines(use: 'seeds' | 'text-query', text: string, most: number): Promise<string> {
    const { repository, signal, recorder } = this.#run;
    if (this.#finder === undefined) return '';
    const finder = this.#finder;
    const found = await this.#attempt(() => finder.find({ repository, text, most, onNote: this.#onNote }, signal), []);
    if (found.length === 0) return '';
    recorder.tell({ kind: 'search', use, text, symbols: found.map(({ qualifiedName }) => qualifiedName) });
    return quotedData(found.map(foundLine).join('\n'));
  }

  async #attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#run.signal.aborted) throw new CodexGraphError('CANCELLED', 'The run was stopped.');
      if (CodexGraphError.isInstance(error)) return otherwise;
      throw error;
    }
  }
}

function foundLine({ label, qualifiedName, filePath, startLine, endLine, note }: FoundSymbol): string {
  const place = `${filePath}:${String(startLine)}-${String(endLine)} \`${qualifiedName}\` ${label}`;
  return (note === '' ? place : `${place}: ${note}`).replaceAll('\n', ' ');
}
