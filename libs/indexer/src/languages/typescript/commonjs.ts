import { TermOp } from '../../facts/term.js';
import type { Extraction } from './extraction.js';
import { memberParts } from './naming.js';
import { Field, Node } from './syntax-kinds.js';

/** What an expression says about the module object of CommonJS. */
type ModuleObject = 'module' | 'exports' | undefined;

/** `module` or (`exports`, `module.exports`, `this` at the top is not read); undefined for anything else. */
function moduleObject(x: Extraction, node: number): ModuleObject {
  const { tree } = x;
  const at = tree.unwrap(node);
  if (tree.kindOf(at) === Node.identifier) {
    const name = tree.textOf(at);
    if ((name !== 'exports' && name !== 'module') || x.scope.resolve(name) !== undefined) return undefined;
    return name;
  }
  if (tree.kindOf(at) === Node.assignment_expression) return moduleObject(x, tree.child(at, Field.left));
  const [object, name] = memberParts(tree, at);
  return name === 'exports' && moduleObject(x, object) === 'module' ? 'exports' : undefined;
}

/** Exports that an assignment makes: `module.exports = v`, `exports.a = v`. */
export function exportAssignment(x: Extraction, input: { target: number; value: number; line: number }): void {
  const { target, value, line } = input;
  const [object, name] = memberParts(x.tree, target);
  if (name === undefined) return;
  if (name === 'exports' && moduleObject(x, object) === 'module') addExport(x, { name: '=', term: value, line });
  else if (moduleObject(x, object) === 'exports' && name !== '__esModule') addExport(x, { name, term: value, line });
}

function addExport(x: Extraction, input: { name: string; term: number; line: number }): void {
  x.facts.exports.push({ ...input, kind: 'local', import: -1, typeOnly: false });
}

/** Exports that a call makes: `Object.defineProperty(exports, ...)`, `Object.assign(exports, {...})`, `__exportStar(require(...), exports)`. */
export function exportCall(x: Extraction, call: number, args: readonly number[]): void {
  const { tree } = x;
  const callee = tree.textOf(tree.child(call, Field.function));
  const line = tree.line(call);
  const [first, second, third] = tree.namedChildren(tree.child(call, Field.arguments));
  if (first === undefined || second === undefined) return;
  if (callee === 'Object.defineProperty' && moduleObject(x, first) === 'exports') {
    const name = tree.keyName(second);
    if (name === undefined || name === '__esModule' || third === undefined) return;
    addExport(x, { name, term: descriptorValue(x, args[2] ?? 0), line });
  } else if (callee === 'Object.assign' && moduleObject(x, first) === 'exports') {
    for (const mapping of args.slice(1)) exportMapping(x, mapping, line);
  } else if (/^(tslib(_\d+)?\.)?__exportStar$/.test(callee)) {
    const index = x.declared.imports.get(tree.unwrap(first));
    if (index !== undefined) x.facts.exports.push({ name: '*', kind: 'star', term: 0, import: index, line, typeOnly: false });
  }
}

function exportMapping(x: Extraction, mapping: number, line: number): void {
  const term = x.facts.termAt(mapping);
  if (term.op !== TermOp.MAPPING) return;
  const pairs = x.facts.listAt(term.a);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const key = pairs[at] as number;
    if (key >= 0) addExport(x, { name: x.facts.stringAt(key), term: pairs[at + 1] as number, line });
  }
}

/** The value that a property descriptor gives: its `value`, or what its `get` returns. */
export function descriptorValue(x: Extraction, descriptor: number): number {
  const term = x.facts.termAt(descriptor);
  if (term.op !== TermOp.MAPPING) return 0;
  const pairs = x.facts.listAt(term.a);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const key = pairs[at] as number;
    const value = pairs[at + 1] as number;
    const name = key < 0 ? '' : x.facts.stringAt(key);
    if (name === 'value') return value;
    if (name === 'get') return x.facts.term(TermOp.CALL, value, x.facts.list([]), -1);
  }
  return 0;
}
