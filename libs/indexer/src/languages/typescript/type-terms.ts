import { SiteKind, type TypeParameterFact } from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import type { Extraction, ExpressionRule } from './extraction.js';
import { numberConstant } from './operators.js';
import { typeNameTerm } from './references.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** Facts of `<T extends C = D>`. */
export function typeParameterFacts(x: Extraction, node: number): TypeParameterFact[] {
  const { tree, declared } = x;
  return tree
    .namedChildren(node)
    .filter((child) => tree.kindOf(child) === Node.type_parameter)
    .map((child) => {
      const name = tree.child(child, Field.name);
      return {
        name: tree.textOf(name),
        binding: declared.bindings.get(name) ?? -1,
        constraint: x.type(tree.firstNamed(tree.child(child, Field.constraint))),
        defaultType: x.type(tree.firstNamed(tree.child(child, Field.value))),
      };
    });
}

/** A named type: a site and a NAME. */
function typeName(x: Extraction, node: number): number {
  const name = x.tree.textOf(node);
  const term = typeNameTerm(x, name, 1);
  x.site(SiteKind.TYPE, term, node, { name });
  return term;
}

/** `A.B.C` in type position. */
function nestedTypeName(x: Extraction, node: number): number {
  const term = nestedTypeTerm(x, node);
  x.site(SiteKind.TYPE, term, x.tree.child(node, Field.name));
  return term;
}

/** The term of `A.B.C` in type position, without a site. */
export function nestedTypeTerm(x: Extraction, node: number): number {
  const { tree } = x;
  return x.attribute(qualifier(x, tree.child(node, Field.module)), tree.textOf(tree.child(node, Field.name)));
}

function qualifier(x: Extraction, node: number): number {
  const { tree } = x;
  const parts = tree
    .textOf(node)
    .split('.')
    .map((part) => part.trim());
  let term = typeNameTerm(x, parts[0] ?? '', 2);
  for (const part of parts.slice(1)) term = x.attribute(term, part);
  return term;
}

function genericType(x: Extraction, node: number): number {
  const { tree, facts } = x;
  const base = x.type(tree.child(node, Field.name));
  const args = tree.namedChildren(tree.child(node, Field.type_arguments)).map((child) => x.type(child));
  return facts.term(TermOp.TYPE_APPLY, base, facts.list(args));
}

const predefined: ExpressionRule = (x, node) => x.facts.term(TermOp.TYPE_KEYWORD, x.string(x.tree.textOf(node)));

/** Flattens `a | b | c`, which the grammar nests to the left. */
function flatten(x: Extraction, node: number, kind: number, into: number[]): void {
  for (const child of x.tree.namedChildren(node)) {
    if (x.tree.kindOf(child) === kind) flatten(x, child, kind, into);
    else into.push(x.type(child));
  }
}

function compound(kind: number, op: number): ExpressionRule {
  return (x, node) => {
    const items: number[] = [];
    flatten(x, node, kind, items);
    return items.length === 1 ? (items[0] as number) : x.facts.term(op, x.facts.list(items));
  };
}

const inner: ExpressionRule = (x, node) => x.type(x.tree.firstNamed(node));

const arrayType: ExpressionRule = (x, node) => x.facts.term(TermOp.TYPE_ARRAY, x.type(x.tree.firstNamed(node)));

/** Tuple elements; names of elements are dropped, rest elements are SPREAD. */
const tupleType: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  const items = tree.namedChildren(node).map((child) => {
    const kind = tree.kindOf(child);
    if (kind === Node.required_parameter || kind === Node.optional_parameter) {
      const type = x.type(tree.child(child, Field.type));
      const rest =
        tree.kindOf(tree.child(child, Field.name)) === Node.rest_pattern ||
        tree.kindOf(tree.child(child, Field.pattern)) === Node.rest_pattern;
      return rest ? facts.term(TermOp.SPREAD, elementOf(x, type)) : type;
    }
    if (kind === Node.rest_type) return facts.term(TermOp.SPREAD, elementOf(x, x.type(tree.firstNamed(child))));
    return x.type(child);
  });
  return facts.term(TermOp.TYPE_TUPLE, facts.list(items));
};

