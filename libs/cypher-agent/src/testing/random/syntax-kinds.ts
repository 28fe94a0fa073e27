import type { Clause, Expression, LabelExpression, PatternElement, Query } from '../../safety/syntax/tree.js';

/** Every kind of clause, named so that a new one cannot be forgotten here. */
const CLAUSES: Readonly<Record<Clause['kind'], true>> = {
  match: true,
  unwind: true,
  return: true,
  with: true,
  subquery: true,
  procedure: true,
  finish: true,
};
const EXPRESSIONS: Readonly<Record<Expression['kind'], true>> = {
  literal: true,
  string: true,
  parameter: true,
  variable: true,
  subject: true,
  list: true,
  map: true,
  group: true,
  unary: true,
  chain: true,
  property: true,
  index: true,
  slice: true,
  test: true,
  labelTest: true,
  call: true,
  countStar: true,
  trim: true,
  normalize: true,
  case: true,
  listComprehension: true,
  quantifier: true,
  reduce: true,
  patternComprehension: true,
  mapProjection: true,
  subquery: true,
  patternPredicate: true,
};
const ELEMENTS: Readonly<Record<PatternElement['kind'], true>> = { node: true, relationship: true, group: true };
const LABELS: Readonly<Record<LabelExpression['kind'], true>> = {
  name: true,
  any: true,
  dynamic: true,
  not: true,
  and: true,
  or: true,
  group: true,
};
/** Forms within a kind that confining treats in their own ways. */
const FORMS = [
  ...[
    'optional match',
    'optional subquery',
    'optional procedure',
    'hint index',
    'hint scan',
    'imports some',
    'imports *',
    'imports by WITH',
  ],
  ...['union', 'union all', 'distinct', 'star', 'order', 'skip', 'limit', 'with where', 'yield where', 'yield alias', 'no yield'],
  ...[
    'anonymous node',
    'node where',
    'node map',
    'relationship where',
    'relationship map',
    'arrow left',
    'arrow right',
    'arrow both',
    'arrow none',
  ],
  ...['range', 'quantifier', 'group where', 'path variable', 'selector', 'shortestPath', 'allShortestPaths'],
  ...[
    'EXISTS query',
    'EXISTS pattern',
    'COUNT query',
    'COUNT pattern',
    'COLLECT query',
    'literal integer',
    'literal decimal',
    'literal word',
  ],
  ...[
    'operator OR',
    'operator XOR',
    'operator AND',
    'operator =~',
    'operator IN',
    'operator STARTS WITH',
    'operator ENDS WITH',
    'operator CONTAINS',
  ],
  ...[
    'operator +',
    'operator -',
    'operator *',
    'operator /',
    'operator %',
    'operator ^',
    'operator ||',
    'operator =',
    'operator <>',
    'operator <',
    'operator <=',
    'operator >',
    'operator >=',
  ],
  ...[
    'quantifier ALL',
    'quantifier ANY',
    'quantifier NONE',
    'quantifier SINGLE',
    'projection all',
    'projection property',
    'projection entry',
  ],
];

/** Every kind and form; with a query, those that it holds. */
export function syntaxKinds(query?: Query): readonly string[] {
  if (query === undefined)
    return [
      ...Object.keys(CLAUSES).map((kind) => `clause ${kind}`),
      ...Object.keys(EXPRESSIONS).map((kind) => `expression ${kind}`),
      ...Object.keys(ELEMENTS).map((kind) => `element ${kind}`),
      ...Object.keys(LABELS).map((kind) => `labels ${kind}`),
      ...FORMS,
    ];
  const kinds = new Set<string>();
  collect(query, kinds);
  return [...kinds];
}

type Shape = Readonly<Record<string, unknown>>;

