import type { CypherNode, CypherParameter, CypherRelationship, CypherValue } from '@codexgraph/graph-model';
import neo4j, { type Node, type Path, type Relationship } from 'neo4j-driver';

/** How much of an answer may still be read. */
export interface ValueBudget {
  /** Bytes of the answer as JSON, about; falls below 0 when they are used up. */
  bytes: number;
  /** Largest list or map, in elements. */
  readonly maxCellElements: number;
  /** Labels that are taken out of nodes. */
  readonly hiddenLabels: ReadonlySet<string>;
}

/** Thrown when a single value is larger than allowed. */
export class CellTooLarge extends Error {
  override readonly name = 'CellTooLarge';
}

const MAX_DEPTH = 100;
const NUMBER_BYTES = 8;

/** A value of the driver as the product gives it; takes what it costs from the budget. @throws CellTooLarge */
export function toCypherValue(value: unknown, budget: ValueBudget, depth = 0): CypherValue {
  budget.bytes -= NUMBER_BYTES;
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'string':
      budget.bytes -= value.length;
      return value;
    case 'bigint':
      return toInteger(value);
    case 'object':
      return value === null ? null : toComposite(value, budget, depth);
    default:
      return null;
  }
}

function toComposite(value: object, budget: ValueBudget, depth: number): CypherValue {
  if (depth > MAX_DEPTH || budget.bytes < 0) throw new CellTooLarge('The value is too large.');
  if (neo4j.isInt(value)) return toInteger(value.toBigInt());
  if (Array.isArray(value)) return toList(value, budget, depth);
  return toElement(value, budget, depth) ?? { map: toMap(value as Readonly<Record<string, unknown>>, budget, depth) };
}

/** Everything that is not a map; undefined for a map. */
function toElement(value: object, budget: ValueBudget, depth: number): CypherValue | undefined {
  if (neo4j.isNode(value)) return { node: toNode(value, budget, depth) };
  if (neo4j.isRelationship(value)) return { relationship: toRelationship(value, budget, depth) };
  if (neo4j.isPath(value)) return { path: toPath(value, budget, depth) };
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value;
    return { map: toMap({ srid, x, y, ...(z === undefined ? {} : { z }) }, budget, depth) };
  }
  return isPlain(value) ? undefined : temporalText(value);
}

function toInteger(value: bigint): CypherValue {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

/** A parameter as the driver wants it: whole numbers are integers. */
export function toDriverParameter(value: CypherParameter): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isParameterList(value)) return value.map(toDriverParameter);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriverParameter(item)]));
}

function isParameterList(value: object): value is readonly CypherParameter[] {
  return Array.isArray(value);
}

function toList(values: readonly unknown[], budget: ValueBudget, depth: number): readonly CypherValue[] {
  if (values.length > budget.maxCellElements) throw new CellTooLarge('The value is too large.');
  return values.map((value) => toCypherValue(value, budget, depth + 1));
}

function toMap(values: Readonly<Record<string, unknown>>, budget: ValueBudget, depth: number): Record<string, CypherValue> {
  const entries = Object.entries(values);
  if (entries.length > budget.maxCellElements) throw new CellTooLarge('The value is too large.');
  return Object.fromEntries(
    entries.map(([key, value]) => {
      budget.bytes -= key.length;
      return [key, toCypherValue(value, budget, depth + 1)];
    }),
  );
}

function toNode(node: Node, budget: ValueBudget, depth: number): CypherNode {
  const labels = node.labels.filter((label) => !budget.hiddenLabels.has(label));
  return { labels, properties: toMap(node.properties, budget, depth) };
}

function toRelationship(
  relationship: Pick<Relationship, 'type' | 'properties'>,
  budget: ValueBudget,
  depth: number,
): CypherRelationship {
  return { type: relationship.type, properties: toMap(relationship.properties, budget, depth) };
}

function toPath(path: Path, budget: ValueBudget, depth: number): CypherPathValue {
  return {
    nodes: [path.start, ...path.segments.map((segment) => segment.end)].map((node) => toNode(node, budget, depth)),
    relationships: path.segments.map((segment) => toRelationship(segment.relationship, budget, depth)),
  };
}

type CypherPathValue = Extract<CypherValue, { readonly path: unknown }>['path'];

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Dates, times and durations of the driver write themselves as ISO 8601. */
function temporalText(value: { toString(): string }): string {
  return value.toString();
}
