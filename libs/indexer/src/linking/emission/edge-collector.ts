import type { EdgeRow, PropertyValue, RelationType } from '@codexgraph/graph-model';
import { confidenceOf, ruleName, type Evidence } from '../rules.js';

/** One occurrence of a relation in the source. */
export interface EdgeSighting {
  readonly type: RelationType;
  readonly source: string;
  readonly target: string;
  readonly line: number;
  readonly evidence: Evidence;
  /** How many targets the place may mean; above {@link CANDIDATE_LIMIT} the edge is a candidate. */
  readonly alternatives?: number;
  readonly role?: string;
  readonly reads?: number;
  readonly writes?: number;
  /** Set when the edge is first seen; later sightings do not change them. */
  readonly properties?: Readonly<Record<string, PropertyValue>>;
}

/** More possible targets than this are candidates, not inferences. */
export const CANDIDATE_LIMIT = 4;

interface Collected {
  readonly first: EdgeSighting;
  readonly lines: number[];
  evidence: Evidence;
  alternatives: number;
  reads: number;
  writes: number;
}

/** Merges the sightings of one file into edges: one per (type, source, target, role). */
export class EdgeCollector {
  /** By type and role, then source, then target. */
  readonly #edges = new Map<string, Map<string, Map<string, Collected>>>();

  add(sighting: EdgeSighting): void {
    const { type, source, target, role, evidence, line, alternatives = 1, reads = 0, writes = 0 } = sighting;
    const bySource = inner(this.#edges, role === undefined ? type : `${type} ${role}`);
    const byTarget = inner(bySource, source);
    const known = byTarget.get(target);
    if (known === undefined) {
      byTarget.set(target, { first: sighting, lines: [line], evidence, alternatives, reads, writes });
      return;
    }
    if (!known.lines.includes(line)) known.lines.push(line);
    known.evidence = Math.min(known.evidence, evidence);
    known.alternatives = Math.min(known.alternatives, alternatives);
    known.reads += reads;
    known.writes += writes;
  }

  /** The edges, sorted by (type, role, source, target). */
  rows(): readonly EdgeRow[] {
    return sortedEntries(this.#edges).flatMap(([, bySource]) =>
      sortedEntries(bySource).flatMap(([, byTarget]) => sortedEntries(byTarget).map(([, edge]) => toRow(edge))),
    );
  }
}

function inner<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Map<string, V>()));
  return found;
}

function sortedEntries<V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] {
  return [...map.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function toRow(edge: Collected): EdgeRow {
  const { first } = edge;
  const isCandidate = edge.alternatives > CANDIDATE_LIMIT;
  const properties: Record<string, PropertyValue> = { ...first.properties };
  if (first.role !== undefined) properties['role'] = first.role;
  if (first.type === 'USES') {
    properties['reads'] = edge.reads;
    properties['writes'] = edge.writes;
  }
  if (isCandidate) properties['candidates'] = edge.alternatives;
  return {
    type: first.type,
    source: first.source,
    target: first.target,
    lines: edge.lines.filter((line) => line > 0).sort((a, b) => a - b),
    confidence: isCandidate ? 'candidate' : confidenceOf(edge.evidence),
    rule: ruleName(edge.evidence),
    properties,
  };
}
