import type { Language } from 'web-tree-sitter';
import { fieldIds, nodeKinds } from '../../syntax/flat-tree.js';

const KINDS = [
  'aliased_import',
  'argument_list',
  'as_pattern',
  'as_pattern_target',
  'assert_statement',
  'assignment',
  'attribute',
  'augmented_assignment',
  'await',
  'binary_operator',
  'block',
  'boolean_operator',
  'break_statement',
  'call',
  'case_clause',
  'case_pattern',
  'class_definition',
  'class_pattern',
  'comment',
  'comparison_operator',
  'concatenated_string',
  'conditional_expression',
  'constrained_type',
  'continue_statement',
  'decorated_definition',
  'decorator',
  'default_parameter',
  'delete_statement',
  'dict_pattern',
  'dictionary',
  'dictionary_comprehension',
  'dictionary_splat',
  'dictionary_splat_pattern',
  'dotted_name',
  'elif_clause',
  'ellipsis',
  'else_clause',
  'except_clause',
  'expression_list',
  'expression_statement',
  'false',
  'finally_clause',
  'float',
  'for_in_clause',
  'for_statement',
  'function_definition',
  'future_import_statement',
  'generator_expression',
  'generic_type',
  'global_statement',
  'identifier',
  'if_clause',
  'if_statement',
  'import_from_statement',
  'import_prefix',
  'import_statement',
  'integer',
  'interpolation',
  'keyword_argument',
  'keyword_pattern',
  'keyword_separator',
  'lambda',
  'lambda_parameters',
  'list',
  'list_comprehension',
  'list_pattern',
  'list_splat',
  'list_splat_pattern',
  'match_statement',
  'member_type',
  'module',
  'named_expression',
  'none',
  'nonlocal_statement',
  'not_operator',
  'pair',
  'parameters',
  'parenthesized_expression',
  'pass_statement',
  'pattern_list',
  'positional_separator',
  'raise_statement',
  'relative_import',
  'return_statement',
  'set',
  'set_comprehension',
  'slice',
  'splat_pattern',
  'splat_type',
  'string',
  'string_content',
  'string_end',
  'string_start',
  'subscript',
  'true',
  'try_statement',
  'tuple',
  'tuple_pattern',
  'type',
  'type_alias_statement',
  'type_parameter',
  'typed_default_parameter',
  'typed_parameter',
  'unary_operator',
  'union_pattern',
  'union_type',
  'while_statement',
  'wildcard_import',
  'with_clause',
  'with_item',
  'with_statement',
  'yield',
] as const;

const FIELDS = [
  'alias',
  'alternative',
  'argument',
  'arguments',
  'attribute',
  'body',
  'cause',
  'condition',
  'consequence',
  'definition',
  'expression',
  'function',
  'guard',
  'key',
  'left',
  'module_name',
  'name',
  'object',
  'operator',
  'operators',
  'parameters',
  'return_type',
  'right',
  'subject',
  'subscript',
  'superclasses',
  'type',
  'type_parameters',
  'value',
] as const;

/** Name of a node type that the extractor knows. */
export type KindName = (typeof KINDS)[number];

/** Ids of the grammar's node types and fields, looked up once per thread. */
export interface PythonGrammar {
  readonly kinds: Readonly<Record<KindName, number>>;
  readonly fields: Readonly<Record<(typeof FIELDS)[number], number>>;
  /** 1 for named node types, by id; comments count as unnamed, because no reader wants them. */
  readonly isNamed: Uint8Array;
  readonly kindCount: number;
}

/** @throws when the grammar lacks one of the node types or fields. */
export function readPythonGrammar(language: Language): PythonGrammar {
  const kinds = nodeKinds(language, KINDS);
  const kindCount = language.nodeTypeCount;
  const isNamed = new Uint8Array(kindCount);
  for (let id = 0; id < kindCount; id++) isNamed[id] = language.nodeTypeIsNamed(id) ? 1 : 0;
  isNamed[kinds.comment] = 0;
  return { kinds, fields: fieldIds(language, FIELDS), isNamed, kindCount };
}

/** A table by node-type id, filled from entries by node-type name. */
export function tableByKind<T>(grammar: PythonGrammar, entries: Partial<Record<KindName, T>>): (T | undefined)[] {
  const table = new Array<T | undefined>(grammar.kindCount).fill(undefined);
  for (const [name, entry] of Object.entries(entries) as [KindName, T][]) table[grammar.kinds[name]] = entry;
  return table;
}
