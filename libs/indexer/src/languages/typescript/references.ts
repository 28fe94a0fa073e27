import { ScopeKind, SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import type { Extraction } from './extraction.js';
import { memberParts } from './naming.js';
import { Meaning, type Local, type Scope } from './scopes.js';
import { Field, Node } from './syntax-kinds.js';

/** The value of a name here: what flow knows, else its only binding, else a lexical look-up over all bindings. */
export function nameTerm(x: Extraction, name: string, local: Local | undefined = x.scope.resolve(name)): number {
  if (local === undefined) {
    return name === 'undefined' ? x.constant(ConstantKind.UNDEFINED) : x.facts.term(TermOp.NAME, x.string(name), 0, 0);
  }
  const known = x.env.get(local.key);
  if (known !== undefined) return known;
  const only = local.values[0];
  if (only !== undefined && local.values.length === 1 && local.writes === 0) return x.facts.term(TermOp.BINDING, only);
  return x.facts.term(TermOp.NAME, x.string(name), local.scope.index, 0);
}

/** A type name, looked up from the scope that binds it. */
export function typeNameTerm(x: Extraction, name: string, meaning: 1 | 2): number {
  const local = x.scope.resolve(name, meaning === 1 ? Meaning.TYPE : Meaning.NAMESPACE);
  return x.facts.term(TermOp.NAME, x.string(name), local?.scope.index ?? outermostNamespace(x), meaning);
}

/** Scope that a type name is looked up from when this file does not bind it: inside `declare module 'x'`, the module may. */
function outermostNamespace({ scope }: Extraction): number {
  let found = 0;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === ScopeKind.NAMESPACE) found = at.index;
  return found;
}

/** True when a read or write of the name can be an edge: it is a definition, an import, a module variable or unknown here. */
export function isNotable(local: Local | undefined): boolean {
  if (local === undefined || local.definition >= 0) return true;
  if (local.parameter) return false;
  const kind = local.scope.kind;
  return kind === ScopeKind.MODULE || kind === ScopeKind.NAMESPACE || (local.meanings & Meaning.TYPE) !== 0;
}

/** Reads a name as a value. */
export function readName(x: Extraction, node: number, flags: number): number {
  const name = x.tree.textOf(node);
  const local = x.scope.resolve(name);
  const term = nameTerm(x, name, local);
  if (isNotable(local)) x.site(SiteKind.READ, term, node, { flags, name });
  return term;
}

/** The receiver `this` as seen from here. */
export function thisTerm(x: Extraction): number {
  return x.env.get('this') ?? x.facts.term(TermOp.THIS, x.scope.thisScope.index);
}

/** Key of a reference (`x`, `this.x`, `a.b.c`) in the flow environment; undefined when flow cannot follow it. */
export function referenceKey(x: Extraction, node: number): string | undefined {
  const at = x.tree.unwrap(node);
  switch (x.tree.kindOf(at)) {
    case Node.identifier:
      return x.scope.resolve(x.tree.textOf(at))?.key;
    case Node.this:
      return 'this';
    case Node.member_expression:
    case Node.subscript_expression: {
      const [object, name] = memberParts(x.tree, at);
      if (name === undefined) return undefined;
      const base = referenceKey(x, object);
      return base === undefined ? undefined : `${base}.${name}`;
    }
    default:
      return undefined;
  }
}

/** The value of a reference without a site: used where a condition or pattern looks at it again. */
export function peek(x: Extraction, node: number): number {
  const at = x.tree.unwrap(node);
  switch (x.tree.kindOf(at)) {
    case Node.identifier:
      return nameTerm(x, x.tree.textOf(at));
    case Node.this:
      return thisTerm(x);
    case Node.member_expression:
    case Node.subscript_expression: {
      const [object, name] = memberParts(x.tree, at);
      if (name === undefined) return 0;
      const key = referenceKey(x, at);
      const known = key === undefined ? undefined : x.env.get(key);
      return known ?? x.attribute(peek(x, object), name);
    }
    case Node.assignment_expression:
      return peek(x, x.tree.child(at, Field.left));
    case Node.string:
      return x.constant(ConstantKind.STRING, x.tree.stringValue(at));
    case Node.number:
      return x.constant(ConstantKind.INTEGER, x.tree.textOf(at));
    case Node.true:
    case Node.false:
      return x.constant(ConstantKind.BOOLEAN, x.tree.textOf(at));
    case Node.null:
      return x.constant(ConstantKind.NONE);
    case Node.undefined:
      return x.constant(ConstantKind.UNDEFINED);
    default:
      return 0;
  }
}

/** A member access; the object is read, the member itself only when `read`. */
export function memberTerm(x: Extraction, node: number, options: { flags: number; read: boolean }): number {
  const { tree } = x;
  const [object, name, token] = memberParts(tree, node);
  if (name === undefined) return 0;
  const optional = tree.child(node, Field.optional_chain) >= 0 || tree.childOfKind(node, Node.optional_chain) >= 0;
  const base = objectTerm(x, object);
  if (tree.kindOf(token) === Node.identifier) x.expression(token);
  const term = x.attribute(base, name, optional);
  if (options.read) x.site(SiteKind.READ, term, token, { flags: options.flags | (optional ? SiteFlag.OPTIONAL_CHAIN : 0), name });
  const key = referenceKey(x, node);
  return (key === undefined ? undefined : x.env.get(key)) ?? term;
}

function objectTerm(x: Extraction, object: number): number {
  if (x.tree.kindOf(object) === Node.super) return x.facts.term(TermOp.SUPER, x.scope.thisScope.index, -1);
  return x.expression(object);
}

/** `a[b]` with a key that is not a literal string. */
export function subscriptTerm(x: Extraction, node: number, flags: number): number {
  const { tree } = x;
  const index = tree.child(node, Field.index);
  if (memberParts(tree, node)[1] !== undefined) return memberTerm(x, node, { flags, read: true });
  const object = objectTerm(x, tree.child(node, Field.object));
  const item = x.facts.term(TermOp.SUBSCRIPT, object, x.expression(index));
  const key = tree.kindOf(index) === Node.identifier ? tree.constantKeys.get(tree.textOf(index)) : undefined;
  if (key === undefined || x.scope.resolve(tree.textOf(index))?.scope !== x.declared.moduleScope) return item;
  // An imported key may be a symbol, whose members have its name, or a text.
  return x.facts.union([x.attribute(object, key.member), item]);
}
