import { readOptionalLabels } from './read-labels.js';
import { SyntaxFault } from './token.js';
import type { TokenReader } from './token-reader.js';
import type { Expression, GroupPattern, NodePattern, PathPattern, PatternElement, Range, RelationshipPattern } from './tree.js';

/** Patterns separated by commas. */
export function readPatterns(reader: TokenReader): readonly PathPattern[] {
  const patterns = [readPathPattern(reader)];
  while (reader.accept(',')) patterns.push(readPathPattern(reader));
  return patterns;
}

/** One pattern, with its variable and selector. */
function readPathPattern(reader: TokenReader): PathPattern {
  const { start } = reader.token;
  const variable = reader.atName && reader.is('=', 1) ? reader.name('a path variable') : undefined;
  if (variable !== undefined) reader.expect('=');
  const selector = readSelector(reader);
  const shortest = readShortestWord(reader);
  const elements = shortest === undefined ? readElements(reader) : readShortestElements(reader);
  return {
    span: reader.spanFrom(start),
    ...(variable && { variable }),
    ...(selector !== '' && { selector }),
    ...(shortest && { shortest }),
    elements,
  };
}

/** `shortestPath(...)` or `allShortestPaths(...)` where one stands. */
export function readShortestPath(reader: TokenReader): PathPattern | undefined {
  const { start } = reader.token;
  const shortest = readShortestWord(reader);
  if (shortest === undefined) return undefined;
  const elements = readShortestElements(reader);
  return { span: reader.spanFrom(start), shortest, elements };
}

/** A chain of nodes and at least one relationship, without groups, as it may stand in an expression. */
export function readPlainPath(reader: TokenReader): PathPattern | undefined {
  const { start } = reader.token;
  const elements: PatternElement[] = [readNode(reader)];
  while (startsRelationship(reader)) {
    elements.push(readRelationship(reader));
    elements.push(readNode(reader));
  }
  return elements.length === 1 ? undefined : { span: reader.spanFrom(start), elements };
}

function readShortestWord(reader: TokenReader): 'shortestPath' | 'allShortestPaths' | undefined {
  if (!reader.is('(', 1)) return undefined;
  if (reader.accept('SHORTESTPATH')) return 'shortestPath';
  return reader.accept('ALLSHORTESTPATHS') ? 'allShortestPaths' : undefined;
}

function readShortestElements(reader: TokenReader): readonly PatternElement[] {
  reader.expect('(');
  const elements = reader.nested(() => reader.bracketed(() => readElements(reader)));
  reader.expect(')', 'after the pattern');
  return elements;
}

const COUNTED = ['SHORTEST', 'ANY'];
const SELECTOR_TAIL = ['PATH', 'PATHS', 'GROUP', 'GROUPS'];
const MODES = ['WALK', 'TRAIL', 'ACYCLIC'];

function readSelector(reader: TokenReader): string {
  const words: string[] = [];
  const { token } = reader;
  const take = (): void => void words.push(reader.next().word);
  if (reader.isAnyOf(['ANY', 'ALL', 'SHORTEST'])) take();
  if (words.length > 0 && words[0] !== 'SHORTEST' && reader.is('SHORTEST')) take();
  if (COUNTED.includes(words.at(-1) ?? '') && reader.token.kind === 'integer') words.push(reader.next().text);
  if (COUNTED.includes(words.at(-1) ?? '') && reader.is('$'))
    throw new SyntaxFault(reader.token, 'write the number of paths as a number');
  if (reader.isAnyOf(MODES) && reader.is('(', 1)) throw new SyntaxFault(reader.token, 'path modes are not available');
  while (words.length > 0 && reader.isAnyOf(SELECTOR_TAIL)) take();
  if (words.length === 1 && words[0] === 'SHORTEST')
    throw new SyntaxFault(token, 'a number must follow SHORTEST', 'write SHORTEST 1, ANY SHORTEST or ALL SHORTEST');
  return words.join(' ');
}

function readElements(reader: TokenReader): readonly PatternElement[] {
  const elements: PatternElement[] = [];
  do {
    const group = reader.attempt('node', () => readChain(reader));
    if (group === undefined) elements.push(readGroup(reader));
    else elements.push(...group);
  } while (reader.is('('));
  return elements;
}

function readChain(reader: TokenReader): readonly PatternElement[] {
  const elements: PatternElement[] = [readNode(reader)];
  while (startsRelationship(reader)) {
    const relationship = readRelationship(reader);
    const quantifier = readQuantifier(reader);
    elements.push(quantifier === undefined ? relationship : { ...relationship, quantifier });
    elements.push(readNode(reader));
  }
  return elements;
}

