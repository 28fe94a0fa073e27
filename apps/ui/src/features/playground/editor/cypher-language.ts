import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const KEYWORDS = new Set(
  'ALL AND ANY AS ASC ASCENDING BY CALL CASE CONTAINS COUNT CYPHER DESC DESCENDING DISTINCT ELSE END ENDS EXISTS EXPLAIN FILTER FINISH IN IS LET LIMIT MATCH NONE NOT OFFSET OPTIONAL OR ORDER RETURN SHORTEST SINGLE SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR YIELD'.split(
    ' ',
  ),
);
const ATOMS = new Set(['TRUE', 'FALSE', 'NULL']);
/** Signs after which a name is a label or a type of relation. */
const BEFORE_LABELS = new Set([':', '|', '&', '!']);
const NAME = /^[\p{L}\p{Nl}\p{Pc}][\p{L}\p{Nl}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]*/u;

interface State {
  /** What is open across lines. */
  open: 'comment' | "'" | '"' | undefined;
  /** What stood before: a name after it may be a label or a property. */
  before: string;
  /** Brackets that are open, innermost last: a `:` in a map begins a value, anywhere else a label. */
  brackets: string;
}

type Stream = Parameters<StreamParser<State>['token']>[0];

/** Colours of Cypher, a line at a time. What it means is read elsewhere. */
const parser: StreamParser<State> = {
  name: 'cypher',
  startState: () => ({ open: undefined, before: '', brackets: '' }),
  token(stream, state) {
    if (state.open !== undefined) return readOpen(stream, state);
    if (stream.eatSpace()) return null;
    const tag = readToken(stream, state);
    if (tag !== 'comment') state.before = stream.current();
    return tag;
  },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
  },
};

function readToken(stream: Stream, state: State): string | null {
  if (stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match('/*')) {
    state.open = 'comment';
    return readOpen(stream, state);
  }
  const quote = stream.match(/^['"]/, false) ? stream.next() : undefined;
  if (quote === "'" || quote === '"') {
    state.open = quote;
    return readOpen(stream, state);
  }
  if (stream.match(/^\$(?:`[^`]*`|[\p{L}\p{Nd}_]+)/u)) return 'variableName.special';
  if (stream.match(/^(?:0x[\da-f]+|0o[0-7]+|(?:\d[\d_]*)?\.?\d+(?:e[+-]?\d+)?)/i)) return 'number';
  if (stream.match(/^`(?:[^`]|``)*`?/) || stream.match(NAME)) return nameTag(stream, state);
  return readSymbol(stream, state);
}

function readSymbol(stream: Stream, state: State): string | null {
  const symbol = stream.next() ?? '';
  if ('([{'.includes(symbol)) state.brackets += symbol;
  if (')]}'.includes(symbol)) state.brackets = state.brackets.slice(0, -1);
  return '()[]{}'.includes(symbol) ? 'bracket' : 'operator';
}

function nameTag(stream: Stream, state: State): string {
  const word = stream.current().toUpperCase();
  const isInMap = state.brackets.endsWith('{');
  if (state.before === '.') return 'propertyName';
  if (isInMap && stream.match(/^\s*:/, false)) return 'propertyName';
  if (!isInMap && BEFORE_LABELS.has(state.before)) return 'typeName';
  if (ATOMS.has(word)) return 'atom';
  if (KEYWORDS.has(word) && !stream.match(/^\s*\./, false)) return 'keyword';
  return stream.match(/^\s*\(/, false) || stream.match(/^(?:\.\w+)+\s*\(/, false) ? 'function' : 'variableName';
}

function readOpen(stream: Stream, state: State): string {
  if (state.open === 'comment') {
    if (stream.skipTo('*/')) {
      stream.match('*/');
      state.open = undefined;
    } else stream.skipToEnd();
    return 'comment';
  }
  let isEscaped = false;
  for (let character = stream.next(); character !== undefined; character = stream.next()) {
    if (!isEscaped && character === state.open) {
      state.open = undefined;
      break;
    }
    isEscaped = !isEscaped && character === '\\';
  }
  return 'string';
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.atom], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
  { tag: [tags.typeName], color: 'var(--code-type)' },
  { tag: [tags.special(tags.variableName), tags.function(tags.variableName), tags.propertyName], color: 'var(--code-name)' },
]);

/** Cypher for the editor: colours, comments, brackets. */
export const cypherLanguage = [
  StreamLanguage.define({ ...parser, tokenTable: { function: tags.function(tags.variableName) } }),
  syntaxHighlighting(colours),
];
