import { z } from 'zod';
import type { SymbolReference } from '../accuracy/claims.js';

const namedThing = z.object({
  file: z.string(),
  label: z.string(),
  name: z.string(),
  class: z.string().nullish(),
  line: z.number(),
  start: z.number(),
  end: z.number(),
});

/** One micro-benchmark case: a few files, their definitions by dotted name, and all calls between them. */
export const microCaseSchema = z.object({
  suite: z.string(),
  lang: z.string(),
  category: z.string(),
  case: z.string(),
  dir: z.string(),
  files: z.array(z.string()),
  names: z.record(z.string(), z.array(namedThing)),
  edges: z.array(z.tuple([z.string(), z.string()])),
  hard: z.boolean().default(false),
});

/** See {@link microCaseSchema}. */
export type MicroCaseRecord = z.infer<typeof microCaseSchema>;

type NamedThing = z.infer<typeof namedThing>;
interface Candidate {
  readonly dotted: string;
  readonly thing: NamedThing;
}

/** A case with what was claimed about it. */
export class MicroCase {
  readonly record: MicroCaseRecord;
  readonly required: ReadonlySet<string>;
  /** Claimed calls between definitions of the case: `caller callee`, as {@link callKey} makes them. */
  readonly claimed = new Set<string>();
  unmapped = 0;
  readonly #byName = new Map<string, Candidate[]>();
  readonly #modules = new Map<string, string>();

  constructor(record: MicroCaseRecord) {
    this.record = record;
    this.required = new Set(record.edges.map(([caller, callee]) => callKey(caller, callee)));
    for (const [dotted, things] of Object.entries(record.names)) {
      for (const thing of things) {
        const key = nameKey(thing.file, thing.name);
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), { dotted, thing }]);
        if (thing.label === 'MODULE') this.#modules.set(thing.file, dotted);
      }
    }
  }

  /** Dotted names that a symbol in one of the case's files may mean, with its label; undefined when the case knows none. */
  resolve(reference: SymbolReference, file: string): { readonly names: readonly string[]; readonly label: string } | undefined {
    if (this.#meansModule(reference, file)) {
      const module = this.#modules.get(file);
      return module === undefined ? undefined : { names: [module], label: 'MODULE' };
    }
    const candidates = this.#candidates(reference, file);
    const sameLabel = candidates.filter(({ thing }) => thing.label === reference.label);
    const chosen = sameLabel.length > 0 ? sameLabel : candidates;
    const first = chosen[0];
    if (first === undefined) return undefined;
    return { names: chosen.map(({ dotted }) => dotted), label: first.thing.label };
  }

  /** Dotted name of the constructor that a class defines itself. */
  ownConstructor(dottedClass: string): string | undefined {
    const names = ['.__init__', '.__new__', '.constructor', ':<init>'].map((suffix) => dottedClass + suffix);
    return names.find((name) => Object.hasOwn(this.record.names, name));
  }

  #meansModule({ name, label }: SymbolReference, file: string): boolean {
    if (label === 'MODULE') return true;
    if (this.#byName.has(nameKey(file, name))) return false;
    const stem = stemOf(file);
    return ['', stem, file].includes(name) || name.endsWith(stem);
  }

  #candidates(reference: SymbolReference, file: string): readonly Candidate[] {
    const named = withoutModules(this.#named(reference, file)).filter(({ dotted }) => !dotted.startsWith('var:'));
    const className = reference.class?.split('.').at(-1);
    const ofClass = className ? named.filter(({ thing }) => thing.class === className) : [];
    const candidates = ofClass.length > 0 ? ofClass : named;
    return reference.line === undefined ? candidates : nearest(candidates, reference.line);
  }

  #named(reference: SymbolReference, file: string): readonly Candidate[] {
    const { name, class: className } = reference;
    const find = (text: string): readonly Candidate[] => this.#byName.get(nameKey(file, text)) ?? [];
    const short = name.slice(name.lastIndexOf('.') + 1);
    const found = find(name).length > 0 ? find(name) : find(short);
    if (found.length > 0) return found;
    // Java constructors are named like their class.
    return className === short ? find('<init>') : [];
  }
}

/** One call as a key. */
export function callKey(caller: string, callee: string): string {
  return `${caller}\u0000${callee}`;
}

function withoutModules(candidates: readonly Candidate[]): readonly Candidate[] {
  const others = candidates.filter(({ thing }) => thing.label !== 'MODULE');
  return others.length > 0 ? others : candidates;
}

function nearest(candidates: readonly Candidate[], line: number): readonly Candidate[] {
  let near = candidates.filter(({ thing }) => thing.start - 1 <= line && line <= thing.line + 1);
  if (near.length === 0) near = candidates.filter(({ thing }) => thing.start <= line && line <= thing.end);
  const distance = ({ thing }: Candidate): number => Math.abs(thing.line - line);
  const best = Math.min(...near.map(distance));
  return near.filter((candidate) => distance(candidate) === best);
}

function nameKey(file: string, name: string): string {
  return `${file}\u0000${name}`;
}

function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