/** Walks the tree by its shape: which kind an object is follows from the property that holds it. */
function collect(value: unknown, kinds: Set<string>, holder = ''): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, kinds, holder);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const shape = value as Shape;
  const kind = typeof shape['kind'] === 'string' ? shape['kind'] : '';
  note(shape, { kind, holder }, kinds);
  const isLabel = LABEL_HOLDERS.includes(holder) && kind in LABELS && kind !== 'dynamic';
  for (const [name, part] of Object.entries(shape)) collect(part, kinds, isLabel ? 'labels' : name);
}

function note(shape: Shape, { kind, holder }: { readonly kind: string; readonly holder: string }, kinds: Set<string>): void {
  if ('unionAll' in shape) for (const all of shape['unionAll'] as readonly boolean[]) kinds.add(all ? 'union all' : 'union');
  if ('elements' in shape && holder !== 'elements') notePattern(shape, kinds);
  if (holder === 'clauses') noteClause(shape, kind, kinds);
  else if (holder === 'elements') noteElement(shape, kind, kinds);
  else if (LABEL_HOLDERS.includes(holder) && kind in LABELS) kinds.add(`labels ${kind}`);
  else if (holder === 'items' && ['all', 'entry', 'property'].includes(kind) && !('target' in shape))
    kinds.add(`projection ${kind}`);
  else if (holder === 'hints') kinds.add(`hint ${kind}`);
  else if (kind in EXPRESSIONS && 'span' in shape) noteExpression(shape, kind, kinds);
}

const LABEL_HOLDERS = ['labels', 'types'];

function noteClause(clause: Shape, kind: string, kinds: Set<string>): void {
  kinds.add(`clause ${kind}`);
  if (clause['optional'] === true) kinds.add(`optional ${kind}`);
  if (kind === 'subquery')
    kinds.add(clause['imports'] === undefined ? 'imports by WITH' : clause['imports'] === '*' ? 'imports *' : 'imports some');
  for (const name of ['distinct', 'star']) if (clause[name] === true) kinds.add(name);
  for (const name of ['skip', 'limit']) if (clause[name] !== undefined) kinds.add(name);
  if (Array.isArray(clause['orderBy']) && clause['orderBy'].length > 0) kinds.add('order');
  if (clause['where'] !== undefined) kinds.add(kind === 'procedure' ? 'yield where' : `${kind} where`);
  if (kind !== 'procedure') return;
  const yields = clause['yields'] as readonly Shape[] | undefined;
  kinds.add(yields === undefined ? 'no yield' : yields.some((item) => item['alias'] !== undefined) ? 'yield alias' : 'yield');
}

function noteElement(element: Shape, kind: string, kinds: Set<string>): void {
  kinds.add(`element ${kind}`);
  if (element['variable'] === undefined) kinds.add(`anonymous ${kind}`);
  if (element['where'] !== undefined) kinds.add(`${kind} where`);
  if (element['properties'] !== undefined) kinds.add(`${kind} map`);
  for (const name of ['range', 'quantifier']) if (element[name] !== undefined) kinds.add(name);
  if (kind !== 'relationship') return;
  const arrow =
    element['left'] === true ? (element['right'] === true ? 'both' : 'left') : element['right'] === true ? 'right' : 'none';
  kinds.add(`arrow ${arrow}`);
}

function notePattern(pattern: Shape, kinds: Set<string>): void {
  if (pattern['variable'] !== undefined) kinds.add('path variable');
  if (pattern['selector'] !== undefined) kinds.add('selector');
  if (typeof pattern['shortest'] === 'string') kinds.add(pattern['shortest']);
}

function noteExpression(expression: Shape, kind: string, kinds: Set<string>): void {
  kinds.add(`expression ${kind}`);
  if (kind === 'literal') kinds.add(`literal ${String(expression['type'])}`);
  if (kind === 'quantifier') kinds.add(`quantifier ${String(expression['word'])}`);
  if (kind === 'subquery') kinds.add(`${String(expression['word'])} ${String((expression['body'] as Shape)['kind'])}`);
  if (kind === 'chain')
    for (const { operator } of expression['rest'] as readonly { readonly operator: string }[]) kinds.add(`operator ${operator}`);
}