function readGroup(reader: TokenReader): GroupPattern {
  const { start } = reader.token;
  reader.expect('(', 'at the start of a node or path');
  const inner = reader.nested(() =>
    reader.bracketed(() => {
      if (!reader.is('(') && !(reader.atName && reader.is('=', 1)))
        throw reader.unexpected("a variable, ':', a map, WHERE or ')' in the node");
      const path = readPathPattern(reader);
      if (path.selector !== undefined || path.shortest !== undefined)
        throw new SyntaxFault(path.span, 'a selector of shortest paths cannot stand in parentheses');
      return { path, where: readWhere(reader) };
    }),
  );
  reader.expect(')', 'after the path');
  const quantifier = readQuantifier(reader);
  return {
    kind: 'group',
    span: reader.spanFrom(start),
    ...(inner.path.variable && { variable: inner.path.variable }),
    elements: inner.path.elements,
    ...(inner.where && { where: inner.where }),
    ...(quantifier && { quantifier }),
  };
}

function readQuantifier(reader: TokenReader): Range | undefined {
  if (reader.accept('+')) return { from: '1' };
  if (reader.accept('*')) return { from: '0' };
  if (!reader.accept('{')) return undefined;
  const from = reader.token.kind === 'integer' ? reader.next().text : undefined;
  if (reader.accept('}')) {
    if (from === undefined) throw reader.unexpected('a number in the braces');
    return { from, to: from };
  }
  reader.expect(',', 'or } in the quantifier');
  const to = reader.token.kind === 'integer' ? reader.next().text : undefined;
  reader.expect('}', 'after the quantifier');
  return { from: from ?? '0', ...(to !== undefined && { to }) };
}

function readNode(reader: TokenReader): NodePattern {
  const { start } = reader.token;
  reader.expect('(', 'at the start of a node');
  const inside = reader.nested(() => reader.bracketed(() => readInside(reader, ')')));
  const labels = inside.labels;
  reader.expect(')', labels === undefined ? 'at the end of the node' : 'after the label');
  return {
    kind: 'node',
    span: reader.spanFrom(start),
    ...(inside.variable && { variable: inside.variable }),
    ...(labels && { labels }),
    ...(inside.properties && { properties: inside.properties }),
    ...(inside.where && { where: inside.where }),
  };
}

function readInside(reader: TokenReader, end: string) {
  const startsWhere = reader.is('WHERE') && !reader.isAnyOf([end, ':', '{', 'WHERE', '*'], 1);
  const isLabels = reader.is('IS') && reader.ahead(1).kind !== 'symbol';
  const variable = reader.atName && !startsWhere && !isLabels ? reader.name('a variable') : undefined;
  const labels = readOptionalLabels(reader);
  const range = end === ']' ? readLength(reader) : undefined;
  const properties = readProperties(reader);
  return { variable, labels, range, properties, where: readWhere(reader) };
}

function readProperties(reader: TokenReader): Expression | undefined {
  return reader.is('{') || reader.is('$') ? reader.grammar.expression(reader) : undefined;
}

/** `WHERE` and what follows, where it stands. */
export function readWhere(reader: TokenReader): Expression | undefined {
  return reader.accept('WHERE') ? reader.grammar.expression(reader) : undefined;
}

function startsRelationship(reader: TokenReader): boolean {
  const first = reader.is('<') ? 1 : 0;
  if (reader.is('<') && !reader.is('-', 1)) return false;
  return reader.is('-', first) && reader.isAnyOf(['[', '-'], first + 1);
}

function readRelationship(reader: TokenReader): RelationshipPattern {
  const { start } = reader.token;
  const left = reader.accept('<');
  reader.expect('-', 'in the arrow');
  const inside = reader.accept('[') ? reader.nested(() => reader.bracketed(() => readInside(reader, ']'))) : undefined;
  if (inside !== undefined) reader.expect(']', 'at the end of the relationship');
  reader.expect('-', 'in the arrow');
  const right = reader.accept('>');
  return {
    kind: 'relationship',
    span: reader.spanFrom(start),
    left,
    right,
    ...(inside?.variable && { variable: inside.variable }),
    ...(inside?.labels && { types: inside.labels }),
    ...(inside?.range && { range: inside.range }),
    ...(inside?.properties && { properties: inside.properties }),
    ...(inside?.where && { where: inside.where }),
  };
}

/** `*`, `*2`, `*1..3`, `*..3`, `*1..`. */
function readLength(reader: TokenReader): Range | undefined {
  if (!reader.accept('*')) return undefined;
  const from = reader.token.kind === 'integer' ? reader.next().text : undefined;
  if (!reader.accept('..')) return from === undefined ? { from: '1' } : { from, to: from };
  const to = reader.token.kind === 'integer' ? reader.next().text : undefined;
  return { from: from ?? '1', ...(to !== undefined && { to }) };
}
