import type { ScriptTree } from './script-tree.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** Calls back with the node of each name that a pattern binds, in source order. Member expressions in it bind nothing. */
export function patternNames(tree: ScriptTree, pattern: number, found: (name: number) => void): void {
  if (pattern < 0) return;
  switch (tree.kindOf(pattern)) {
    case Node.identifier:
    case Node.undefined:
    case Node.shorthand_property_identifier_pattern:
      found(pattern);
      return;
    case Node.pair_pattern:
      patternNames(tree, tree.child(pattern, Field.value), found);
      return;
    case Node.assignment_pattern:
    case Node.object_assignment_pattern:
      patternNames(tree, tree.child(pattern, Field.left), found);
      return;
    case Node.object_pattern:
    case Node.array_pattern:
    case Node.rest_pattern:
      for (const child of tree.namedChildren(pattern)) patternNames(tree, child, found);
      return;
    default:
  }
}

/** True when the block binds names of its own (`let`, `const`, classes, functions, enums, types). */
export function isLexicalBlock(tree: ScriptTree, block: number): boolean {
  for (let child = tree.first(block); child >= 0; child = tree.next(child)) {
    const kind = tree.kindOf(child);
    if (LEXICAL.has(kind)) return true;
    if ((kind === Node.switch_case || kind === Node.switch_default) && isLexicalBlock(tree, child)) return true;
  }
  return false;
}

const LEXICAL = new Set([
  Node.lexical_declaration,
  Node.using_declaration,
  Node.class_declaration,
  Node.abstract_class_declaration,
  Node.function_declaration,
  Node.generator_function_declaration,
  Node.function_signature,
  Node.enum_declaration,
  Node.interface_declaration,
  Node.type_alias_declaration,
]);

/** The pattern of a parameter node of either grammar; -1 for none. */
export function parameterPattern(tree: ScriptTree, parameter: number): number {
  const kind = tree.kindOf(parameter);
  if (kind === Node.required_parameter || kind === Node.optional_parameter) {
    const pattern = tree.child(parameter, Field.pattern);
    return pattern >= 0 ? pattern : tree.child(parameter, Field.name);
  }
  return parameter;
}

/** The parameter nodes of a function-like node, in order; comments and punctuation left out. */
export function parameterNodes(tree: ScriptTree, callable: number): number[] {
  const single = tree.child(callable, Field.parameter);
  if (single >= 0) return [single];
  return tree.namedChildren(tree.child(callable, Field.parameters)).filter((node) => tree.kindOf(node) !== Node.decorator);
}

/** True for `readonly`, `public`, `private`, `protected` or `override` before a constructor parameter. */
export function isParameterProperty(tree: ScriptTree, parameter: number): boolean {
  if (tree.kindOf(parameter) !== Node.required_parameter && tree.kindOf(parameter) !== Node.optional_parameter) return false;
  return (
    tree.childOfKind(parameter, Node.accessibility_modifier) >= 0 ||
    tree.childOfKind(parameter, Node.override_modifier) >= 0 ||
    tree.hasToken(parameter, Token.readonly)
  );
}
