import { externalId, symbolId, RELATION_ENDS, type NodeLabel, type RelationType } from '@codexgraph/graph-model';
import type { LinkedFile } from '../program/linked-file.js';

/** Id of the node that stands for a definition (its implementation when it is a hidden overload, the first of merged declarations). */
export function definitionId(file: LinkedFile, definition: number): string {
  return file.index.nodeId(definition, () => {
    const shown = file.index.canonicalClass(file.index.implementation(definition));
    const fact = file.definition(shown);
    return symbolId(fact.label, file.path, fact.path, Math.max(0, file.index.ordinal(shown)));
  });
}

/** Id of a folder's node. */
export function packageId(folder: string): string {
  return `PACKAGE:${folder}`;
}

/** Nearest definition around (and including) one that may be the source of a relation; the module at last. */
export function sourceDefinition(file: LinkedFile, definition: number, type: RelationType): number {
  const allowed: readonly NodeLabel[] = RELATION_ENDS[type].from;
  for (let at = Math.max(0, definition); at > 0; at = file.definition(at).parent) {
    if (allowed.includes(file.definition(at).label)) return at;
  }
  return 0;
}

/** True when a relation may point at nodes of the label. */
export function mayTarget(type: RelationType, label: NodeLabel): boolean {
  return RELATION_ENDS[type].to.includes(label);
}

/** Collects the externals that edges name. */
export class ExternalNames {
  readonly #packages = new Map<string, string>();

  /** Id of an external by its dotted name. `packageName` is its distribution's top name. */
  id(name: string, packageName: string): string {
    const id = externalId(name);
    this.#packages.set(id, packageName);
    return id;
  }

  /** id -> package, sorted by id. */
  record(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#packages.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  }
}

/** Top name of an external path: 'os' of 'os.path.join', '@scope/x' of '@scope/x.y', 'node:fs' of 'node:fs.readFile'. */
export function packageOf(path: string): string {
  if (path.startsWith('@')) return /^@[^/]+\/[^/.]+/.exec(path)?.[0] ?? path;
  return /^[^./]+/.exec(path)?.[0] ?? path;
}
