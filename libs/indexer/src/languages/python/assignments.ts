import { BindingKind, SiteFlag, SiteKind } from '../../facts/file-facts.js';
import type { FlowEnvironment } from '../../facts/flow-environment.js';
import { ConstantKind, NarrowKind, TermOp } from '../../facts/term.js';
import { shortText } from './definition-facts.js';
import type { PythonReader } from './python-reader.js';

/** What is assigned to a target, and by which statement. */
export interface Assigned {
  readonly value: number;
  /** BindingKind for names. */
  readonly kind: number;
  readonly statement: number;
  readonly declaredType?: number;
  /** Annotation node. */
  readonly annotation?: number;
  readonly isAlias?: boolean;
}

const TYPE_ALIAS = /^(?:\w+\.)?TypeAlias$/;

/** Reads assignment statements and binds every form of target. */
export class AssignmentReader {
  readonly #reader: PythonReader;
  /** Flow keys of `:=` targets read so far. */
  readonly #namedTargets: string[] = [];

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** `a = b = value`, `a: T = value`, `a: T`. */
  readAssignment(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const left = tree.childByField(node, fields.left);
    const right = tree.childByField(node, fields.right);
    const annotation = tree.childByField(node, fields.type);
    if (annotation >= 0) return this.#annotated(node, { left, right, annotation });
    const isChain = right >= 0 && tree.kind[right] === kinds.assignment;
    const value = isChain ? this.readAssignment(right) : reader.expressions.read(right, SiteFlag.ARGUMENT);
    if (left >= 0) this.assign(left, { value, kind: BindingKind.ASSIGNMENT, statement: node });
    return value;
  }

  /** `a += value`. */
  readAugmented(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const left = tree.childByField(node, fields.left);
    const operator = tree.childByField(node, fields.operator);
    const sign = operator < 0 ? '+' : tree.textOf(operator).slice(0, -1);
    const before = this.#readTarget(left);
    const right = reader.expressions.read(tree.childByField(node, fields.right), SiteFlag.ARGUMENT);
    const value = reader.facts.term(TermOp.BINARY, reader.facts.string(sign), before, right);
    if (left < 0) return;
    if (tree.kind[left] === kinds.identifier) {
      this.#bindName(left, { value, kind: BindingKind.AUGMENTED, statement: node }, SiteFlag.AUGMENTED);
    } else if (tree.kind[left] === kinds.attribute) {
      this.#assignAttribute(left, { value, kind: BindingKind.AUGMENTED, statement: node }, SiteFlag.AUGMENTED);
    }
  }

  /** Binds a target, which may be a pattern, to a value. */
  assign(target: number, assigned: Assigned): void {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    switch (tree.kind[target]) {
      case kinds.identifier:
        this.#bindName(target, assigned, 0);
        break;
      case kinds.attribute:
        this.#assignAttribute(target, assigned, 0);
        break;
      case kinds.subscript:
        this.#assignElement(target, assigned);
        break;
      case kinds.tuple:
      case kinds.list:
      case kinds.tuple_pattern:
      case kinds.list_pattern:
      case kinds.pattern_list:
      case kinds.expression_list:
        this.#destructure(target, assigned);
        break;
      case kinds.parenthesized_expression:
      case kinds.as_pattern_target:
      case kinds.list_splat:
      case kinds.list_splat_pattern: {
        const inner = this.#reader.syntax.firstNamed(target);
        if (inner >= 0) this.assign(inner, assigned);
        break;
      }
      default:
        this.#reader.expressions.read(target);
    }
  }

  /** `name := value`. */
  bindNamed(node: number, assigned: Assigned): void {
    const reader = this.#reader;
    const name = reader.syntax.tree.textOf(node);
    const home = reader.scope.assignmentTarget;
    const outer = reader.scope;
    reader.scope = home;
    this.#bindName(node, assigned, 0);
    reader.scope = outer;
    this.#namedTargets.push(`${(home.redirected.get(name) ?? home).index}:${name}`);
  }

  /** A mark for {@link replayNamedTargets}. */
  markNamedTargets(): number {
    return this.#namedTargets.length;
  }

  /** Takes over what `:=` assigned since the mark in a flow that is given up (a comprehension, a branch of an expression). */
  replayNamedTargets(mark: number, inner: FlowEnvironment): void {
    for (let index = mark; index < this.#namedTargets.length; index++) {
      const key = this.#namedTargets[index] as string;
      const value = inner.get(key);
      if (value !== undefined) this.#reader.flow.assign(key, value);
    }
  }

