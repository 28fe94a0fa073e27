import type { ScriptTree } from './script-tree.js';
import { Field, Node } from './syntax-kinds.js';

/** Path of a function assigned to a member: `app.use`; what CommonJS exports has its own name as path. */
export function memberPath(object: string, name: string): string {
  if (object === 'exports' || object === 'module.exports' || object === 'this') return name;
  if (object.startsWith('module.exports.')) return `${object.slice('module.exports.'.length)}.${name}`;
  if (object.startsWith('exports.')) return `${object.slice('exports.'.length)}.${name}`;
  return `${object}.${name}`;
}

/** Path of an object literal's member: the keys and the variable around it, as far as they are known. */
export function objectPath(tree: ScriptTree, member: number, name: string): string {
  const parts = [name];
  let at = tree.parent(member);
  while (tree.kindOf(at) === Node.object) {
    let holder = tree.parent(at);
    while (tree.kindOf(holder) === Node.as_expression || tree.kindOf(holder) === Node.satisfies_expression)
      holder = tree.parent(holder);
    if (tree.kindOf(holder) === Node.pair) {
      const key = tree.keyName(tree.child(holder, Field.key));
      if (key !== undefined) parts.unshift(key);
      at = tree.parent(holder);
      continue;
    }
    if (tree.kindOf(holder) === Node.variable_declarator) {
      const variable = tree.child(holder, Field.name);
      if (tree.kindOf(variable) === Node.identifier) parts.unshift(tree.textOf(variable));
    } else if (tree.kindOf(holder) === Node.assignment_expression) {
      const left = tree.textOf(tree.child(holder, Field.left));
      if (/^[\w$.]+$/.test(left) && !/^(module\.)?exports$/.test(left))
        parts.unshift(left.replace(/^(module\.exports|exports|this)\./, ''));
    }
    break;
  }
  return parts.join('.');
}

/** True for a member of an object literal that is handed to a call: an option, a handler or a mock rather than a definition. */
export function isMemberOfArgument(tree: ScriptTree, member: number): boolean {
  let at = tree.parent(member);
  for (;;) {
    const kind = tree.kindOf(at);
    if (kind === Node.arguments) return true;
    if (!TRANSPARENT.has(kind)) return false;
    at = tree.parent(at);
  }
}

const TRANSPARENT = new Set([
  Node.object,
  Node.pair,
  Node.array,
  Node.spread_element,
  Node.parenthesized_expression,
  Node.as_expression,
  Node.satisfies_expression,
]);
