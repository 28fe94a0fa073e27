import type { PropertyValue } from '@codexgraph/graph-model';
import type { Evaluator } from '../evaluation/evaluator.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { EdgeCollector } from './edge-collector.js';
import { definitionId, sourceDefinition, type ExternalNames } from './node-identity.js';

/** At most so many unresolved calls are named on a caller. */
export const UNRESOLVED_NAMES_LIMIT = 50;

/** What came of a call site. */
export type CallOutcome = 'resolved' | 'external' | 'unresolved';

interface Counter {
  resolved: number;
  external: number;
  unresolved: number;
  readonly names: string[];
}

/** Counts call sites per caller. */
export class CallCounter {
  readonly #callers = new Map<number, Counter>();

  count(caller: number, outcome: CallOutcome, nameAndLine: string): void {
    let counter = this.#callers.get(caller);
    if (counter === undefined) this.#callers.set(caller, (counter = { resolved: 0, external: 0, unresolved: 0, names: [] }));
    counter[outcome]++;
    if (outcome === 'unresolved' && counter.names.length < UNRESOLVED_NAMES_LIMIT) counter.names.push(nameAndLine);
  }

  /** Sum over all callers. */
  total(): { total: number; resolved: number; external: number; unresolved: number } {
    const sum = { total: 0, resolved: 0, external: 0, unresolved: 0 };
    for (const counter of this.#callers.values()) {
      sum.resolved += counter.resolved;
      sum.external += counter.external;
      sum.unresolved += counter.unresolved;
    }
    sum.total = sum.resolved + sum.external + sum.unresolved;
    return sum;
  }

  /** Properties by node id; the module carries the sum of its file. */
  properties(file: LinkedFile): Readonly<Record<string, Readonly<Record<string, PropertyValue>>>> {
    const rows: [string, Record<string, PropertyValue>][] = [];
    for (const [caller, counter] of this.#callers) {
      if (caller !== 0) rows.push([definitionId(file, caller), countProperties(counter)]);
    }
    const module = { ...this.total(), names: this.#callers.get(0)?.names ?? [] };
    rows.push([definitionId(file, 0), countProperties(module)]);
    return Object.fromEntries(rows.sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  }
}

function countProperties(counter: Counter): Record<string, PropertyValue> {
  return {
    calls_total: counter.resolved + counter.external + counter.unresolved,
    calls_resolved: counter.resolved,
    calls_external: counter.external,
    calls_unresolved: counter.unresolved,
    ...(counter.names.length === 0 ? {} : { unresolved_calls: counter.names }),
  };
}

/** What the parts of emission share while one file is linked. */
export interface EmissionContext {
  readonly evaluator: Evaluator;
  readonly file: LinkedFile;
  readonly edges: EdgeCollector;
  readonly externals: ExternalNames;
  readonly calls: CallCounter;
}

/** Id of the node that a relation seen at a definition starts from. */
export function sourceId(context: EmissionContext, definition: number, type: Parameters<typeof sourceDefinition>[2]): string {
  return definitionId(context.file, sourceDefinition(context.file, definition, type));
}
