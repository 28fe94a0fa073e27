import type { Language } from 'web-tree-sitter';

const NODE_NAMES = [
  'program',
  'comment',
  'html_comment',
  'hash_bang_line',
  // declarations
  'function_declaration',
  'generator_function_declaration',
  'function_signature',
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'type_alias_declaration',
  'internal_module',
  'module',
  'ambient_declaration',
  'lexical_declaration',
  'variable_declaration',
  'using_declaration',
  'variable_declarator',
  'import_alias',
  'import_statement',
  'import_clause',
  'named_imports',
  'import_specifier',
  'namespace_import',
  'import_require_clause',
  'export_statement',
  'export_clause',
  'export_specifier',
  'namespace_export',
  // classes
  'class_body',
  'class_heritage',
  'extends_clause',
  'implements_clause',
  'extends_type_clause',
  'method_definition',
  'public_field_definition',
  'field_definition',
  'class_static_block',
  'abstract_method_signature',
  'method_signature',
  'property_signature',
  'call_signature',
  'construct_signature',
  'index_signature',
  'interface_body',
  'object_type',
  'enum_body',
  'enum_assignment',
  'decorator',
  'accessibility_modifier',
  'override_modifier',
  // functions
  'formal_parameters',
  'required_parameter',
  'optional_parameter',
  'function_expression',
  'generator_function',
  'arrow_function',
  'class',
  // statements
  'statement_block',
  'expression_statement',
  'if_statement',
  'else_clause',
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'try_statement',
  'catch_clause',
  'finally_clause',
  'switch_statement',
  'switch_body',
  'switch_case',
  'switch_default',
  'return_statement',
  'throw_statement',
  'break_statement',
  'continue_statement',
  'labeled_statement',
  'statement_identifier',
  'with_statement',
  'empty_statement',
  'debugger_statement',
  // expressions
  'identifier',
  'undefined',
  'this',
  'super',
  'import',
  'null',
  'true',
  'false',
  'number',
  'string',
  'string_fragment',
  'escape_sequence',
  'template_string',
  'template_substitution',
  'regex',
  'array',
  'object',
  'pair',
  'spread_element',
  'shorthand_property_identifier',
  'property_identifier',
  'private_property_identifier',
  'computed_property_name',
  'member_expression',
  'subscript_expression',
  'optional_chain',
  'call_expression',
  'new_expression',
  'arguments',
  'await_expression',
  'yield_expression',
  'unary_expression',
  'binary_expression',
  'update_expression',
  'ternary_expression',
  'sequence_expression',
  'parenthesized_expression',
  'assignment_expression',
  'augmented_assignment_expression',
  'as_expression',
  'satisfies_expression',
  'type_assertion',
  'non_null_expression',
  'instantiation_expression',
  'meta_property',
  'jsx_element',
  'jsx_self_closing_element',
  'jsx_opening_element',
  'jsx_closing_element',
  'jsx_expression',
  'jsx_attribute',
  'jsx_namespace_name',
  'nested_identifier',
  // patterns
  'object_pattern',
  'array_pattern',
  'pair_pattern',
  'assignment_pattern',
  'object_assignment_pattern',
  'rest_pattern',
  'shorthand_property_identifier_pattern',
  // types
  'type_annotation',
  'type_predicate_annotation',
  'asserts_annotation',
  'asserts',
  'type_predicate',
  'type_identifier',
  'predefined_type',
  'nested_type_identifier',
  'generic_type',
  'type_arguments',
  'type_parameters',
  'type_parameter',
  'constraint',
  'default_type',
  'union_type',
  'intersection_type',
  'array_type',
  'tuple_type',
  'function_type',
  'constructor_type',
  'literal_type',
  'type_query',
  'lookup_type',
  'index_type_query',
  'conditional_type',
  'mapped_type_clause',
  'infer_type',
  'this_type',
  'parenthesized_type',
  'readonly_type',
  'optional_type',
  'rest_type',
  'template_literal_type',
  'template_type',
  'existential_type',
  'flow_maybe_type',
  'omitting_type_annotation',
  'adding_type_annotation',
  'opting_type_annotation',
] as const;

const TOKEN_NAMES = [
  'async',
  'static',
  'readonly',
  'abstract',
  'declare',
  'get',
  'set',
  '*',
  '?',
  '?.',
  'const',
  'let',
  'var',
  'default',
  'type',
  'typeof',
  'await',
  'new',
  '=',
  'export',
  'of',
  'in',
  'asserts',
  '{',
  '-',
] as const;

type NodeName = (typeof NODE_NAMES)[number];
type TokenName = (typeof TOKEN_NAMES)[number];

const FIRST_TOKEN = NODE_NAMES.length + 2;

/** Our number of an ERROR node. */
export const ERROR_NODE = NODE_NAMES.length + 1;

/** Our numbers of named node types, the same for all grammars of the family. 0 is any other node. */
export const Node = Object.fromEntries(NODE_NAMES.map((name, index) => [name, index + 1])) as Readonly<Record<NodeName, number>>;

/** Our numbers of anonymous tokens. */
export const Token = Object.fromEntries(TOKEN_NAMES.map((name, index) => [name, index + FIRST_TOKEN])) as Readonly<
  Record<TokenName, number>
>;

/** How many numbers {@link Node} and {@link Token} use; tables by kind have this length. */
export const KIND_COUNT = FIRST_TOKEN + TOKEN_NAMES.length;

const FIELD_NAMES = [
  'name',
  'body',
  'parameters',
  'parameter',
  'return_type',
  'type',
  'value',
  'left',
  'right',
  'operator',
  'object',
  'property',
  'function',
  'arguments',
  'type_arguments',
  'type_parameters',
  'constructor',
  'condition',
  'consequence',
  'alternative',
  'argument',
  'index',
  'key',
  'source',
  'alias',
  'declaration',
  'decorator',
  'pattern',
  'initializer',
  'increment',
  'handler',
  'finalizer',
  'kind',
  'label',
  'module',
  'index_type',
  'constraint',
  'optional_chain',
  'sign',
  'attribute',
  'open_tag',
  'close_tag',
] as const;

/** Our numbers of fields. 0 is any other field, or none. */
export const Field = Object.fromEntries(FIELD_NAMES.map((name, index) => [name, index + 1])) as Readonly<
  Record<(typeof FIELD_NAMES)[number], number>
>;

/** Translates the node-type and field ids of one grammar to ours. */
export interface KindMap {
  readonly kinds: Uint16Array;
  readonly fields: Uint16Array;
}

/** The ids of a grammar in our numbers. Node types that the grammar lacks (types in JavaScript) have no id and never occur. */
export function kindMap(grammar: Language): KindMap {
  const named = new Map<string, number>(Object.entries(Node));
  const tokens = new Map<string, number>(Object.entries(Token));
  const kinds = new Uint16Array(65536);
  for (let id = 0; id < grammar.nodeTypeCount; id++) {
    const name = grammar.nodeTypeForId(id);
    if (name === null) continue;
    kinds[id] = (grammar.nodeTypeIsNamed(id) ? named.get(name) : tokens.get(name)) ?? 0;
  }
  kinds[65535] = ERROR_NODE;
  const fields = new Uint16Array(grammar.fieldCount + 1);
  for (let id = 1; id <= grammar.fieldCount; id++) {
    const name = grammar.fieldNameForId(id);
    if (name !== null) fields[id] = (Field as Readonly<Record<string, number>>)[name] ?? 0;
  }
  return { kinds, fields };
}
