import { NODE_LABELS, RELATION_TYPES, type CypherNotice } from '@codexgraph/graph-model';
import { nearestName } from '../safety/checks/nearest-name.js';
import type { ScopedQuery } from '../safety/scope.js';
import { elementsOf, visitExpressions } from '../safety/syntax/parts.js';
import { wrongDirections } from './direction-notices.js';
import { patternsOf } from './query-patterns.js';
import type { LabelExpression, PathPattern, Query } from '../safety/syntax/tree.js';
import type { RepositoryVocabulary } from './schema-rows.js';
import { positionAt } from './text-positions.js';

interface Mention {
  readonly kind: 'label' | 'type' | 'property';
  readonly name: string;
  readonly offset: number;
}

const MAX_NOTICES = 20;
const CODES = { label: 'UNKNOWN_LABEL', type: 'UNKNOWN_TYPE', property: 'UNKNOWN_PROPERTY' } as const;
const WORDS = { label: 'label', type: 'relationship type', property: 'property' } as const;
/** Parts of dates, times, durations and points are read like properties. */
const COMPONENTS = new Set(
  'year quarter month week weekYear dayOfQuarter quarterDay day ordinalDay dayOfWeek weekDay hour minute second millisecond microsecond nanosecond timezone offset offsetMinutes offsetSeconds epochMillis epochSeconds years quarters months weeks days hours minutes seconds milliseconds microseconds nanoseconds x y z latitude longitude height crs srid'.split(
    ' ',
  ),
);

/** What the query names that the repository does not have, with the nearest that it has; in the order of the text. */
export function schemaNotices(query: ScopedQuery, vocabulary: RepositoryVocabulary): readonly CypherNotice[] {
  const known = {
    label: new Set<string>([...vocabulary.labels, 'Symbol']),
    type: new Set<string>(vocabulary.types),
    property: new Set<string>(vocabulary.properties),
  };
  const possible = { label: NODE_LABELS, type: RELATION_TYPES, property: vocabulary.properties };
  const mapKeys = ownKeys(query.query);
  const seen = new Set<string>();
  const notices: CypherNotice[] = [];
  for (const { kind, name, offset } of mentionsOf(query.query).sort((left, right) => left.offset - right.offset)) {
    const isKnown = known[kind].has(name) || (kind === 'property' && (COMPONENTS.has(name) || mapKeys.has(name)));
    if (isKnown || seen.has(`${kind} ${name}`)) continue;
    seen.add(`${kind} ${name}`);
    const suggestion = nearestName(name, possible[kind]);
    const message = `this repository has no ${WORDS[kind]} ${name.slice(0, 60)}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
    const place = positionAt(query.source.written, query.source.writtenOffset(offset));
    notices.push({ code: CODES[kind], message, ...place, ...(suggestion !== undefined && { suggestion }) });
  }
  return [...notices, ...directionNotices(query)].slice(0, MAX_NOTICES);
}

function directionNotices({ query, source }: ScopedQuery): readonly CypherNotice[] {
  return wrongDirections(query).map(({ type, from, to, offset }) => {
    const suggestion = `(:${from})-[:${type}]->(:${to})`;
    const message = `no ${type} points this way; the graph has ${suggestion}`;
    return { code: 'WRONG_DIRECTION', message, suggestion, ...positionAt(source.written, source.writtenOffset(offset)) };
  });
}

function mentionsOf(query: Query): Mention[] {
  const mentions: Mention[] = [];
  for (const pattern of patternsOf(query)) mentionPattern(pattern, mentions);
  visitExpressions(query, (expression) => {
    if (expression.kind === 'property')
      mentions.push({ kind: 'property', name: expression.key, offset: expression.keySpan.start });
    if (expression.kind === 'labelTest') mentionLabels(expression.labels, 'label', mentions);
  });
  return mentions;
}

function mentionPattern(pattern: PathPattern, mentions: Mention[]): void {
  for (const element of elementsOf(pattern)) {
    if (element.kind === 'group') continue;
    if (element.kind === 'node') mentionLabels(element.labels, 'label', mentions);
    else mentionLabels(element.types, 'type', mentions);
    const { properties } = element;
    if (properties?.kind !== 'map') continue;
    for (const { key } of properties.entries) mentions.push({ kind: 'property', name: key, offset: properties.span.start });
  }
}

function mentionLabels(labels: LabelExpression | undefined, kind: 'label' | 'type', mentions: Mention[]): void {
  if (labels === undefined) return;
  if (labels.kind === 'name') mentions.push({ kind, name: labels.name, offset: labels.span.start });
  if (labels.kind === 'not') mentionLabels(labels.operand, kind, mentions);
  if (labels.kind === 'group') mentionLabels(labels.inner, kind, mentions);
  if (labels.kind === 'and' || labels.kind === 'or')
    for (const operand of labels.operands) mentionLabels(operand, kind, mentions);
}

/** Keys of maps that the query itself makes: reading them is not reading a property of the graph. */
function ownKeys(query: Query): ReadonlySet<string> {
  const keys = new Set<string>();
  visitExpressions(query, (expression) => {
    if (expression.kind === 'map') for (const { key } of expression.entries) keys.add(key);
    if (expression.kind !== 'mapProjection') return;
    for (const item of expression.items) {
      if (item.kind === 'entry') keys.add(item.key);
      if (item.kind === 'variable') keys.add(item.name);
    }
  });
  return keys;
}
