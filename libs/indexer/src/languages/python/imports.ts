import { BindingKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';

/** Module of an import statement as written. */
interface ImportSource {
  readonly specifier: string;
  readonly level: number;
  readonly line: number;
}

/** Reads `import` and `from ... import`, and calls of `__import__` or `import_module` with a literal. */
export class ImportReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** `import a.b, c as d`. */
  readImport(node: number): void {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds, fields } = grammar;
    for (const child of syntax.namedChildren(node)) {
      if (tree.field[child] !== fields.name) continue;
      const isAliased = tree.kind[child] === kinds.aliased_import;
      const nameNode = isAliased ? tree.childByField(child, fields.name) : child;
      const parts = nameNode < 0 ? [] : syntax.dottedName(nameNode);
      const alias = isAliased ? tree.childByField(child, fields.alias) : -1;
      const source = { specifier: parts.join('.'), level: 0, line: tree.lineAt(tree.start[child] as number) };
      const bound = alias >= 0 ? alias : nameNode < 0 ? -1 : syntax.firstNamed(nameNode);
      this.#add(source, { kind: alias >= 0 ? 'namespace' : 'module', name: '', node: bound });
    }
  }

  /** `from a import b as c, d`, `from . import x`, `from m import *`. */
  readFrom(node: number): void {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds, fields } = grammar;
    const source = this.#source(node);
    for (const child of syntax.namedChildren(node)) {
      if (tree.kind[child] === kinds.wildcard_import) {
        this.#add(source, { kind: 'star', name: '', node: -1 });
        continue;
      }
      if (tree.field[child] !== fields.name) continue;
      const isAliased = tree.kind[child] === kinds.aliased_import;
      const nameNode = isAliased ? tree.childByField(child, fields.name) : child;
      const alias = isAliased ? tree.childByField(child, fields.alias) : -1;
      const name = nameNode < 0 ? '' : syntax.dottedName(nameNode).join('.');
      const line = tree.lineAt(tree.start[child] as number);
      this.#add({ ...source, line }, { kind: 'name', name, node: alias >= 0 ? alias : syntax.firstNamed(child) });
    }
  }

  /** `importlib.import_module('a.b')` and `__import__('a')` with a literal module. */
  readDynamic(specifier: string, node: number): void {
    const { tree } = this.#reader.syntax;
    const level = /^\.*/.exec(specifier)?.[0].length ?? 0;
    this.#add(
      { specifier: specifier.slice(level), level, line: tree.lineAt(tree.start[node] as number) },
      { kind: 'dynamic', name: '', node: -1 },
    );
  }

  #source(node: number): ImportSource {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds, fields } = grammar;
    const line = tree.lineAt(tree.start[node] as number);
    const module = tree.childByField(node, fields.module_name);
    if (module < 0) return { specifier: '__future__', level: 0, line };
    if (tree.kind[module] === kinds.dotted_name) return { specifier: syntax.dottedName(module).join('.'), level: 0, line };
    const prefix = tree.childOfKind(module, kinds.import_prefix);
    const name = tree.childOfKind(module, kinds.dotted_name);
    const level = prefix < 0 ? 1 : tree.textOf(prefix).replace(/[^.]/g, '').length;
    return { specifier: name < 0 ? '' : syntax.dottedName(name).join('.'), level, line };
  }

  #add(source: ImportSource, imported: { kind: string; name: string; node: number }): void {
    const reader = this.#reader;
    const { node, kind, name } = imported;
    const localName = node < 0 ? '' : reader.syntax.tree.textOf(node);
    const index = reader.facts.imports.length;
    const scope = localName === '' ? reader.scope : reader.names.bindingScope(localName);
    const value = reader.facts.term(TermOp.IMPORT, index);
    const binding = localName === '' ? -1 : reader.names.bind({ node, name: localName, kind: BindingKind.IMPORT, value });
    if (kind === 'module' || kind === 'namespace') this.#markModule(localName);
    reader.facts.imports.push({
      specifier: source.specifier,
      level: source.level,
      kind,
      name,
      localName,
      binding,
      scope: scope.index,
      line: source.line,
      typeOnly: reader.isTypeChecking,
      conditional: reader.conditionalDepth > 0,
      reexport: false,
    });
  }

  /** Names that only ever hold whole modules need no READ sites. */
  #markModule(name: string): void {
    const scope = this.#reader.names.bindingScope(name);
    if (!scope.variables.has(name)) scope.moduleNames.add(name);
  }
}
