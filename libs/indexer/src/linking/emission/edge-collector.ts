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
  readonly lines: Set<number>;
  evidence: Evidence;
  alternatives: number;
  reads: number;
  writes: number;
}

/** Merges the sightings of one file into edges: one per (type, source, target, role). */
export class EdgeCollector {
  readonly #edges = new Map<string, Collected>();

  add(sighting: EdgeSighting): void {
    const { type, source, target, role = '', evidence, alternatives = 1, reads = 0, writes = 0 } = sighting;
    const key = `${type}\n${source}\n${target}\n${role}`;
    const known = this.#edges.get(key);
    if (known === undefined) {
      this.#edges.set(key, { first: sighting, lines: new Set([sighting.line]), evidence, alternatives, reads, writes });
      return;
    }
    known.lines.add(sighting.line);
    known.evidence = Math.min(known.evidence, evidence);
    known.alternatives = Math.min(known.alternatives, alternatives);
    known.reads += reads;
    known.writes += writes;
  }

  /** The edges, sorted by (type, source, target, role). */
  rows(): readonly EdgeRow[] {
    return [...this.#edges.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, edge]) => toRow(edge));
  }
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
    lines: [...edge.lines].filter((line) => line > 0).sort((a, b) => a - b),
    confidence: isCandidate ? 'candidate' : confidenceOf(edge.evidence),
    rule: ruleName(edge.evidence),
    properties,
  };
}
