import { CodexGraphError, type RetrievedSymbol } from '@codexgraph/graph-model';
import type { TokenCounter } from '@codexgraph/llm';

/** How much of a symbol a piece shows. */
export type ContextForm = 'whole' | 'signature' | 'outline';

/** One piece of a context. */
export interface ContextPiece {
  /** Citation key, such as `[3]`; unique in the context. */
  readonly key: string;
  readonly symbol: RetrievedSymbol;
  readonly form: ContextForm;
  /** Head line with key and place, and what is shown; whole lines, no line end at the end. */
  readonly text: string;
}

/** What a model is given to read. */
export interface CodeContext {
  /** Pieces by file and line. */
  readonly pieces: readonly ContextPiece[];
  /** All pieces, an empty line between two. The same symbols, codes and budget give the same text. */
  readonly text: string;
  /** Tokens of `text` by the counter; never above the budget. */
  readonly tokens: number;
  /** Hits that did not fit, or stand inside another piece. */
  readonly leftOut: number;
}

/** What {@link buildContext} chooses from. */
export interface ContextRequest {
  /** Best first. */
  readonly symbols: readonly RetrievedSymbol[];
  /** Code by id; a symbol without is shown by its signature. */
  readonly codes: ReadonlyMap<string, string>;
  /** Tokens, at least 50. */
  readonly budgetTokens: number;
  readonly tokens: TokenCounter;
}

const LEAST_BUDGET = 50;
/** One symbol may take this share of the budget for its whole code. */
const MOST_SHARE = 0.5;
const FORMS: readonly ContextForm[] = ['whole', 'signature', 'outline'];
/** Room for the line ends between pieces, and for what tokenizers do where two texts meet. */
const JOINT_TOKENS = 3;

interface Choice {
  readonly symbol: RetrievedSymbol;
  readonly form: ContextForm;
  readonly body: string;
  readonly cost: number;
}

/**
 * Chooses what to show within a budget: every hit in its shortest form first, the best ones then as much as fits; what stands inside a piece that is shown
 * whole is not shown again. Nothing is cut inside a line.
 *
 * @throws BAD_INPUT for a budget under 50 tokens
 */
export function buildContext(request: ContextRequest): CodeContext {
  const { symbols, budgetTokens } = request;
  if (!Number.isInteger(budgetTokens) || budgetTokens < LEAST_BUDGET)
    throw new CodexGraphError(
      'BAD_INPUT',
      `A context needs a budget of at least ${String(LEAST_BUDGET)} tokens, not ${String(budgetTokens)}.`,
    );
  let chosen = shortestForms(request);
  for (const symbol of symbols) {
    const index = chosen.findIndex((choice) => choice.symbol.id === symbol.id);
    if (index >= 0) chosen = enlarged(chosen, index, request);
  }
  const pieces = chosen.sort(byPlace).map((choice, index) => pieceOf(choice, index + 1));
  const text = pieces.map((piece) => piece.text).join('\n\n');
  const tokens = request.tokens.count(text);
  // Counts of parts are not quite the count of the whole.
  if (tokens > budgetTokens) return buildContext({ ...request, symbols: symbols.slice(0, -1) });
  return { pieces, text, tokens, leftOut: symbols.length - pieces.length };
}

function shortestForms(request: ContextRequest): Choice[] {
  const chosen: Choice[] = [];
  let spent = 0;
  for (const symbol of request.symbols) {
    const choice = choiceOf(symbol, 'outline', request);
    if (choice === undefined || spent + choice.cost > request.budgetTokens) continue;
    chosen.push(choice);
    spent += choice.cost;
  }
  return chosen;
}

/** The choices with one of them as large as the budget allows. */
function enlarged(chosen: readonly Choice[], index: number, request: ContextRequest): Choice[] {
  const current = chosen[index];
  if (current === undefined) return [...chosen];
  for (const form of FORMS) {
    const larger = choiceOf(current.symbol, form, request);
    if (larger === undefined || larger.cost <= current.cost) continue;
    if (larger.cost > request.budgetTokens * MOST_SHARE) continue;
    const others = chosen.filter((choice, at) => at !== index && !(form === 'whole' && isInside(choice.symbol, current.symbol)));
    const cost = others.reduce((sum, choice) => sum + choice.cost, larger.cost);
    const isShownAlready = others.some((choice) => choice.form === 'whole' && isInside(current.symbol, choice.symbol));
    if (cost <= request.budgetTokens && !isShownAlready) return [...others, larger];
  }
  return [...chosen];
}

function choiceOf(symbol: RetrievedSymbol, form: ContextForm, { codes, tokens }: ContextRequest): Choice | undefined {
  const body = bodyOf(symbol, form, codes.get(symbol.id));
  if (body === undefined) return undefined;
  return { symbol, form, body, cost: tokens.count(`${headOf('[000]', symbol)}\n${body}`) + JOINT_TOKENS };
}

function bodyOf(symbol: RetrievedSymbol, form: ContextForm, code: string | undefined): string | undefined {
  if (form === 'whole') return code === undefined || code === '' ? undefined : code.replace(/\r\n?/gu, '\n').replace(/\n+$/u, '');
  const told = firstLine(symbol.description ?? symbol.docstring);
  if (form === 'outline') return told === '' ? firstLine(symbol.signature ?? symbol.name) : told;
  return [symbol.signature ?? symbol.name, told].filter((line) => line !== '').join('\n');
}

function pieceOf({ symbol, form, body }: Choice, number: number): ContextPiece {
  const key = `[${String(number)}]`;
  return { key, symbol, form, text: `${headOf(key, symbol)}\n${body}` };
}

function headOf(key: string, { label, qualifiedName, filePath, startLine, endLine }: RetrievedSymbol): string {
  const lines = startLine === undefined ? '' : `:${String(startLine)}-${String(endLine ?? startLine)}`;
  return `${key} ${label} ${qualifiedName} ${filePath}${lines}`;
}

function firstLine(text: string | undefined): string {
  return (text ?? '').trim().split('\n')[0]?.trim() ?? '';
}

function isInside(inner: RetrievedSymbol, outer: RetrievedSymbol): boolean {
  if (inner.id === outer.id || inner.filePath !== outer.filePath) return false;
  const { startLine: outerStart = 0, endLine: outerEnd = -1 } = outer;
  const { startLine = -1, endLine = startLine } = inner;
  return (
    startLine >= outerStart && endLine <= outerEnd && !(startLine === outerStart && endLine === outerEnd && inner.id < outer.id)
  );
}

function byPlace({ symbol: left }: Choice, { symbol: right }: Choice): number {
  if (left.filePath !== right.filePath) return left.filePath < right.filePath ? -1 : 1;
  return (left.startLine ?? 0) - (right.startLine ?? 0) || (left.id < right.id ? -1 : 1);
}
