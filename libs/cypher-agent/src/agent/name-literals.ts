import type { CypherText } from '@codexgraph/llm';
import { cypherString } from '../algebra/cypher-literals.js';
import { SyntaxFault, type Token } from '../safety/syntax/token.js';
import { tokenize } from '../safety/syntax/tokenize.js';

const KEYS = ['name', 'qualified_name', 'file_path', 'class'] as const;

/** Properties that name something. */
export type NameKey = (typeof KEYS)[number];

/** A text in a query that a name must equal: `{name: 'send'}`, `f.name = 'send'`, `f.name IN ['a', 'b']`, also by parameter. */
export interface NameLiteral {
  readonly key: NameKey;
  readonly value: string;
  readonly place:
    | { readonly kind: 'text'; readonly start: number; readonly end: number }
    | { readonly kind: 'parameter'; readonly name: string };
}

/** All such texts of a query, in its order. Empty for a query that cannot be read. */
export function nameLiterals(cypher: CypherText): readonly NameLiteral[] {
  const tokens = tokensOf(cypher.text);
  return tokens.flatMap((token, index) => {
    const key = KEYS.find((name) => name === token.text);
    if (key === undefined || (token.kind !== 'name' && token.kind !== 'quoted')) return [];
    return valuesAfter(tokens, index, cypher).map((value) => ({ key, ...value }));
  });
}

/** The query with another text in one place. */
export function withLiteral(cypher: CypherText, literal: NameLiteral, value: string): CypherText {
  if (literal.place.kind === 'parameter') {
    return { ...cypher, parameters: { ...cypher.parameters, [literal.place.name]: value } };
  }
  const { start, end } = literal.place;
  return { ...cypher, text: cypher.text.slice(0, start) + cypherString(value) + cypher.text.slice(end) };
}

type Value = Pick<NameLiteral, 'value' | 'place'>;

function valuesAfter(tokens: readonly Token[], index: number, cypher: CypherText): readonly Value[] {
  const operator = tokens[index + 1]?.word;
  const isProperty = tokens[index - 1]?.text === '.';
  if (operator === (isProperty ? '=' : ':')) return valueAt(tokens, index + 2, cypher);
  return isProperty && operator === 'IN' ? listAt(tokens, index + 2, cypher) : [];
}

function listAt(tokens: readonly Token[], index: number, cypher: CypherText): readonly Value[] {
  if (tokens[index]?.text !== '[') return [];
  const end = tokens.findIndex((token, at) => at > index && token.text === ']');
  return tokens.slice(index + 1, end).flatMap((_token, at) => valueAt(tokens, index + 1 + at, cypher));
}

function valueAt(tokens: readonly Token[], index: number, { parameters }: CypherText): readonly Value[] {
  const token = tokens[index];
  if (token?.kind === 'string') return [{ value: token.text, place: { kind: 'text', start: token.start, end: token.end } }];
  const name = tokens[index + 1];
  if (token?.text !== '$' || name === undefined) return [];
  const value = parameters?.[name.text];
  return typeof value === 'string' ? [{ value, place: { kind: 'parameter', name: name.text } }] : [];
}

function tokensOf(text: string): readonly Token[] {
  try {
    return tokenize(text);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return [];
    throw fault;
  }
}
