import { BindingKind, ScopeKind, type ImportFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { DeclarationPass } from './declaration-pass.js';
import type { Place } from './declarations.js';
import { Meaning, type Scope } from './scopes.js';
import { literalArgument, type ScriptTree } from './script-tree.js';
import { Field, Node, Token } from './syntax-kinds.js';

const ALL_MEANINGS = Meaning.VALUE | Meaning.TYPE | Meaning.NAMESPACE;

interface ImportInput {
  readonly node: number;
  readonly specifier: string;
  readonly kind: string;
  readonly name?: string;
  /** Node of the local name; -1 when none is bound. */
  readonly local: number;
  readonly scope: Scope;
  readonly typeOnly?: boolean;
  readonly conditional?: boolean;
  readonly reexport?: boolean;
}

/** Adds an import and the name it binds; returns its index. */
export function addImport(pass: DeclarationPass, input: ImportInput): number {
  const { declarations, facts, tree } = pass;
  const { node, specifier, kind, name = '', local, scope, typeOnly = false, conditional = false, reexport = false } = input;
  const index = facts.imports.length;
  const localName = tree.textOf(local);
  const binding =
    local < 0
      ? -1
      : declarations.declare({
          scope,
          name: localName,
          node: local,
          kind: BindingKind.IMPORT,
          value: facts.term(TermOp.IMPORT, index),
          meaning: ALL_MEANINGS,
        });
  const fact: ImportFact = {
    specifier,
    level: 0,
    kind,
    name,
    localName,
    binding,
    scope: scope.index,
    line: tree.line(node),
    typeOnly,
    conditional,
    reexport,
  };
  facts.imports.push(fact);
  declarations.imports.set(node, index);
  return index;
}

/** `import ...` in all its forms. */
export function declareImport(pass: DeclarationPass, node: number, place: Place): void {
  const { tree } = pass;
  const equals = tree.childOfKind(node, Node.import_require_clause);
  const typeOnly = tree.hasToken(node, Token.type) || tree.hasToken(node, Token.typeof);
  if (equals >= 0) {
    const local = tree.childOfKind(equals, Node.identifier);
    addImport(pass, {
      node: equals,
      specifier: tree.stringValue(tree.child(equals, Field.source)),
      kind: 'import_equals',
      local,
      scope: place.scope,
      typeOnly,
    });
    return;
  }
  const source = tree.child(node, Field.source);
  if (source < 0) return;
  const shared = { specifier: tree.stringValue(source), scope: place.scope };
  const clause = tree.childOfKind(node, Node.import_clause);
  if (clause < 0) {
    addImport(pass, { ...shared, node, kind: 'side_effect', local: -1 });
    return;
  }
  for (const part of tree.namedChildren(clause)) {
    if (tree.kindOf(part) === Node.identifier) addImport(pass, { ...shared, node: part, kind: 'default', local: part, typeOnly });
    else if (tree.kindOf(part) === Node.namespace_import) {
      addImport(pass, { ...shared, node: part, kind: 'namespace', local: tree.childOfKind(part, Node.identifier), typeOnly });
    } else if (tree.kindOf(part) === Node.named_imports) {
      for (const specifier of tree.namedChildren(part)) {
        if (tree.kindOf(specifier) === Node.import_specifier) addSpecifier(pass, specifier, { ...shared, typeOnly });
      }
    }
  }
}

function addSpecifier(pass: DeclarationPass, node: number, shared: { specifier: string; scope: Scope; typeOnly: boolean }): void {
  const { tree } = pass;
  const nameNode = tree.child(node, Field.name);
  const alias = tree.child(node, Field.alias);
  const name = tree.kindOf(nameNode) === Node.string ? tree.stringValue(nameNode) : tree.textOf(nameNode);
  addImport(pass, {
    ...shared,
    node,
    kind: name === 'default' ? 'default' : 'name',
    name: name === 'default' ? '' : name,
    local: alias >= 0 ? alias : nameNode,
    typeOnly: shared.typeOnly || tree.hasToken(node, Token.type) || tree.hasToken(node, Token.typeof),
  });
}

/** `import x = A.B.C`: another name for a namespace member. */
export function declareImportAlias(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const [name, target] = tree.namedChildren(node);
  if (name === undefined || target === undefined) return;
  const parts = tree
    .textOf(target)
    .split('.')
    .map((part) => part.trim());
  let value = facts.term(TermOp.NAME, facts.string(parts[0] ?? ''), place.scope.index, 0);
  for (const part of parts.slice(1)) value = facts.term(TermOp.ATTRIBUTE, value, facts.string(part), 0);
  declarations.declare({
    scope: place.scope,
    name: tree.textOf(name),
    node: name,
    kind: BindingKind.ASSIGNMENT,
    value,
    meaning: ALL_MEANINGS,
  });
}

/** `require('x')` and `import('x')`; with a target, what the call is assigned to. */
export function declareImportCall(
  pass: DeclarationPass,
  node: number,
  place: Place,
  target?: { scope: Scope; nameNode: number },
): void {
  const { tree, declarations } = pass;
  if (declarations.imports.has(node)) return;
  const kind = importCallKind(tree, node);
  if (kind === undefined) return;
  if (kind === 'require' && place.scope.resolve('require') !== undefined) return;
  const literal = literalArgument(tree, node);
  if (literal < 0) return;
  addImport(pass, {
    node,
    specifier: tree.stringValue(literal),
    kind,
    local: target?.nameNode ?? -1,
    scope: target?.scope ?? place.scope,
    conditional: isConditional(tree, node, place),
  });
}

function importCallKind(tree: ScriptTree, node: number): 'require' | 'dynamic' | undefined {
  const callee = tree.child(node, Field.function);
  const kind = tree.kindOf(callee);
  if (kind === Node.import) return 'dynamic';
  return kind === Node.identifier && tree.textOf(callee) === 'require' ? 'require' : undefined;
}

function isConditional(tree: ScriptTree, node: number, place: Place): boolean {
  if (place.scope.functionScope.kind === ScopeKind.FUNCTION) return true;
  for (let at = tree.parent(node); at >= 0; at = tree.parent(at)) {
    const kind = tree.kindOf(at);
    if (kind === Node.if_statement || kind === Node.try_statement) return true;
  }
  return false;
}
