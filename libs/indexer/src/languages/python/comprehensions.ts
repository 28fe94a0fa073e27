import { BindingKind, ScopeKind, SiteFlag } from '../../facts/file-facts.js';
import { MappingKind, TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';

/** Reads comprehensions and generator expressions: their targets live in a scope of their own, the first iterable outside it. */
export class ComprehensionReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** List, set and generator forms. @param kind of SequenceKind. */
  read(node: number, kind: number): number {
    const reader = this.#reader;
    const element = this.#within(node, (body) => reader.expressions.read(body, SiteFlag.ARGUMENT));
    return reader.facts.term(TermOp.SEQUENCE, reader.facts.list([element]), kind, reader.facts.allocation());
  }

  readDictionary(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const element = this.#within(node, (pair) => {
      reader.expressions.read(tree.childByField(pair, grammar.fields.key));
      return reader.expressions.read(tree.childByField(pair, grammar.fields.value), SiteFlag.ARGUMENT);
    });
    return reader.facts.term(TermOp.MAPPING, reader.facts.list([-1, element]), MappingKind.DICT, reader.facts.allocation());
  }

  #within(node: number, readBody: (body: number) => number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const clauses = reader.syntax.namedChildren(node).filter((child) => tree.field[child] !== fields.body);
    const outer = reader.surroundings();
    const scope = reader.openScope(ScopeKind.COMPREHENSION, reader.definition, reader.callable);
    for (const clause of clauses) {
      if (tree.kind[clause] !== kinds.for_in_clause) continue;
      const left = tree.childByField(clause, fields.left);
      if (left < 0) continue;
      for (const target of reader.syntax.leafTargets(left))
        if (tree.kind[target] === kinds.identifier) scope.bound.add(tree.textOf(target));
    }
    const mark = reader.assignments.markNamedTargets();
    reader.flow = outer.flow.fork();
    for (const clause of clauses) {
      if (tree.kind[clause] === kinds.for_in_clause) {
        this.#forClause(clause, scope);
      } else if (tree.kind[clause] === kinds.if_clause) {
        const condition = reader.syntax.firstNamed(clause);
        reader.expressions.read(condition);
        reader.narrowing.apply(condition, true, reader.flow);
      } else {
        reader.expressions.read(clause);
      }
    }
    reader.scope = scope;
    const result = readBody(tree.childByField(node, fields.body));
    const inner = reader.flow;
    reader.restore(outer);
    reader.assignments.replayNamedTargets(mark, inner);
    return result;
  }

  /** The first iterable is read in the scope around; what follows in the comprehension's own. */
  #forClause(clause: number, scope: PythonReader['scope']): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const rights = reader.syntax.namedChildren(clause).filter((child) => tree.field[child] === fields.right);
    const terms = rights.map((right) => reader.expressions.read(right));
    const iterable = terms.length === 1 ? (terms[0] as number) : reader.facts.term(TermOp.TUPLE, reader.facts.list(terms));
    reader.scope = scope;
    const isAsync = reader.syntax.startsWith(clause, 'async');
    const left = tree.childByField(clause, fields.left);
    if (left < 0) return;
    const value = reader.facts.term(TermOp.ELEMENT, iterable, isAsync ? 1 : 0);
    reader.assignments.assign(left, { value, kind: BindingKind.COMPREHENSION, statement: clause });
  }
}
