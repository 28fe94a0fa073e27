import { ScopeKind } from '../../facts/file-facts.js';
import type { PythonReader } from './python-reader.js';

/** Collects the names of `__all__` where the module says them literally. */
export class ExportedNames {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** `__all__ = [...]`, `__all__ += [...]`. */
  readAssignment(node: number): void {
    const { tree, grammar } = this.#reader.syntax;
    const left = tree.childByField(node, grammar.fields.left);
    if (left < 0 || this.#reader.scope.kind !== ScopeKind.MODULE || tree.textOf(left) !== '__all__') return;
    if (tree.kind[node] === grammar.kinds.assignment) this.#reader.facts.exportedNames = [];
    this.#addLiterals(tree.childByField(node, grammar.fields.right));
  }

  /** `__all__.extend([...])`, `__all__.append('x')`, `__all__.remove('x')`. */
  readCall(node: number): void {
    const { tree, grammar } = this.#reader.syntax;
    const callee = tree.childByField(node, grammar.fields.function);
    if (callee < 0 || this.#reader.scope.kind !== ScopeKind.MODULE) return;
    const text = tree.textOf(callee);
    if (!text.startsWith('__all__.')) return;
    const list = tree.childByField(node, grammar.fields.arguments);
    const argument = list < 0 ? -1 : this.#reader.syntax.firstNamed(list);
    if (text === '__all__.remove') {
      const names = this.#reader.facts.exportedNames;
      if (argument >= 0 && names !== undefined)
        this.#reader.facts.exportedNames = names.filter((name) => name !== this.#reader.expressions.stringContent(argument));
    } else {
      this.#addLiterals(argument);
    }
  }

  #addLiterals(node: number): void {
    if (node < 0) return;
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    const names = (this.#reader.facts.exportedNames ??= []);
    const end = tree.after[node] as number;
    for (let at = node; at < end; at++)
      if (tree.kind[at] === kinds.string) names.push(this.#reader.expressions.stringContent(at));
  }
}
