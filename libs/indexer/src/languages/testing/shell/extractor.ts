import type { Language } from 'web-tree-sitter';
import { FactsBuilder, type Draft } from '../../../facts/facts-builder.js';
import { BindingKind, ScopeKind, SiteKind, type DefinitionFact } from '../../../facts/file-facts.js';
import { TermOp } from '../../../facts/term.js';
import { fieldIds, nodeKinds, type FlatTree } from '../../../syntax/flat-tree.js';
import type { Extractor } from '../../language.js';

const MODULE = 0;
const MODULE_SCOPE = 0;
const IMPORTING = new Set(['source', '.']);

/** Prepares the extractor for the grammar. */
export function createShellExtractor(grammar: Language): Extractor {
  const kinds = nodeKinds(grammar, ['function_definition', 'command', 'comment']);
  const fields = fieldIds(grammar, ['name', 'argument', 'body']);
  return (tree) => new ShellReader(tree, kinds, fields).read();
}

type Kinds = Record<'function_definition' | 'command' | 'comment', number>;
type Fields = Record<'name' | 'argument' | 'body', number>;

class ShellReader {
  readonly #facts = new FactsBuilder('shell');
  readonly #tree: FlatTree;
  readonly #kinds: Kinds;
  readonly #fields: Fields;

  constructor(tree: FlatTree, kinds: Kinds, fields: Fields) {
    this.#tree = tree;
    this.#kinds = kinds;
    this.#fields = fields;
  }

  read() {
    const tree = this.#tree;
    this.#facts.definitions.push({ ...this.#blank(0, tree.text.length), label: 'MODULE', kind: 'module', scope: MODULE_SCOPE });
    this.#facts.scope(ScopeKind.MODULE, -1, MODULE, -1);
    // Definition by node: calls inside belong to the innermost one.
    const owners = new Map<number, number>();
    for (let node = 0; node < tree.count; node++) {
      if (tree.kind[node] === this.#kinds.function_definition) owners.set(node, this.#function(node));
      else if (tree.kind[node] === this.#kinds.command) this.#command(node, owners);
      else if (tree.isError(node)) this.#problem(node);
    }
    return this.#facts.finish(tree.lineCount);
  }

  #blank(start: number, end: number): Draft<DefinitionFact> {
    const tree = this.#tree;
    const lines = { startLine: tree.lineAt(start), endLine: tree.lineAt(Math.max(start, end - 1)) };
    const place = { start, end, ...lines, nameLine: lines.startLine, nameColumn: 0, headerStart: start, headerEnd: start };
    const nothing = { docStart: -1, docEnd: -1, flags: 0, scope: -1, callable: -1, binding: -1, declaredType: -1, value: 0 };
    const lists = { bases: [], decorators: [], decoratorTexts: [], typeParameters: [] };
    return {
      label: 'FUNCTION',
      kind: 'function',
      name: '',
      parent: -1,
      path: '',
      declaredTypeText: '',
      ...place,
      ...nothing,
      ...lists,
    };
  }

  /** Functions of a shell are all global, wherever they are defined. */
  #function(node: number): number {
    const tree = this.#tree;
    const facts = this.#facts;
    const [start, end] = [tree.start[node] as number, tree.end[node] as number];
    const nameNode = tree.childByField(node, this.#fields.name);
    const body = tree.childByField(node, this.#fields.body);
    const name = tree.textOf(nameNode);
    const nameStart = tree.start[nameNode] as number;
    const definition = facts.definitions.length;
    const callable = facts.callables.length;
    const scope = facts.scope(ScopeKind.FUNCTION, MODULE_SCOPE, definition, callable);
    const value = facts.term(TermOp.FUNCTION, callable);
    const bound = {
      scope: MODULE_SCOPE,
      name: facts.string(name),
      kind: BindingKind.DEFINITION,
      value,
      definition,
      offset: nameStart,
    };
    facts.definitions.push({
      ...this.#blank(start, end),
      ...this.#comment(node),
      name,
      path: name,
      parent: MODULE,
      nameLine: tree.lineAt(nameStart),
      nameColumn: tree.columnAt(nameStart),
      headerEnd: body < 0 ? end : (tree.start[body] as number),
      scope,
      callable,
      binding: facts.binding(bound),
      value,
    });
    const nothing = { parameters: [], typeParameters: [], returns: [], yields: [], returnType: -1, receiverClass: -1, flags: 0 };
    facts.callables.push({ definition, owner: definition, scope, ...nothing });
    return definition;
  }

  /** The comment lines directly above. */
  #comment(node: number): Pick<DefinitionFact, 'docStart' | 'docEnd'> {
    const tree = this.#tree;
    const siblings = tree.children(tree.parent[node] as number);
    let [docStart, docEnd, line] = [-1, -1, tree.lineAt(tree.start[node] as number)];
    for (let at = siblings.indexOf(node) - 1; at >= 0; at--) {
      const above = siblings[at] as number;
      if (tree.kind[above] !== this.#kinds.comment || tree.lineAt(tree.start[above] as number) !== line - 1) break;
      docStart = tree.start[above] as number;
      if (docEnd < 0) docEnd = tree.end[above] as number;
      line -= 1;
    }
    return { docStart, docEnd };
  }

  #command(node: number, owners: ReadonlyMap<number, number>): void {
    const tree = this.#tree;
    const facts = this.#facts;
    const nameNode = tree.childByField(node, this.#fields.name);
    if (nameNode < 0) return;
    const name = tree.textOf(nameNode);
    const start = tree.start[nameNode] as number;
    const place = { line: tree.lineAt(start), column: tree.columnAt(start) };
    if (IMPORTING.has(name)) {
      this.#import(node, place.line);
      return;
    }
    let around = tree.parent[node] as number;
    while (around >= 0 && !owners.has(around)) around = tree.parent[around] as number;
    const definition = owners.get(around) ?? MODULE;
    const callee = facts.term(TermOp.NAME, facts.string(name), MODULE_SCOPE, 0);
    const term = facts.term(TermOp.CALL, callee, facts.list([]), -1);
    const callable = facts.definitions[definition]?.callable ?? -1;
    facts.site({ kind: SiteKind.CALL, term, ...place, definition, callable, name: facts.string(name) });
  }

  #import(node: number, line: number): void {
    const argument = this.#tree.childByField(node, this.#fields.argument);
    if (argument < 0) return;
    const specifier = this.#tree.textOf(argument).replaceAll(/^["']|["']$/g, '');
    const bound = { level: 0, kind: 'star', name: '', localName: '', binding: -1, scope: MODULE_SCOPE };
    this.#facts.imports.push({ specifier, line, ...bound, typeOnly: false, conditional: false, reexport: false });
  }

  #problem(node: number): void {
    const [startLine, endLine] = [this.#tree.start, this.#tree.end].map((ends) => this.#tree.lineAt(ends[node] as number));
    this.#facts.problems.push({
      code: 'syntax_error',
      startLine: startLine as number,
      endLine: endLine as number,
      message: 'Not understood.',
    });
  }
}
