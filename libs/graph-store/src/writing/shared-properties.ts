import { CodexGraphError, type PropertyValue } from '@codexgraph/graph-model';

/** Numbers the different sets of properties of a batch: most nodes and edges share theirs with many others. */
export class SharedProperties {
  readonly sets: Readonly<Record<string, PropertyValue>>[] = [];
  readonly #known = new Map<string, number>();

  /** Index of an equal set in {@link sets}. @throws CodexGraphError BAD_INPUT for a number that is neither whole and exact nor finite. */
  indexOf(properties: Readonly<Record<string, PropertyValue>>): number {
    const key = JSON.stringify(properties);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    for (const [name, value] of Object.entries(properties)) checkProperty(name, value);
    this.sets.push(properties);
    this.#known.set(key, this.sets.length - 1);
    return this.sets.length - 1;
  }
}

function checkProperty(name: string, value: PropertyValue): void {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isStored = items.every((item) => typeof item === typeof items[0] && isStorable(item));
  if (!isStored)
    throw new CodexGraphError(
      'BAD_INPUT',
      `Property '${name}' holds what Neo4j cannot store: texts, truth values, finite numbers, and lists of one of these.`,
    );
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return typeof value === 'string' || typeof value === 'boolean';
}
