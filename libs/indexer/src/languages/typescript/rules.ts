import { ConstantKind, TermOp } from '../../facts/term.js';
import { assignmentTerm, augmentedTerm, updateTerm } from './assignments.js';
import { callTerm, decoratorTerm, newTerm } from './calls.js';
import {
  ambientStatement,
  classTerm,
  enumStatement,
  interfaceStatement,
  namespaceStatement,
  typeAliasStatement,
} from './class-walk.js';
import { exportStatement } from './export-statements.js';
import { docCast } from './doc-types.js';
import type { ExpressionRule, Rules, StatementRule } from './extraction.js';
import { functionStatement, functionTerm, returnStatement } from './functions.js';
import * as operators from './operators.js';
import { memberTerm, nameTerm, readName, subscriptTerm, thisTerm } from './references.js';
import * as statements from './statements.js';
import { KIND_COUNT, Node } from './syntax-kinds.js';
import { TYPE_RULES } from './type-terms.js';

const constant =
  (kind: number, withValue: boolean): ExpressionRule =>
  (x, node) =>
    x.constant(kind, withValue ? x.tree.textOf(node) : undefined);

const inner: ExpressionRule = (x, node, flags) => x.expression(x.tree.firstNamed(node), flags);

/** `f<T>`: the value of f. */
const instantiation: ExpressionRule = (x, node, flags) => {
  const [value, ...types] = x.tree.namedChildren(node);
  for (const type of types) for (const argument of x.tree.namedChildren(type)) x.type(argument);
  return x.expression(value ?? -1, flags);
};

const EXPRESSIONS: readonly (readonly [readonly number[], ExpressionRule])[] = [
  [[Node.identifier], readName],
  [[Node.shorthand_property_identifier], readName],
  [[Node.undefined], (x) => nameTerm(x, 'undefined')],
  [[Node.this], thisTerm],
  [[Node.super], (x) => x.facts.term(TermOp.SUPER, x.scope.thisScope.index, -1)],
  [[Node.null], constant(ConstantKind.NONE, false)],
  [[Node.true, Node.false], constant(ConstantKind.BOOLEAN, true)],
  [[Node.number], (x, node) => operators.numberConstant(x, x.tree.textOf(node))],
  [[Node.string], (x, node) => x.constant(ConstantKind.STRING, x.tree.stringValue(node))],
  [[Node.template_string], operators.templateTerm],
  [[Node.regex], constant(ConstantKind.REGEX, false)],
  [[Node.array], operators.arrayTerm],
  [[Node.object], operators.objectTerm],
  [[Node.member_expression], (x, node, flags) => memberTerm(x, node, { flags, read: true })],
  [[Node.subscript_expression], subscriptTerm],
  [[Node.call_expression], callTerm],
  [[Node.new_expression], newTerm],
  [[Node.await_expression], operators.awaitTerm],
  [[Node.yield_expression], operators.yieldTerm],
  [[Node.unary_expression], operators.unaryTerm],
  [[Node.binary_expression], operators.binaryTerm],
  [[Node.update_expression], updateTerm],
  [[Node.ternary_expression], operators.ternaryTerm],
  [[Node.sequence_expression], operators.sequenceTerm],
  [[Node.parenthesized_expression], (x, node, flags) => docCast(x, node, inner(x, node, flags))],
  [[Node.non_null_expression, Node.spread_element, Node.jsx_expression], inner],
  [[Node.assignment_expression], assignmentTerm],
  [[Node.augmented_assignment_expression], augmentedTerm],
  [[Node.as_expression, Node.satisfies_expression, Node.type_assertion], operators.castTerm],
  [[Node.instantiation_expression], instantiation],
  [[Node.jsx_element, Node.jsx_self_closing_element], operators.jsxTerm],
  [[Node.decorator], decoratorTerm],
  [[Node.class], classTerm],
  [
    [
      Node.function_expression,
      Node.generator_function,
      Node.arrow_function,
      Node.method_definition,
      Node.method_signature,
      Node.call_signature,
      Node.construct_signature,
      Node.function_type,
      Node.constructor_type,
    ],
    functionTerm,
  ],
  [[Node.property_identifier, Node.private_property_identifier, Node.meta_property, Node.comment], () => 0],
];

const STATEMENTS: readonly (readonly [readonly number[], StatementRule])[] = [
  [[Node.statement_block], statements.blockStatement],
  [[Node.expression_statement], statements.expressionStatement],
  [[Node.lexical_declaration, Node.variable_declaration, Node.using_declaration], statements.variableStatement],
  [[Node.if_statement], statements.ifStatement],
  [[Node.while_statement], statements.whileStatement],
  [[Node.do_statement], statements.doStatement],
  [[Node.for_statement], statements.forStatement],
  [[Node.for_in_statement], statements.forInStatement],
  [[Node.try_statement], statements.tryStatement],
  [[Node.switch_statement], statements.switchStatement],
  [[Node.return_statement], returnStatement],
  [[Node.throw_statement], statements.throwStatement],
  [[Node.break_statement, Node.continue_statement], statements.jumpStatement],
  [[Node.labeled_statement], statements.labeledStatement],
  [[Node.function_declaration, Node.generator_function_declaration, Node.function_signature], functionStatement],
  [[Node.class_declaration, Node.abstract_class_declaration], (x, node) => void classTerm(x, node)],
  [[Node.interface_declaration], interfaceStatement],
  [[Node.enum_declaration], enumStatement],
  [[Node.type_alias_declaration], typeAliasStatement],
  [[Node.internal_module, Node.module], namespaceStatement],
  [[Node.ambient_declaration], ambientStatement],
  [[Node.export_statement], exportStatement],
  [
    [Node.import_statement, Node.import_alias, Node.empty_statement, Node.debugger_statement, Node.comment, Node.hash_bang_line],
    () => undefined,
  ],
];

function table<Rule>(entries: readonly (readonly [readonly number[], Rule])[]): (Rule | undefined)[] {
  const rules = new Array<Rule | undefined>(KIND_COUNT);
  for (const [kinds, rule] of entries) for (const kind of kinds) rules[kind] = rule;
  return rules;
}

/** The rules of the value pass for TypeScript and JavaScript. */
export const RULES: Rules = { expressions: table(EXPRESSIONS), statements: table(STATEMENTS), types: table(TYPE_RULES) };