  /** `del a, b.c, d[e]`. */
  readDelete(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    for (const child of reader.syntax.namedChildren(node)) {
      for (const target of reader.syntax.leafTargets(child)) {
        if (tree.kind[target] === grammar.kinds.identifier) {
          const name = tree.textOf(target);
          this.#writeSite(target, name, 0);
          reader.names.bind({ node: target, name, kind: BindingKind.DELETE, value: 0 });
        } else if (tree.kind[target] === grammar.kinds.attribute) {
          const key = reader.narrowing.key(target);
          this.#readAttributeTarget(target, 0, true);
          if (key !== undefined) reader.flow.forget(key);
        } else {
          reader.expressions.readChildren(target);
        }
      }
    }
  }

  #annotated(node: number, parts: { left: number; right: number; annotation: number }): number {
    const reader = this.#reader;
    const { left, right, annotation } = parts;
    const isAlias = TYPE_ALIAS.test(shortText(reader, annotation));
    const declaredType = reader.types.read(annotation);
    const value = right < 0 ? -1 : isAlias ? reader.types.read(right) : reader.expressions.read(right, SiteFlag.ARGUMENT);
    if (left >= 0) {
      const kind = right < 0 ? BindingKind.DECLARATION : BindingKind.ASSIGNMENT;
      this.assign(left, {
        value: Math.max(0, value),
        kind,
        statement: node,
        declaredType: isAlias ? -1 : declaredType,
        annotation,
        isAlias,
      });
    }
    return Math.max(0, value);
  }

  #bindName(node: number, assigned: Assigned, flags: number): void {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const name = tree.textOf(node);
    const scope = reader.names.bindingScope(name);
    const before = reader.facts.definitions.length;
    const definition = this.#mayDefine(assigned.kind)
      ? reader.variables.define(scope, this.#variable(node, name, assigned))
      : (scope.variables.get(name) ?? -1);
    const isNew = definition >= before;
    const declaredType = assigned.declaredType ?? -1;
    const binding = reader.names.bind({ node, name, kind: assigned.kind, value: assigned.value, declaredType, definition });
    if (isNew) this.#setBinding(definition, binding);
    else if (definition >= 0) this.#writeSite(node, name, flags);
  }

  #mayDefine(kind: number): boolean {
    return kind !== BindingKind.COMPREHENSION && kind !== BindingKind.EXCEPT && kind !== BindingKind.AUGMENTED;
  }

  #setBinding(definition: number, binding: number): void {
    const fact = this.#reader.facts.definitions[definition];
    if (fact !== undefined) fact.binding = binding;
  }

  #variable(node: number, name: string, assigned: Assigned): Parameters<PythonReader['variables']['define']>[1] {
    return {
      name,
      nameOffset: this.#reader.syntax.tree.start[node] as number,
      statement: assigned.statement,
      value: assigned.kind === BindingKind.DECLARATION ? -1 : assigned.value,
      declaredType: assigned.declaredType ?? -1,
      annotation: assigned.annotation ?? -1,
      isAlias: assigned.isAlias ?? false,
    };
  }

  #writeSite(node: number, name: string, flags: number): void {
    const reader = this.#reader;
    reader.site({
      kind: SiteKind.WRITE,
      term: reader.nameTerm(name, reader.names.bindingScope(name)),
      offset: reader.syntax.tree.start[node] as number,
      name,
      flags,
    });
  }

  #readTarget(node: number): number {
    if (node < 0) return 0;
    const { tree, grammar } = this.#reader.syntax;
    if (tree.kind[node] === grammar.kinds.identifier) return this.#reader.names.term(tree.textOf(node));
    if (tree.kind[node] === grammar.kinds.attribute) return this.#reader.expressions.pathValue(node) ?? 0;
    return this.#reader.expressions.read(node);
  }

  #assignAttribute(node: number, assigned: Assigned, flags: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields, kinds } = grammar;
    const nameNode = tree.childByField(node, fields.attribute);
    if (nameNode < 0) return;
    const objectNode = tree.childByField(node, fields.object);
    const name = tree.textOf(nameNode);
    const receiver =
      tree.kind[objectNode] === kinds.identifier ? reader.variables.receiverOf(tree.textOf(objectNode)) : undefined;
    const owner = assigned.kind === BindingKind.AUGMENTED ? undefined : receiver?.receiverClass;
    const before = reader.facts.definitions.length;
    const definition =
      owner === undefined
        ? -1
        : reader.variables.defineMember(owner, this.#variable(nameNode, name, assigned), receiver?.receiverIsClass !== true);
    const attribute = this.#readAttributeTarget(node, flags, definition < before);
    reader.facts.member({
      object: reader.facts.termAt(attribute).a,
      name: reader.facts.string(name),
      value: assigned.value,
      declaredType: assigned.declaredType ?? -1,
      definition,
      callable: reader.callable,
      line: tree.lineAt(tree.start[nameNode] as number),
      offset: tree.start[nameNode] as number,
    });
    const key = reader.narrowing.key(node);
    if (key === undefined || assigned.kind === BindingKind.DECLARATION) return;
    reader.flow.assign(key, reader.facts.term(TermOp.NARROW, attribute, assigned.value, NarrowKind.ASSIGNED));
  }

  /** Reads the object of an attribute that is written and gives the ATTRIBUTE term. */
  #readAttributeTarget(node: number, flags: number, withSite: boolean): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const object = reader.expressions.read(tree.childByField(node, grammar.fields.object));
    const nameNode = tree.childByField(node, grammar.fields.attribute);
    const name = nameNode < 0 ? '' : tree.textOf(nameNode);
    const term = reader.facts.term(TermOp.ATTRIBUTE, object, reader.facts.string(name), 0);
    if (withSite && nameNode >= 0)
      reader.site({ kind: SiteKind.WRITE, term, offset: tree.start[nameNode] as number, name, flags });
    return term;
  }

  #assignElement(node: number, assigned: Assigned): void {
    const reader = this.#reader;
    reader.expressions.readChildren(node);
    this.#recordItem(node, assigned);
    const key = reader.narrowing.key(node);
    if (key !== undefined) reader.flow.assign(key, assigned.value);
  }

  /** `object[key] = value` is a member under the name `[key]`, or `[]` where the key is not known. */
  #recordItem(node: number, assigned: Assigned): void {
    const { facts, syntax, values, callable } = this.#reader;
    const { tree, grammar } = syntax;
    if (assigned.kind === BindingKind.AUGMENTED || assigned.value <= 0) return;
    const [object = -1, ...indexes] = syntax.namedChildren(node);
    const index = facts.termAt(indexes.length === 1 ? (values[indexes[0] as number] ?? 0) : 0);
    const isSlice = indexes.some((child) => tree.kind[child] === grammar.kinds.slice);
    if (object < 0 || isSlice) return;
    const key = index.op === TermOp.CONSTANT && index.b >= 0 ? facts.stringAt(index.b) : '';
    const offset = tree.start[node] as number;
    const line = tree.lineAt(offset);
    facts.member({ object: values[object] ?? 0, name: facts.string(`[${key}]`), value: assigned.value, callable, line, offset });
  }

  #destructure(target: number, assigned: Assigned): void {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds } = grammar;
    const items = syntax.namedChildren(target);
    const star = items.findIndex((item) => tree.kind[item] === kinds.list_splat || tree.kind[item] === kinds.list_splat_pattern);
    const known = this.#tupleItems(assigned.value, items.length, star);
    items.forEach((item, index) => {
      const fromEnd = star >= 0 && index > star;
      const position = String(fromEnd ? index - items.length : index);
      const value =
        known?.[index] ??
        (index === star
          ? facts.term(TermOp.REST, assigned.value, index, -1)
          : facts.term(TermOp.SUBSCRIPT, assigned.value, this.#reader.constant(ConstantKind.INTEGER, position)));
      const kind = assigned.kind === BindingKind.ASSIGNMENT ? BindingKind.DESTRUCTURING : assigned.kind;
      this.assign(item, { value, kind, statement: assigned.statement });
    });
  }

  /** Terms of a tuple display of the same length, so that `a, b = x, y` binds a to x. */
  #tupleItems(value: number, length: number, star: number): readonly number[] | undefined {
    const { facts } = this.#reader;
    const { op, a } = facts.termAt(value);
    if (op !== TermOp.TUPLE || star >= 0) return undefined;
    const items = facts.listAt(a);
    return items.length === length && items.every((item) => facts.termAt(item).op !== TermOp.SPREAD) ? items : undefined;
  }
}
