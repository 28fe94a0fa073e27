import { z } from 'zod';

const metaRecord = z.object({
  t: z.literal('meta'),
  name: z.string(),
  commit: z.string().optional(),
  resolver: z.string().optional(),
  files: z.record(z.string(), z.object({ test: z.boolean().optional() })),
});

const definitionRecord = z.object({
  t: z.literal('def'),
  id: z.number(),
  label: z.string(),
  name: z.string(),
  qual: z.string(),
  file: z.string(),
  line: z.number(),
  start: z.number(),
  end: z.number(),
  class: z.string().nullish(),
  parent: z.number().nullish(),
  detail: z.string().nullish(),
  innerName: z.string().nullish(),
  altLabel: z.string().nullish(),
  nested: z.boolean().nullish(),
  optional: z.boolean().nullish(),
});

const edgeRecord = z.object({
  t: z.literal('edge'),
  kind: z.string(),
  s: z.number(),
  to: z.number(),
  detail: z.string().default(''),
  optional: z.boolean().nullish(),
  s_alt: z.array(z.number()).default([]),
  t_alt: z.array(z.number()).default([]),
  by: z.array(z.string()).default([]),
});

const openRecord = z.object({ t: z.literal('open'), s: z.number(), name: z.string() });

/** One line of a ground-truth file: the repository, a definition, an edge, or a call that no resolver could resolve. */
export const groundTruthSchema = z.discriminatedUnion('t', [metaRecord, definitionRecord, edgeRecord, openRecord]);

/** See {@link groundTruthSchema}. */
export type GroundTruthRecord = z.infer<typeof groundTruthSchema>;
/** A definition that other tools found. Lines are 1-based; `start` and `end` include decorators and the body. */
export type TrueDefinition = z.infer<typeof definitionRecord>;
/** An edge that other tools found. */
export type TrueEdge = z.infer<typeof edgeRecord>;
/** Files that a report is about. */
export type Scope = 'src' | 'test' | 'all';

/** The definitions and edges that other tools (compilers, language servers, traces) found in one repository. */
export class GroundTruth {
  readonly meta: z.infer<typeof metaRecord>;
  readonly definitions: ReadonlyMap<number, TrueDefinition>;
  readonly edges: readonly TrueEdge[];
  /** Definition -> names of calls in it that could not be resolved. */
  readonly open: ReadonlyMap<number, ReadonlySet<string>>;
  /** MODULE definition of each file. */
  readonly modules: ReadonlyMap<string, number>;
  /** Overload declarations, setters and deleters -> the definition that stands for them. */
  readonly canonical: ReadonlyMap<number, number>;
  /** Method <-> methods that it overrides or that override it. */
  readonly overrides: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #byName: ReadonlyMap<string, readonly number[]>;

  constructor(records: Iterable<GroundTruthRecord>) {
    const definitions = new Map<number, TrueDefinition>();
    const edges: TrueEdge[] = [];
    const open = new Map<number, Set<string>>();
    let meta: z.infer<typeof metaRecord> = { t: 'meta', name: '', files: {} };
    for (const record of records) {
      if (record.t === 'meta') meta = record;
      else if (record.t === 'def') definitions.set(record.id, record);
      else if (record.t === 'edge') edges.push(record);
      else addTo(open, record.s, record.name);
    }
    this.meta = meta;
    this.definitions = definitions;
    this.open = open;
    this.canonical = canonicalDefinitions(definitions.values());
    this.edges = edges
      .map((edge) => ({ ...edge, s: this.canonicalOf(edge.s), to: this.canonicalOf(edge.to) }))
      .filter((edge) => edge.s !== edge.to || edge.kind === 'CALLS' || edge.kind === 'USES');
    this.overrides = overridesOf(this.edges);
    this.modules = modulesOf(definitions.values());
    this.#byName = indexByName(definitions.values());
  }

  /** The definition of an id. @throws when the file is inconsistent. */
  definition(id: number): TrueDefinition {
    const found = this.definitions.get(id);
    if (found === undefined) throw new RangeError(`The ground truth has no definition ${id}.`);
    return found;
  }

  canonicalOf(id: number): number {
    return this.canonical.get(id) ?? id;
  }

  /** Definitions of a file by short name, in the order of the file. */
  named(file: string, name: string): readonly number[] {
    return this.#byName.get(`${file}\u0000${name}`) ?? [];
  }

  inScope(file: string, scope: Scope): boolean {
    return scope === 'all' || (this.meta.files[file]?.test ?? false) === (scope === 'test');
  }

  hasFile(file: string): boolean {
    return Object.hasOwn(this.meta.files, file);
  }
}

/** Adds to a multi-map. */
export function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

function canonicalDefinitions(definitions: Iterable<TrueDefinition>): Map<number, number> {
  const groups = new Map<string, TrueDefinition[]>();
  for (const definition of definitions) {
    if (definition.label !== 'FUNCTION' && definition.label !== 'METHOD') continue;
    const key = `${definition.file}\u0000${definition.qual}`;
    groups.set(key, [...(groups.get(key) ?? []), definition]);
  }
  const canonical = new Map<number, number>();
  for (const group of groups.values()) {
    const copies = group.filter((one) => /overload|setter|deleter/.test(one.detail ?? ''));
    const originals = group.filter((one) => !copies.includes(one));
    const chosen = originals[0] ?? (copies.length > 1 ? copies[0] : undefined);
    if (chosen === undefined) continue;
    for (const copy of copies) canonical.set(copy.id, chosen.id);
  }
  return canonical;
}

function overridesOf(edges: readonly TrueEdge[]): Map<number, Set<number>> {
  const overrides = new Map<number, Set<number>>();
  for (const edge of edges) {
    if (edge.kind !== 'OVERRIDES') continue;
    addTo(overrides, edge.s, edge.to);
    addTo(overrides, edge.to, edge.s);
  }
  return overrides;
}

function modulesOf(definitions: Iterable<TrueDefinition>): Map<string, number> {
  const modules = new Map<string, number>();
  for (const definition of definitions) {
    if (definition.label === 'MODULE' && definition.parent === undefined) modules.set(definition.file, definition.id);
  }
  return modules;
}

function indexByName(definitions: Iterable<TrueDefinition>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  const add = (definition: TrueDefinition, name: string): void => {
    const key = `${definition.file}\u0000${name}`;
    const known = index.get(key);
    if (known === undefined) index.set(key, [definition.id]);
    else known.push(definition.id);
  };
  for (const definition of definitions) {
    add(definition, definition.name);
    if (definition.innerName) add(definition, definition.innerName);
  }
  return index;
}