/** The element type of `T[]` written as the type of a rest element. */
function elementOf(x: Extraction, type: number): number {
  const term = x.facts.termAt(Math.max(0, type));
  if (term.op === TermOp.TYPE_ARRAY) return term.a;
  return x.facts.term(TermOp.TYPE_INDEXED, Math.max(0, type), x.facts.term(TermOp.TYPE_KEYWORD, x.string('number')));
}

function functionType(constructs: boolean): ExpressionRule {
  return (x, node) => {
    const value = x.expression(node);
    return x.facts.term(TermOp.TYPE_FUNCTION, x.facts.termAt(value).a, constructs ? 1 : 0);
  };
}

/** `{ a: T; m(): U; [k: string]: V; (x): R; new (x): N }`, and mapped types. */
const objectType: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  const pairs: number[] = [];
  for (const member of tree.namedChildren(node)) {
    switch (tree.kindOf(member)) {
      case Node.property_signature: {
        const name = tree.keyName(tree.child(member, Field.name));
        const type = x.type(tree.child(member, Field.type));
        if (name !== undefined) pairs.push(x.string(name), Math.max(0, type));
        break;
      }
      case Node.method_signature: {
        const name = tree.keyName(tree.child(member, Field.name));
        const callable = x.facts.termAt(x.expression(member)).a;
        const getter = tree.hasToken(member, Token.get);
        const type = getter ? Math.max(0, x.declared.callable(callable).returnType) : facts.term(TermOp.TYPE_FUNCTION, callable);
        if (name !== undefined && !tree.hasToken(member, Token.set)) pairs.push(x.string(name), type);
        break;
      }
      case Node.call_signature:
        pairs.push(-1, facts.term(TermOp.TYPE_FUNCTION, facts.termAt(x.expression(member)).a));
        break;
      case Node.construct_signature:
        pairs.push(-3, facts.term(TermOp.TYPE_FUNCTION, facts.termAt(x.expression(member)).a, 1));
        break;
      case Node.index_signature: {
        const mapped = tree.childOfKind(member, Node.mapped_type_clause);
        if (mapped >= 0) return mappedType(x, member, mapped);
        x.type(tree.child(member, Field.index_type));
        pairs.push(-2, Math.max(0, x.type(tree.child(member, Field.type))));
        break;
      }
      default:
    }
  }
  return facts.term(TermOp.TYPE_OBJECT, facts.list(pairs));
};

function mappedType(x: Extraction, member: number, clause: number): number {
  const { tree, facts } = x;
  const scope = x.declared.scopes.get(member);
  let result = 0;
  x.inScope(scope, () => {
    const constraint = x.type(tree.child(clause, Field.type));
    const value = Math.max(0, x.type(tree.child(member, Field.type)));
    const alias = x.type(tree.child(clause, Field.alias));
    const name = x.string(tree.textOf(tree.child(clause, Field.name)));
    result = facts.term(TermOp.TYPE_MAPPED, facts.list([Math.max(0, constraint), value, alias]), name, x.scope.index);
  });
  return result;
}

const literalType: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  const literal = tree.firstNamed(node);
  const text = tree.textOf(node);
  switch (tree.kindOf(literal)) {
    case Node.string:
      return facts.term(TermOp.TYPE_LITERAL, x.constant(ConstantKind.STRING, tree.stringValue(literal)));
    case Node.true:
    case Node.false:
      return facts.term(TermOp.TYPE_LITERAL, x.constant(ConstantKind.BOOLEAN, text));
    case Node.null:
    case Node.undefined:
      return facts.term(TermOp.TYPE_KEYWORD, x.string(text));
    default:
      return facts.term(TermOp.TYPE_LITERAL, numberConstant(x, text));
  }
};

/** `typeof a.b`, `typeof import('x')`. The name is read. */
const typeQuery: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  let target = tree.firstNamed(node);
  if (tree.kindOf(target) === Node.instantiation_expression) {
    x.type(tree.child(target, Field.type_arguments));
    target = tree.firstNamed(target);
  }
  return facts.term(TermOp.TYPE_QUERY, x.expression(target));
};

function indexed(op: number): ExpressionRule {
  return (x, node) => {
    const [object, index] = x.tree.namedChildren(node);
    return x.facts.term(op, Math.max(0, x.type(object ?? -1)), Math.max(0, x.type(index ?? -1)));
  };
}

