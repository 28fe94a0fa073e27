import { FlowEnvironment } from '../../facts/flow-environment.js';
import type { FactsBuilder } from '../../facts/facts-builder.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import type { Declarations } from './declarations.js';
import type { Scope } from './scopes.js';
import type { ScriptTree } from './script-tree.js';

/** The value term of an expression; `flags` are SiteFlag bits for the read that the node itself is. */
export type ExpressionRule = (x: Extraction, node: number, flags: number) => number;

/** Walks a statement. */
export type StatementRule = (x: Extraction, node: number) => void;

/** Rules by node kind. */
export interface Rules {
  readonly expressions: readonly (ExpressionRule | undefined)[];
  readonly statements: readonly (StatementRule | undefined)[];
  readonly types: readonly (ExpressionRule | undefined)[];
}

/** Where `break` and `continue` lead. */
export interface JumpTarget {
  readonly label: string;
  readonly loop: boolean;
  /** `break` without a label leads here: loops and switches. */
  readonly plain: boolean;
  readonly breaks: FlowEnvironment[];
  readonly continues: FlowEnvironment[];
}

/** The second pass: walks statements in order and writes terms, sites, members and exports. Rules are plugged in by kind. */
export class Extraction {
  env = new FlowEnvironment();
  scope: Scope;
  /** Innermost named definition. */
  owner = 0;
  /** Innermost callable; -1 at module or class level. */
  callable = -1;
  jumps: JumpTarget[] = [];
  /** Node whose value is awaited: its call site is flagged. */
  awaited = -1;
  /** Label that the next loop or block carries. */
  pendingLabel = '';
  /** Imports that types in comments name, by specifier. */
  readonly docImports = new Map<string, number>();

  constructor(
    readonly tree: ScriptTree,
    readonly facts: FactsBuilder,
    readonly declared: Declarations,
    readonly rules: Rules,
  ) {
    this.scope = declared.moduleScope;
  }

  /** True for JavaScript. */
  get javascript(): boolean {
    return this.declared.javascript;
  }

  expression(node: number, flags = 0): number {
    if (node < 0) return 0;
    const rule = this.rules.expressions[this.tree.kind[node] as number];
    if (rule !== undefined) return rule(this, node, flags);
    this.expressionsIn(node);
    return 0;
  }

  /** Visits the children for their sites. */
  expressionsIn(node: number): void {
    const { tree } = this;
    for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
      const kind = tree.kind[child] as number;
      if (this.rules.expressions[kind] !== undefined) this.expression(child);
      else if (this.rules.statements[kind] !== undefined) this.statement(child);
      else if (this.rules.types[kind] !== undefined) this.type(child);
      else this.expressionsIn(child);
    }
  }

  statement(node: number): void {
    if (node < 0) return;
    const rule = this.rules.statements[this.tree.kind[node] as number];
    if (rule !== undefined) rule(this, node);
    else this.expression(node);
  }

  statementsIn(node: number): void {
    const { tree } = this;
    for (let child = tree.first(node); child >= 0; child = tree.next(child)) if (tree.isNamed(child)) this.statement(child);
  }

  /** The type term of a type node, or of the type inside an annotation; -1 for none. */
  type(node: number): number {
    if (node < 0) return -1;
    const rule = this.rules.types[this.tree.kind[node] as number];
    if (rule !== undefined) return rule(this, node, 0);
    for (let child = this.tree.first(node); child >= 0; child = this.tree.next(child)) {
      if (this.rules.types[this.tree.kind[child] as number] !== undefined) this.type(child);
    }
    return 0;
  }

  /** Runs in another environment and returns the environment at the end. */
  during(env: FlowEnvironment, run: () => void): FlowEnvironment {
    const before = this.env;
    this.env = env;
    run();
    const after = this.env;
    this.env = before;
    return after;
  }

  /** Continues with the union of the environments. */
  join(environments: readonly FlowEnvironment[]): void {
    const only = environments.filter((environment) => environment.reachable);
    if (only.length === 1) {
      this.env = only[0] as FlowEnvironment;
      return;
    }
    const joined = new FlowEnvironment();
    joined.replaceByMerge(environments, this.facts);
    this.env = joined;
  }

  inScope(scope: Scope | undefined, run: () => void): void {
    const before = this.scope;
    if (scope !== undefined) this.scope = scope;
    run();
    this.scope = before;
  }

  string(text: string): number {
    return this.facts.string(text);
  }

  constant(kind: number, value?: string): number {
    return this.facts.term(TermOp.CONSTANT, kind, value === undefined || value.length > 200 ? -1 : this.string(value));
  }

  boolean(): number {
    return this.constant(ConstantKind.BOOLEAN);
  }

  /** A string whose text is not known. */
  anyString(): number {
    return this.facts.term(TermOp.CAST, 0, this.facts.term(TermOp.TYPE_KEYWORD, this.string('string')));
  }

  attribute(object: number, name: string, optional = false): number {
    return this.facts.term(TermOp.ATTRIBUTE, object, this.string(name), optional ? 1 : 0);
  }

  /** Adds a site at a token; its text is the site's name unless one is given. */
  site(kind: number, term: number, token: number, options: { flags?: number; name?: string } = {}): void {
    const { tree } = this;
    const line = tree.line(token);
    this.facts.site({
      kind,
      term,
      line,
      column: tree.flat.columnAt(tree.start(token)),
      definition: this.owner,
      callable: this.callable,
      name: this.string(options.name ?? nameText(tree, token)),
      flags: options.flags ?? 0,
    });
  }
}

function nameText(tree: ScriptTree, token: number): string {
  const text = tree.textOf(token);
  if (text.length > 200) return '';
  const first = text.charCodeAt(0);
  return first === 34 || first === 39 ? text.slice(1, -1) : text;
}
