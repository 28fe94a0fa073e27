import type { QuestionRecord, TrueSymbol } from './question-record.js';

/** What is judged of an answer. */
export interface GivenAnswer {
  readonly answer_text: string;
  readonly value?: number | boolean;
  readonly citations: readonly {
    readonly name: string;
    readonly file_path: string;
    readonly start_line?: number;
    readonly label: string;
  }[];
}

type Cited = GivenAnswer['citations'][number];

/** A citation fits a definition when it begins at most so many lines from it. */
const LINE_TOLERANCE = 3;
/** Calls that a chain may have more than the shortest one. */
const LONGER_CHAIN = 2;
const SAYS_NONE = /\b(?:no|not|none|nobody|nothing|never)\b|没有|不存在|未找到|找不到/iu;

/**
 * Is the answer fully right? Symbols and files: every true one cited and nothing else. Counts and yes-or-no: the value. A chain: from the first to the
 * last, about as short as the shortest. No answer: nothing cited, and said so. Judges by the record alone, so overloads far apart count as two.
 */
export function isRight({ answer, subject = [] }: QuestionRecord, given: GivenAnswer): boolean {
  switch (answer.kind) {
    case 'count':
    case 'bool':
      return (
        given.value !== undefined &&
        (given.value === answer.value || (answer.alternatives ?? []).some((other) => other === given.value))
      );
    case 'none':
      return (
        SAYS_NONE.test(given.answer_text.replaceAll(/`[^`]*`/gu, '')) && given.citations.every((cited) => isAmong(cited, subject))
      );
    case 'files':
      return isSameSet(given, { items: answer.items, free: [...subject, ...(answer.neutral ?? [])], fits: isInFile });
    case 'path':
      return isChain(given, answer.items, typeof answer.value === 'number' ? answer.value : answer.items.length - 1);
    case 'symbols': {
      const others = (answer.alternatives ?? []).filter((other) => typeof other !== 'number');
      const free = [...subject, ...(answer.neutral ?? [])];
      return [answer.items, ...others].some((items) => isSameSet(given, { items, free, fits: isAt }));
    }
  }
}

interface Wanted {
  readonly items: readonly TrueSymbol[];
  readonly free: readonly TrueSymbol[];
  readonly fits: (cited: Cited, symbol: TrueSymbol) => boolean;
}

function isSameSet({ citations }: GivenAnswer, { items, free, fits }: Wanted): boolean {
  const fitsAny = (cited: Cited, symbol: TrueSymbol): boolean =>
    [symbol, ...(symbol.alt ?? [])].some((place) => fits(cited, place));
  const isWhole = items.every((item) => citations.some((cited) => fitsAny(cited, item)));
  const isPure = citations.every((cited) =>
    cited.label === 'MODULE' && fits === isAt
      ? isFreeFile(cited, [...items, ...free])
      : [...items, ...free].some((symbol) => fitsAny(cited, symbol)),
  );
  return isWhole && isPure;
}

function isFreeFile(cited: Cited, symbols: readonly TrueSymbol[]): boolean {
  return symbols.some((symbol) => symbol.file === cited.file_path);
}

function isAmong(cited: Cited, symbols: readonly TrueSymbol[]): boolean {
  return symbols.some((symbol) => isAt(cited, symbol));
}

function isInFile(cited: Cited, symbol: TrueSymbol): boolean {
  return cited.file_path === symbol.file;
}

function isAt(cited: Cited, symbol: TrueSymbol): boolean {
  if (cited.file_path !== symbol.file) return false;
  if (symbol.name === undefined) return cited.label === 'MODULE';
  const line = cited.start_line ?? 0;
  const isNear = [symbol.line, symbol.start].some((true_) => true_ !== undefined && Math.abs(true_ - line) <= LINE_TOLERANCE);
  return isNear && (cited.name === symbol.name || isConstructor(cited.name) || isConstructor(symbol.name));
}

function isConstructor(name: string): boolean {
  return name === '__init__' || name === 'constructor';
}

function isChain({ citations }: GivenAnswer, items: readonly TrueSymbol[], shortest: number): boolean {
  const [first, last] = [citations[0], citations.at(-1)];
  const [from, to] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined || from === undefined || to === undefined) return false;
  return isAt(first, from) && isAt(last, to) && citations.length - 1 <= shortest + LONGER_CHAIN;
}
