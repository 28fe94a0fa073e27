import { tableByKind, type PythonGrammar } from './grammar.js';
import type { PythonSyntax } from './python-syntax.js';

/** How a stretch of code binds a name. `star` has no name: `from m import *`. */
export type BindingForm = 'target' | 'definition' | 'import' | 'global' | 'nonlocal' | 'star' | 'delete';

/** Receives a name, attribute or subscript node that is bound, and how. */
export type BindingVisitor = (node: number, form: BindingForm) => void;

const Step = {
  DEFINITION: 1,
  SKIP: 2,
  LEFT: 3,
  NAME: 4,
  TARGETS: 5,
  IMPORT: 6,
  DELETE: 7,
  GLOBAL: 8,
  NONLOCAL: 9,
  CAPTURE: 10,
  SPLAT: 11,
  AS_PATTERN: 12,
} as const;

/** Which step a scan for bound names takes at a node, by node-type id. */
export function bindingSteps(grammar: PythonGrammar): Uint8Array {
  const table = tableByKind<number>(grammar, {
    function_definition: Step.DEFINITION,
    class_definition: Step.DEFINITION,
    lambda: Step.SKIP,
    assignment: Step.LEFT,
    augmented_assignment: Step.LEFT,
    for_statement: Step.LEFT,
    type_alias_statement: Step.LEFT,
    named_expression: Step.NAME,
    as_pattern_target: Step.TARGETS,
    import_statement: Step.IMPORT,
    import_from_statement: Step.IMPORT,
    future_import_statement: Step.IMPORT,
    delete_statement: Step.DELETE,
    global_statement: Step.GLOBAL,
    nonlocal_statement: Step.NONLOCAL,
    dotted_name: Step.CAPTURE,
    splat_pattern: Step.SPLAT,
    as_pattern: Step.AS_PATTERN,
  });
  return Uint8Array.from(table, (step) => step ?? 0);
}

/**
 * Visits what the nodes of [from, to) bind in the scope that they stand in, in source order: function and class bodies and lambdas
 * are left out, comprehensions are entered for `:=` only (their `for` targets are their own).
 */
export function visitBindings(
  syntax: PythonSyntax,
  steps: Uint8Array,
  range: readonly [number, number],
  visit: BindingVisitor,
): void {
  const { tree, grammar } = syntax;
  const { kinds, fields } = grammar;
  for (let node = range[0]; node < range[1];) {
    let next = node + 1;
    switch (steps[tree.kind[node] as number]) {
      case Step.DEFINITION: {
        const name = tree.childByField(node, fields.name);
        if (name >= 0) visit(name, 'definition');
        next = tree.after[node] as number;
        break;
      }
      case Step.SKIP:
        next = tree.after[node] as number;
        break;
      case Step.LEFT:
        visitLeft(syntax, node, visit);
        break;
      case Step.NAME: {
        const name = tree.childByField(node, fields.name);
        if (name >= 0) visit(name, 'target');
        break;
      }
      case Step.TARGETS:
        for (const target of syntax.leafTargets(node)) visit(target, 'target');
        break;
      case Step.IMPORT:
        visitImports(syntax, node, visit);
        next = tree.after[node] as number;
        break;
      case Step.DELETE:
        for (const child of syntax.namedChildren(node)) for (const target of syntax.leafTargets(child)) visit(target, 'delete');
        break;
      case Step.GLOBAL:
        for (const name of syntax.namedChildren(node)) visit(name, 'global');
        break;
      case Step.NONLOCAL:
        for (const name of syntax.namedChildren(node)) visit(name, 'nonlocal');
        break;
      case Step.CAPTURE:
        if (syntax.isCapture(node)) visit(syntax.firstNamed(node), 'target');
        break;
      case Step.SPLAT: {
        const name = syntax.firstNamed(node);
        if (name >= 0 && tree.textOf(name) !== '_') visit(name, 'target');
        break;
      }
      case Step.AS_PATTERN: {
        if (tree.kind[tree.parent[node] as number] !== kinds.case_pattern) break;
        const name = syntax.namedChildren(node).at(-1) ?? -1;
        if (name >= 0 && tree.kind[name] === kinds.identifier) visit(name, 'target');
        break;
      }
      default:
        break;
    }
    node = next;
  }
}

function visitLeft(syntax: PythonSyntax, node: number, visit: BindingVisitor): void {
  const { tree, grammar } = syntax;
  const left = tree.childByField(node, grammar.fields.left);
  if (left < 0) return;
  if (tree.kind[left] === grammar.kinds.type) {
    const name = aliasName(syntax, left);
    if (name >= 0) visit(name, 'definition');
    return;
  }
  for (const target of syntax.leafTargets(left)) visit(target, 'target');
}

/** The name that `type NAME[...] = ...` defines, given its left side; -1 when it is no name. */
export function aliasName(syntax: PythonSyntax, left: number): number {
  const { tree, grammar } = syntax;
  let inner = syntax.firstNamed(left);
  if (inner >= 0 && (tree.kind[inner] === grammar.kinds.generic_type || tree.kind[inner] === grammar.kinds.subscript))
    inner = syntax.firstNamed(inner);
  return inner >= 0 && tree.kind[inner] === grammar.kinds.identifier ? inner : -1;
}

function visitImports(syntax: PythonSyntax, node: number, visit: BindingVisitor): void {
  const { tree, grammar } = syntax;
  const { kinds, fields } = grammar;
  for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
    if (tree.kind[child] === kinds.wildcard_import) visit(child, 'star');
    if (tree.field[child] !== fields.name) continue;
    const alias = tree.kind[child] === kinds.aliased_import ? tree.childByField(child, fields.alias) : -1;
    const name = alias >= 0 ? alias : tree.kind[child] === kinds.dotted_name ? syntax.firstNamed(child) : -1;
    if (name >= 0) visit(name, 'import');
  }
}
