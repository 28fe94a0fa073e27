import { DefinitionFlag, SiteFlag, type ImportFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { Extraction } from './extraction.js';
import { patternNames } from './patterns.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** `export ...` in all its forms. */
export function exportStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const declaration = tree.child(node, Field.declaration);
  const source = tree.child(node, Field.source);
  const typeOnly = tree.hasToken(node, Token.type) || (source >= 0 && hasTypeError(x, node));
  if (declaration >= 0) {
    x.statement(declaration);
    exportDeclaration(x, node, declaration);
    return;
  }
  const clause = tree.childOfKind(node, Node.export_clause);
  if (clause >= 0) {
    for (const specifier of tree.namedChildren(clause)) {
      if (tree.kindOf(specifier) === Node.export_specifier) exportSpecifier(x, specifier, { source, typeOnly });
    }
    return;
  }
  if (source >= 0) {
    exportStar(x, node, { source, typeOnly });
    return;
  }
  const value = tree.child(node, Field.value);
  if (value >= 0) {
    addExport(x, { name: 'default', term: x.expression(value, SiteFlag.ARGUMENT), node });
  } else if (tree.hasToken(node, Token['='])) {
    addExport(x, { name: '=', term: x.expression(tree.firstNamed(node), SiteFlag.ARGUMENT), node });
  } else x.expressionsIn(node);
}

/** The grammar reads `type` of `export type *` as an error. */
function hasTypeError(x: Extraction, node: number): boolean {
  const { tree } = x;
  return /^export\s+type\s*\*/.test(tree.text.slice(tree.start(node), tree.start(node) + 40));
}

function addExport(x: Extraction, input: { name: string; term: number; node: number; typeOnly?: boolean }): void {
  if (x.scope !== x.declared.moduleScope) return;
  const { name, term, node, typeOnly = false } = input;
  x.facts.exports.push({ name, kind: 'local', term, import: -1, line: x.tree.line(node), typeOnly });
}

function exportDeclaration(x: Extraction, statement: number, declaration: number): void {
  const { tree, facts } = x;
  const isDefault = tree.hasToken(statement, Token.default);
  const kind = tree.kindOf(declaration);
  const add = (nameNode: number): void => {
    const name = tree.textOf(nameNode);
    addExport(x, { name: isDefault ? 'default' : name, term: facts.term(TermOp.NAME, x.string(name), 0, 0), node: nameNode });
  };
  if (kind === Node.lexical_declaration || kind === Node.variable_declaration || kind === Node.using_declaration) {
    for (const declarator of tree.namedChildren(declaration)) patternNames(tree, tree.child(declarator, Field.name), add);
    return;
  }
  if (kind === Node.ambient_declaration) {
    const inner = tree.firstNamed(declaration);
    if (inner >= 0) exportDeclaration(x, statement, inner);
    return;
  }
  let nameNode = tree.child(declaration, Field.name);
  if (kind === Node.import_alias) nameNode = tree.firstNamed(declaration);
  if (tree.kindOf(nameNode) === Node.nested_identifier) nameNode = tree.firstNamed(nameNode);
  if (nameNode >= 0 && tree.kindOf(nameNode) !== Node.string) {
    add(nameNode);
    return;
  }
  const callable = x.declared.callables.get(declaration);
  const definition = x.declared.definitions.get(declaration);
  if (!isDefault || definition === undefined) return;
  const term = callable === undefined ? facts.term(TermOp.CLASS, definition) : facts.term(TermOp.FUNCTION, callable);
  addExport(x, { name: 'default', term, node: declaration });
}

function specifierName(x: Extraction, node: number): string {
  return x.tree.kindOf(node) === Node.string ? x.tree.stringValue(node) : x.tree.textOf(node);
}

function exportSpecifier(x: Extraction, specifier: number, at: { source: number; typeOnly: boolean }): void {
  const { tree, facts, declared } = x;
  const nameNode = tree.child(specifier, Field.name);
  const alias = tree.child(specifier, Field.alias);
  const name = specifierName(x, nameNode);
  const exported = alias < 0 ? name : specifierName(x, alias);
  const typeOnly = at.typeOnly || tree.hasToken(specifier, Token.type);
  if (at.source < 0) {
    addExport(x, { name: exported, term: facts.term(TermOp.NAME, x.string(name), 0, 0), node: specifier, typeOnly });
    const local = declared.moduleScope.names.get(name);
    if (local !== undefined && local.definition >= 0 && x.scope === declared.moduleScope) {
      const definition = declared.definition(local.definition);
      definition.flags |= DefinitionFlag.EXPORTED | (exported === 'default' ? DefinitionFlag.DEFAULT_EXPORT : 0);
    }
    return;
  }
  const kind = name === 'default' ? 'default' : 'name';
  const index = addReexport(x, { node: specifier, source: at.source, kind, name: kind === 'name' ? name : '', typeOnly });
  facts.exports.push({ name: exported, kind: 'from', term: 0, import: index, line: tree.line(specifier), typeOnly });
}

function exportStar(x: Extraction, node: number, at: { source: number; typeOnly: boolean }): void {
  const { tree, facts } = x;
  const { source, typeOnly } = at;
  const namespace = tree.childOfKind(node, Node.namespace_export);
  const line = tree.line(node);
  if (namespace >= 0) {
    const name = specifierName(x, tree.firstNamed(namespace));
    const index = addReexport(x, { node, source, kind: 'namespace', name: '', typeOnly });
    facts.exports.push({ name, kind: 'from', term: 0, import: index, line, typeOnly });
    return;
  }
  const index = addReexport(x, { node, source, kind: 'star', name: '', typeOnly });
  facts.exports.push({ name: '*', kind: 'star', term: 0, import: index, line, typeOnly });
}

function addReexport(
  x: Extraction,
  input: { node: number; source: number; kind: string; name: string; typeOnly: boolean },
): number {
  const { node, source, kind, name, typeOnly } = input;
  const fact: ImportFact = {
    specifier: x.tree.stringValue(source),
    level: 0,
    kind,
    name,
    localName: '',
    binding: -1,
    scope: x.scope.index,
    line: x.tree.line(node),
    typeOnly,
    conditional: false,
    reexport: true,
  };
  return x.facts.imports.push(fact) - 1;
}
