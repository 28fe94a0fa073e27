import { ScopeKind } from '../../facts/file-facts.js';
import { FactsBuilder } from '../../facts/facts-builder.js';
import { FlowEnvironment } from '../../facts/flow-environment.js';
import { TermOp } from '../../facts/term.js';
import { AssignmentReader } from './assignments.js';
import { visitBindings, type BindingVisitor } from './bound-names.js';
import { CallReader } from './calls.js';
import { ClassReader } from './classes.js';
import { ComprehensionReader } from './comprehensions.js';
import { ExpressionReader } from './expressions.js';
import { FunctionReader } from './functions.js';
import { ImportReader } from './imports.js';
import { NameReader } from './names.js';
import { Narrowing } from './narrowing.js';
import { PatternReader } from './patterns.js';
import type { PythonSyntax } from './python-syntax.js';
import { PythonScope } from './scopes.js';
import { StatementReader } from './statements.js';
import { TypeReader } from './types-as-expressions.js';
import { VariableReader } from './variables.js';

/** A call expression that is read as this kind of site and with these flags. */
export interface SiteRecord {
  readonly kind: number;
  readonly term: number;
  /** Offset of the token that the site is about. */
  readonly offset: number;
  readonly name?: string;
  readonly flags?: number;
}

/** What surrounds the code being read: restored when a body is done. */
export interface Surroundings {
  readonly scope: PythonScope;
  readonly definition: number;
  readonly callable: number;
  readonly flow: FlowEnvironment;
}

/** The class whose body is being read. */
export interface ClassContext {
  readonly definition: number;
  readonly scope: PythonScope;
  readonly isEnum: boolean;
  /** Names that the body defines as properties: assigning to `self.name` calls a setter then and makes no field. */
  readonly propertyNames: ReadonlySet<string>;
}

/** The function whose body is being read, with the receiver that its first parameter names. */
export interface FunctionContext {
  readonly scope: PythonScope;
  readonly callable: number;
  /** Name of the first parameter of a method; undefined else. */
  readonly receiverName: string | undefined;
  readonly receiverClass: ClassContext | undefined;
  /** True for `__new__`, whose local `self` is the new instance. */
  readonly createsInstance: boolean;
  /** True for `cls` of class methods. */
  readonly receiverIsClass: boolean;
  /** The function around. */
  readonly outer: FunctionContext | undefined;
}

/**
 * State of the one walk over a Python file, and the readers that share it. Each reader knows one idea of the language; all of them
 * write through {@link facts} and move {@link scope}, {@link flow}, {@link definition} and {@link callable} along.
 */
export class PythonReader {
  readonly facts = new FactsBuilder('python');
  readonly syntax: PythonSyntax;
  readonly bindingSteps: Uint8Array;
  /** Value terms of expressions already read, by node. */
  readonly values: Int32Array;

  scope: PythonScope;
  /** Innermost named definition around. */
  definition = 0;
  /** Callable around; -1 at module and class level. */
  callable = -1;
  flow = new FlowEnvironment();
  classContext: ClassContext | undefined;
  functionContext: FunctionContext | undefined;
  /** Depth of `if`, `try` and functions around: imports inside are conditional. */
  conditionalDepth = 0;
  /** True under `if TYPE_CHECKING`. */
  isTypeChecking = false;
  /** True once the file has a star import: any unbound name may come from it. */
  hasStarImport = false;

  readonly names = new NameReader(this);
  readonly narrowing = new Narrowing(this);
  readonly expressions: ExpressionReader;
  readonly calls = new CallReader(this);
  readonly comprehensions = new ComprehensionReader(this);
  readonly types = new TypeReader(this);
  readonly variables = new VariableReader(this);
  readonly assignments = new AssignmentReader(this);
  readonly functions = new FunctionReader(this);
  readonly classes = new ClassReader(this);
  readonly imports = new ImportReader(this);
  readonly patterns = new PatternReader(this);
  readonly statements: StatementReader;

  constructor(syntax: PythonSyntax, bindingSteps: Uint8Array) {
    this.syntax = syntax;
    this.bindingSteps = bindingSteps;
    this.values = new Int32Array(syntax.tree.count);
    this.scope = this.openScope(ScopeKind.MODULE, 0);
    this.expressions = new ExpressionReader(this);
    this.statements = new StatementReader(this);
  }

  /** A new scope below the current one. */
  openScope(kind: number, definition: number, callable = -1): PythonScope {
    const parent = this.scope as PythonScope | undefined;
    return new PythonScope(this.facts.scope(kind, parent?.index ?? -1, definition, callable), kind, parent);
  }

  /** Fills a scope with the names that the nodes of the range bind. */
  collectNames(scope: PythonScope, range: readonly [number, number]): void {
    const { tree } = this.syntax;
    visitBindings(this.syntax, this.bindingSteps, range, (node, form) => {
      if (form === 'star') {
        this.hasStarImport = true;
      } else if (form === 'global') {
        scope.redirected.set(tree.textOf(node), scope.module);
        scope.module.bound.add(tree.textOf(node));
      } else if (form === 'nonlocal') {
        const target = scope.enclosingFunction(tree.textOf(node));
        if (target !== undefined) scope.redirected.set(tree.textOf(node), target);
      } else if (tree.kind[node] === this.syntax.grammar.kinds.identifier) {
        const name = tree.textOf(node);
        scope.bound.add(name);
        if (form === 'definition' || form === 'import') scope.definitionNames.add(name);
        if (form === 'definition' && tree.kind[tree.parent[node] as number] === this.syntax.grammar.kinds.function_definition)
          scope.functionNames.add(name);
      }
    });
  }

  visitBindings(range: readonly [number, number], visit: BindingVisitor): void {
    visitBindings(this.syntax, this.bindingSteps, range, visit);
  }

  surroundings(): Surroundings {
    return { scope: this.scope, definition: this.definition, callable: this.callable, flow: this.flow };
  }

  restore(surroundings: Surroundings): void {
    this.scope = surroundings.scope;
    this.definition = surroundings.definition;
    this.callable = surroundings.callable;
    this.flow = surroundings.flow;
  }

  /** Adds a site of the current definition. */
  site(record: SiteRecord): void {
    const { tree } = this.syntax;
    const line = tree.lineAt(record.offset);
    this.facts.site({
      kind: record.kind,
      term: record.term,
      line,
      column: tree.columnAt(record.offset),
      definition: this.definition,
      callable: this.callable,
      name: record.name === undefined ? -1 : this.facts.string(record.name),
      flags: record.flags ?? 0,
    });
  }

  /** A CONSTANT term. */
  constant(kind: number, text?: string): number {
    return this.facts.term(TermOp.CONSTANT, kind, text === undefined ? -1 : this.facts.string(text));
  }

  /** A NAME term looked up from the scope. */
  nameTerm(name: string, scope: PythonScope): number {
    return this.facts.term(TermOp.NAME, this.facts.string(name), scope.index, 0);
  }
}
