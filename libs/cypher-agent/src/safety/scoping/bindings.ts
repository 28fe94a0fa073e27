import { elementsOf } from '../syntax/parts.js';
import type { PathPattern, PatternElement } from '../syntax/tree.js';

/** What a variable stands for; `value` for everything that is not known to come from a pattern. */
export type BindingKind = 'node' | 'relationship' | 'nodes' | 'relationships' | 'path' | 'paths' | 'value';

/** A variable in scope. */
export interface Binding {
  readonly kind: BindingKind;
  /** May be null, because it comes from before this clause. */
  readonly nullable: boolean;
}

/** Variables in scope, by name. Never changed in place. */
export interface Bindings {
  readonly names: ReadonlyMap<string, Binding>;
  /** True when the product's own variables are in scope too, so that `*` must be spelt out. */
  readonly invented: boolean;
}

/** Nothing in scope. */
export const NO_BINDINGS: Bindings = { names: new Map(), invented: false };

/** With one more variable. */
export function bind(bindings: Bindings, name: string, kind: BindingKind): Bindings {
  return { ...bindings, names: new Map(bindings.names).set(name, { kind, nullable: true }) };
}

/** With the variables of patterns that are matched here. */
export function bindPatterns(bindings: Bindings, patterns: readonly PathPattern[]): Bindings {
  const names = new Map(bindings.names);
  for (const pattern of patterns) {
    if (pattern.variable !== undefined) names.set(pattern.variable.text, { kind: 'path', nullable: false });
    bindElements(names, pattern.elements, false);
  }
  return { ...bindings, names };
}

/** The same variables, each of which may be null: what the next clause sees. */
export function asNullable(bindings: Bindings): Bindings {
  const names = new Map([...bindings.names].map(([name, { kind }]) => [name, { kind, nullable: true }]));
  return { ...bindings, names };
}

function bindElements(names: Map<string, Binding>, elements: readonly PatternElement[], repeated: boolean): void {
  for (const element of elements) {
    const kind = kindOf(element, repeated);
    const name = element.variable?.text;
    if (name !== undefined && !(names.get(name)?.kind === kind && element.kind === 'node'))
      names.set(name, { kind, nullable: false });
    if (element.kind === 'group') bindElements(names, element.elements, repeated || element.quantifier !== undefined);
  }
}

function kindOf(element: PatternElement, repeated: boolean): BindingKind {
  if (element.kind === 'group') return repeated || element.quantifier !== undefined ? 'paths' : 'path';
  if (element.kind === 'node') return repeated ? 'nodes' : 'node';
  return repeated || element.range !== undefined || element.quantifier !== undefined ? 'relationships' : 'relationship';
}

/** Names of the variables that elements of a group define; inside the group they stand for one element. */
export function bindGroup(bindings: Bindings, elements: readonly PatternElement[]): Bindings {
  const names = new Map(bindings.names);
  for (const element of elementsOf({ elements })) if (element.variable !== undefined) names.delete(element.variable.text);
  bindElements(names, elements, false);
  return { ...bindings, names };
}