const keyOfType: ExpressionRule = (x, node) => x.facts.term(TermOp.TYPE_KEYOF, Math.max(0, x.type(x.tree.firstNamed(node))));

const conditionalType: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  let result = 0;
  x.inScope(x.declared.scopes.get(node), () => {
    const checked = x.type(tree.child(node, Field.left));
    const parts = [Field.right, Field.consequence, Field.alternative].map((field) =>
      Math.max(0, x.type(tree.child(node, field))),
    );
    result = facts.term(TermOp.TYPE_CONDITIONAL, Math.max(0, checked), facts.list(parts));
  });
  return result;
};

const inferType: ExpressionRule = (x, node) => {
  const [name, constraint] = x.tree.namedChildren(node);
  const bound = x.scope.resolve(x.tree.textOf(name ?? -1), 2)?.scope ?? x.scope;
  return x.facts.term(TermOp.TYPE_INFER, x.string(x.tree.textOf(name ?? -1)), bound.index, x.type(constraint ?? -1));
};

const predicateType: ExpressionRule = (x, node) => {
  const { tree, facts } = x;
  const asserts = tree.kindOf(node) === Node.asserts;
  const target = asserts ? tree.firstNamed(node) : node;
  const predicate = tree.kindOf(target) === Node.type_predicate;
  const name = predicate ? tree.child(target, Field.name) : target;
  const type = predicate ? x.type(tree.child(target, Field.type)) : -1;
  return facts.term(TermOp.TYPE_PREDICATE, x.string(tree.textOf(name)), type, asserts ? 1 : 0);
};

const templateType: ExpressionRule = (x, node) => {
  for (const part of x.tree.namedChildren(node)) if (x.tree.kindOf(part) === Node.template_type) x.type(x.tree.firstNamed(part));
  return x.facts.term(TermOp.TYPE_KEYWORD, x.string('string'));
};

/** `import('x').A` in type position reaches us as a call, or as a member of one. */
const importedType: ExpressionRule = (x, node) => {
  const { tree, facts, declared } = x;
  const names: number[] = [];
  let at = node;
  while (tree.kindOf(at) === Node.member_expression) {
    names.unshift(x.string(tree.textOf(tree.child(at, Field.property))));
    at = tree.child(at, Field.object);
  }
  const index = declared.imports.get(at);
  return index === undefined ? 0 : facts.term(TermOp.TYPE_IMPORT, index, names.length === 0 ? -1 : facts.list(names));
};

/** Rules of type space by node kind. */
export const TYPE_RULES: readonly (readonly [readonly number[], ExpressionRule])[] = [
  [[Node.type_identifier], typeName],
  [[Node.nested_type_identifier], nestedTypeName],
  [[Node.generic_type], genericType],
  [[Node.predefined_type, Node.existential_type], predefined],
  [[Node.union_type], compound(Node.union_type, TermOp.TYPE_UNION)],
  [[Node.intersection_type], compound(Node.intersection_type, TermOp.TYPE_INTERSECTION)],
  [
    [
      Node.parenthesized_type,
      Node.readonly_type,
      Node.optional_type,
      Node.rest_type,
      Node.flow_maybe_type,
      Node.type_annotation,
      Node.omitting_type_annotation,
      Node.adding_type_annotation,
      Node.opting_type_annotation,
      Node.type_predicate_annotation,
      Node.asserts_annotation,
      Node.constraint,
      Node.default_type,
    ],
    inner,
  ],
  [[Node.array_type], arrayType],
  [[Node.tuple_type], tupleType],
  [[Node.function_type], functionType(false)],
  [[Node.constructor_type], functionType(true)],
  [[Node.object_type], objectType],
  [[Node.literal_type], literalType],
  [[Node.type_query], typeQuery],
  [[Node.lookup_type], indexed(TermOp.TYPE_INDEXED)],
  [[Node.index_type_query], keyOfType],
  [[Node.conditional_type], conditionalType],
  [[Node.infer_type], inferType],
  [[Node.type_predicate, Node.asserts], predicateType],
  [[Node.template_literal_type], templateType],
  [[Node.this_type], (x) => x.facts.term(TermOp.TYPE_THIS, x.scope.thisScope.index)],
  [[Node.call_expression, Node.member_expression], importedType],
];
