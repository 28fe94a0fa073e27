import { NODE_LABELS, RELATION_ENDS, RELATION_TYPES, type NodeLabel, type RelationType } from '@codexgraph/graph-model';
import type {
  LabelExpression,
  NodePattern,
  PathPattern,
  PatternElement,
  Query,
  RelationshipPattern,
} from '../safety/syntax/tree.js';
import { patternsOf } from './query-patterns.js';

/** An arrow that points where the schema has none, while the other way round it does. */
export interface WrongDirection {
  readonly type: RelationType;
  /** Ends as the schema has them. */
  readonly from: NodeLabel;
  readonly to: NodeLabel;
  /** Place of the arrow in the decoded text. */
  readonly offset: number;
}

/** Arrows of a query that can never match because they point the wrong way; in the order of the patterns. */
export function wrongDirections(query: Query): readonly WrongDirection[] {
  const patterns = patternsOf(query);
  const labels = knownLabels(patterns);
  return patterns.flatMap((pattern) => wrongSteps(pattern.elements, labels));
}

function wrongSteps(elements: readonly PatternElement[], labels: ReadonlyMap<string, NodeLabel>): readonly WrongDirection[] {
  return elements.flatMap((element, place): readonly WrongDirection[] => {
    if (element.kind === 'group') return wrongSteps(element.elements, labels);
    if (element.kind !== 'relationship' || element.left === element.right || isLong(element)) return [];
    const [before, after] = [elements[place - 1], elements[place + 1]];
    if (before?.kind !== 'node' || after?.kind !== 'node') return [];
    const [start, end] = [labelOf(before, labels), labelOf(after, labels)];
    const wrong = element.left ? wrongType(element, end, start) : wrongType(element, start, end);
    return wrong === undefined ? [] : [{ ...wrong, offset: element.span.start }];
  });
}

/** Between the ends of several steps anything can be. */
function isLong({ range, quantifier }: RelationshipPattern): boolean {
  return range !== undefined || quantifier !== undefined;
}

/** The first type of the arrow, when none of its types goes from `start` to `end` and one goes back. */
function wrongType(
  step: RelationshipPattern,
  start: NodeLabel | undefined,
  end: NodeLabel | undefined,
): Omit<WrongDirection, 'offset'> | undefined {
  const types = namesOf(step.types).filter((name): name is RelationType => RELATION_TYPES.some((type) => type === name));
  if (types.length === 0 || types.length !== namesOf(step.types).length || (start === undefined && end === undefined))
    return undefined;
  if (types.some((type) => fits(type, start, end))) return undefined;
  const back = types.find((type) => fits(type, end, start));
  if (back === undefined) return undefined;
  const { from, to } = RELATION_ENDS[back];
  const [first, second] = [end ?? from[0], start ?? to[0]];
  return first === undefined || second === undefined ? undefined : { type: back, from: first, to: second };
}

function fits(type: RelationType, start: NodeLabel | undefined, end: NodeLabel | undefined): boolean {
  const { from, to } = RELATION_ENDS[type];
  return (start === undefined || from.includes(start)) && (end === undefined || to.includes(end));
}

function namesOf(labels: LabelExpression | undefined): readonly string[] {
  if (labels?.kind === 'name') return [labels.name];
  return labels?.kind === 'or' ? labels.operands.flatMap(namesOf) : [];
}

function labelOf({ variable, labels }: NodePattern, known: ReadonlyMap<string, NodeLabel>): NodeLabel | undefined {
  return labels === undefined ? known.get(variable?.text ?? '') : singleLabel(labels);
}

function singleLabel(labels: LabelExpression): NodeLabel | undefined {
  return labels.kind === 'name' ? NODE_LABELS.find((label) => label === labels.name) : undefined;
}

/** Labels of variables that are written with the same single label wherever they have one. */
function knownLabels(patterns: readonly PathPattern[]): ReadonlyMap<string, NodeLabel> {
  const known = new Map<string, NodeLabel>();
  const unclear = new Set<string>();
  const note = (elements: readonly PatternElement[]): void => {
    for (const element of elements) {
      if (element.kind === 'group') note(element.elements);
      if (element.kind !== 'node' || element.variable === undefined || element.labels === undefined) continue;
      const label = singleLabel(element.labels);
      const name = element.variable.text;
      if (label === undefined || (known.has(name) && known.get(name) !== label)) unclear.add(name);
      else known.set(name, label);
    }
  };
  for (const pattern of patterns) note(pattern.elements);
  for (const name of unclear) known.delete(name);
  return known;
}
