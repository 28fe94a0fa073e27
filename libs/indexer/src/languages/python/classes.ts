import {
  BindingKind,
  DefinitionFlag,
  ScopeKind,
  SiteKind,
  type BaseFact,
  type TypeParameterFact,
} from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import { Decorators, isPropertyDefinition } from './decorators.js';
import { addDefinition, shortText } from './definition-facts.js';
import { docstringRange, headerEnd } from './functions.js';
import type { ClassContext, PythonReader } from './python-reader.js';
import type { PythonScope } from './scopes.js';
import { splitTypeParameters } from './type-string.js';

const ENUM_BASE = /(?:^|\.)(?:\w*Enum|Flag|IntFlag|TextChoices|IntegerChoices)$/;
const ABSTRACT_BASE = /(?:^|\.)(?:ABC|ABCMeta)$/;
const PROTOCOL_BASE = /(?:^|\.)Protocol(?:\[.*)?$/;

/** Reads `class`. */
export class ClassReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** A class definition. @param whole the decorated definition around it, or the same node. */
  read(node: number, whole: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const nameNode = tree.childByField(node, fields.name);
    if (nameNode < 0) {
      reader.expressions.readChildren(node);
      return;
    }
    const name = tree.textOf(nameNode);
    const body = tree.childByField(node, fields.body);
    const decorators = new Decorators(reader, whole);
    const definition = addDefinition(reader, {
      label: 'CLASS',
      kind: 'class',
      name,
      parent: reader.definition,
      start: tree.start[whole] as number,
      end: reader.syntax.contentEnd(node),
      nameOffset: tree.start[nameNode] as number,
      headerStart: tree.start[node] as number,
      headerEnd: headerEnd(reader, node),
      flags: reader.functionContext === undefined ? 0 : DefinitionFlag.NESTED,
    });
    const fact = reader.facts.definitions[definition];
    if (fact === undefined) return;
    fact.decorators = decorators.terms;
    fact.decoratorTexts = decorators.texts;
    [fact.docStart, fact.docEnd] = docstringRange(reader, body);
    const outerScope = reader.scope;
    const outerDefinition = reader.definition;
    reader.definition = definition;
    fact.typeParameters = this.openTypeParameters(tree.childByField(node, fields.type_parameters), definition);
    fact.bases = this.#bases(tree.childByField(node, fields.superclasses));
    if (fact.bases.some((base) => PROTOCOL_BASE.test(base.text))) fact.kind = 'interface';
    if (fact.bases.some((base) => ENUM_BASE.test(base.text))) fact.kind = 'enum';
    if (fact.bases.some((base) => ABSTRACT_BASE.test(base.text))) fact.flags |= DefinitionFlag.ABSTRACT;
    const scope = reader.openScope(ScopeKind.CLASS, definition);
    fact.scope = scope.index;
    if (body >= 0)
      this.#body(body, { definition, scope, isEnum: fact.kind === 'enum', propertyNames: this.#propertyNames(body) });
    reader.definition = outerDefinition;
    reader.scope = outerScope;
    fact.binding = reader.names.bind({
      node: nameNode,
      name,
      kind: BindingKind.DEFINITION,
      value: reader.facts.term(TermOp.CLASS, definition),
      definition,
    });
  }

  /** Reads `[T: bound = default, *Ts, **P]` into a scope that stays open: the caller sets the scope back. */
  openTypeParameters(list: number, definition: number): TypeParameterFact[] {
    const reader = this.#reader;
    if (list < 0) return [];
    const { tree, grammar } = reader.syntax;
    const { kinds } = grammar;
    const scope = reader.openScope(ScopeKind.TYPE, definition);
    reader.scope = scope;
    const entries = reader.syntax.namedChildren(list);
    if (entries.some((entry) => tree.kind[entry] !== kinds.type)) return this.#typeParametersFromText(list, scope);
    const parts = entries.map((entry) => this.#typeParameterParts(entry));
    for (const { nameNode } of parts) if (nameNode >= 0) scope.bound.add(tree.textOf(nameNode));
    return parts.flatMap(({ nameNode, bound }) => {
      if (nameNode < 0) return [];
      const name = tree.textOf(nameNode);
      const binding = reader.names.bind({ node: nameNode, name, kind: BindingKind.TYPE_PARAMETER, value: 0, scope });
      return [{ name, binding, constraint: bound < 0 ? -1 : reader.types.read(bound), defaultType: -1 }];
    });
  }

  /** The grammar does not know `T = default` (PEP 696), so such lists are read from their text. */
  #typeParametersFromText(list: number, scope: PythonScope): TypeParameterFact[] {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const parameters = splitTypeParameters(tree.textOf(list));
    const base = tree.start[list] as number;
    for (const { name } of parameters) scope.bound.add(name);
    return parameters.map(({ name, bound, fallback }) => ({
      name,
      binding: reader.names.bind({ node: list, name, kind: BindingKind.TYPE_PARAMETER, value: 0, scope }),
      constraint: bound === undefined ? -1 : reader.types.readText(bound.text, base + bound.offset),
      defaultType: fallback === undefined ? -1 : reader.types.readText(fallback.text, base + fallback.offset),
    }));
  }

  #typeParameterParts(entry: number): { nameNode: number; bound: number } {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    if (tree.kind[entry] !== kinds.type) return { nameNode: -1, bound: -1 };
    let inner = this.#reader.syntax.firstNamed(entry);
    let bound = -1;
    if (inner >= 0 && tree.kind[inner] === kinds.constrained_type) {
      const [name = -1, type = -1] = this.#reader.syntax.namedChildren(inner);
      inner = name >= 0 ? this.#reader.syntax.firstNamed(name) : -1;
      bound = type;
    }
    if (inner >= 0 && tree.kind[inner] !== kinds.identifier) inner = this.#reader.syntax.firstNamed(inner);
    return { nameNode: inner >= 0 && tree.kind[inner] === kinds.identifier ? inner : -1, bound };
  }

  #bases(list: number): BaseFact[] {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const bases: BaseFact[] = [];
    if (list < 0) return bases;
    for (const argument of reader.syntax.namedChildren(list)) {
      const isKeyword = tree.kind[argument] === kinds.keyword_argument;
      const line = tree.lineAt(tree.start[argument] as number);
      if (isKeyword) {
        const value = tree.childByField(argument, fields.value);
        const keyword = tree.textOf(tree.childByField(argument, fields.name));
        bases.push({
          term: reader.expressions.read(value),
          kind: keyword === 'metaclass' ? 'metaclass' : 'keyword',
          text: shortText(reader, value),
          line,
        });
      } else {
        bases.push({ term: this.#base(argument), kind: 'extends', text: shortText(reader, argument), line });
      }
    }
    return bases;
  }

  /** A base and its BASE site; type arguments of a generic base are types. */
  #base(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const inner = reader.syntax.unparenthesized(node);
    switch (inner < 0 ? -1 : tree.kind[inner]) {
      case kinds.identifier: {
        const name = tree.textOf(inner);
        const term = reader.names.term(name);
        reader.site({ kind: SiteKind.BASE, term, offset: tree.start[inner] as number, name });
        return term;
      }
      case kinds.attribute: {
        const nameNode = tree.childByField(inner, fields.attribute);
        const term = reader.calls.readCallee(inner);
        if (nameNode >= 0)
          reader.site({ kind: SiteKind.BASE, term, offset: tree.start[nameNode] as number, name: tree.textOf(nameNode) });
        return term;
      }
      case kinds.subscript: {
        const value = tree.childByField(inner, fields.value);
        const base = this.#base(value);
        const args = reader.syntax.namedChildren(inner).filter((child) => tree.field[child] === fields.subscript);
        return reader.types.application(base, value, args);
      }
      default: {
        const term = reader.expressions.read(node);
        if (inner >= 0) reader.site({ kind: SiteKind.BASE, term, offset: tree.start[inner] as number });
        return term;
      }
    }
  }

  #body(body: number, context: ClassContext): void {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const outer = reader.surroundings();
    const outerClass = reader.classContext;
    const outerFunction = reader.functionContext;
    reader.scope = context.scope;
    reader.callable = -1;
    reader.classContext = context;
    reader.collectNames(context.scope, [body, tree.after[body] as number]);
    reader.statements.readBody(body);
    this.#slots(context);
    reader.classContext = outerClass;
    reader.functionContext = outerFunction;
    const { flow } = reader;
    reader.restore({ ...outer, flow });
  }

  /** Names of `__slots__` that no assignment has made a field. */
  #slots(context: ClassContext): void {
    const { facts } = this.#reader;
    const slots = facts.definitions[context.scope.variables.get('__slots__') ?? -1];
    if (slots === undefined) return;
    const { op, a } = facts.termAt(Math.max(0, slots.value));
    if (op === TermOp.MAPPING) return;
    const isSequence = op === TermOp.TUPLE || op === TermOp.SEQUENCE;
    const items = isSequence ? facts.listAt(a) : [slots.value];
    for (const item of items) {
      const constant = facts.termAt(Math.max(0, item));
      if (constant.op !== TermOp.CONSTANT || constant.a !== ConstantKind.STRING || constant.b < 0) continue;
      const name = facts.stringAt(constant.b);
      if (name.startsWith('__') || context.scope.variables.has(name) || context.propertyNames.has(name)) continue;
      const { start, end } = slots;
      const at = this.#reader.syntax.tree.text.indexOf(name, start);
      const nameOffset = at >= 0 && at < end ? at : start;
      const flags = DefinitionFlag.INSTANCE;
      const field = addDefinition(this.#reader, {
        label: 'FIELD',
        kind: 'field',
        name,
        parent: context.definition,
        start: nameOffset,
        end: nameOffset + name.length,
        nameOffset,
        flags,
      });
      context.scope.variables.set(name, field);
    }
  }

  #propertyNames(body: number): ReadonlySet<string> {
    const { tree, grammar } = this.#reader.syntax;
    const names = new Set<string>();
    for (const child of this.#reader.syntax.namedChildren(body)) {
      if (tree.kind[child] !== grammar.kinds.decorated_definition || !isPropertyDefinition(this.#reader, child)) continue;
      const name = tree.childByField(tree.childByField(child, grammar.fields.definition), grammar.fields.name);
      if (name >= 0) names.add(tree.textOf(name));
    }
    return names;
  }
}
