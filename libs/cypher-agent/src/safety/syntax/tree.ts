import type { Span } from './token.js';

/** A whole query: single queries joined by UNION. */
export interface Query {
  readonly span: Span;
  readonly parts: readonly SingleQuery[];
  /** One less than `parts`: true for UNION ALL. */
  readonly unionAll: readonly boolean[];
}

/** Clauses in their order; at least one. */
export interface SingleQuery {
  readonly span: Span;
  readonly clauses: readonly Clause[];
}

/** A clause that reads. */
export type Clause =
  | MatchClause
  | UnwindClause
  | ProjectionClause
  | SubqueryClause
  | ProcedureClause
  | { readonly kind: 'finish'; readonly span: Span };

/** MATCH and OPTIONAL MATCH. */
export interface MatchClause {
  readonly kind: 'match';
  readonly span: Span;
  readonly optional: boolean;
  /** `DIFFERENT RELATIONSHIPS` or `REPEATABLE ELEMENTS`. */
  readonly mode?: string;
  readonly patterns: readonly PathPattern[];
  readonly hints: readonly Hint[];
  readonly where?: Expression;
}

/** USING INDEX, SCAN or JOIN. */
export interface Hint {
  readonly span: Span;
  readonly kind: 'index' | 'scan' | 'join';
  /** Words before the first variable, such as `TEXT INDEX SEEK`. */
  readonly words: string;
  readonly variables: readonly string[];
  readonly label?: string;
  readonly properties: readonly string[];
}

/** UNWIND list AS variable. */
export interface UnwindClause {
  readonly kind: 'unwind';
  readonly span: Span;
  readonly list: Expression;
  readonly variable: Name;
}

/** RETURN and WITH. */
export interface ProjectionClause {
  readonly kind: 'return' | 'with';
  readonly span: Span;
  readonly distinct: boolean;
  /** `*` stands before the items. */
  readonly star: boolean;
  readonly items: readonly ProjectionItem[];
  readonly orderBy: readonly OrderItem[];
  readonly skip?: Expression;
  readonly limit?: Expression;
  /** Of WITH alone. */
  readonly where?: Expression;
  /** Written as LET or FILTER of Cypher 25, which say the same as WITH. */
  readonly written?: 'LET' | 'FILTER';
}

/** One item of RETURN or WITH. */
export interface ProjectionItem {
  readonly span: Span;
  readonly expression: Expression;
  readonly alias?: Name;
}

/** One item of ORDER BY. */
export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** CALL { ... }. */
export interface SubqueryClause {
  readonly kind: 'subquery';
  readonly span: Span;
  readonly optional: boolean;
  /** `CALL (a, b) {`; `*` imports everything; absent: the form that imports by WITH. */
  readonly imports?: readonly Name[] | '*';
  readonly query: Query;
}

/** CALL of a procedure. */
export interface ProcedureClause {
  readonly kind: 'procedure';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly optional: boolean;
  /** Dotted, as written but for quotes and spaces. */
  readonly name: string;
  /** Absent: written without parentheses. */
  readonly arguments?: readonly Expression[];
  /** `*`, the chosen columns, or absent. */
  readonly yields?: readonly YieldItem[] | '*';
  readonly where?: Expression;
}

/** A column that a procedure gives, with its new name. */
export interface YieldItem {
  readonly column: Name;
  readonly alias?: Name;
}

/** The name of a variable, decoded. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** One comma-separated part of a pattern. */
export interface PathPattern {
  readonly span: Span;
  readonly variable?: Name;
  /** Such as `SHORTEST 2 GROUPS`, `ANY`, `ALL SHORTEST PATHS`. */
  readonly selector?: string;
  /** `shortestPath(...)` or `allShortestPaths(...)`. */
  readonly shortest?: 'shortestPath' | 'allShortestPaths';
  readonly elements: readonly PatternElement[];
}

/** What a path is made of. */
export type PatternElement = NodePattern | RelationshipPattern | GroupPattern;

/** A node in parentheses. */
export interface NodePattern {
  readonly kind: 'node';
  readonly span: Span;
  readonly variable?: Name;
  readonly labels?: LabelExpression;
  /** A map or a parameter. */
  readonly properties?: Expression;
  readonly where?: Expression;
}

/** An arrow. */
export interface RelationshipPattern {
  readonly kind: 'relationship';
  readonly span: Span;
  readonly left: boolean;
  readonly right: boolean;
  readonly variable?: Name;
  readonly types?: LabelExpression;
  /** `*`, `*2`, `*1..3`; absent for one step. */
  readonly range?: Range;
  readonly properties?: Expression;
  readonly where?: Expression;
  /** `+`, `*`, `{1,3}` behind the arrow. */
  readonly quantifier?: Range;
}

/** Bounds of repetition, as written; `to` absent: no upper bound. */
export interface Range {
  readonly from?: string;
  readonly to?: string;
}

/** A path in parentheses, repeated or not. */
export interface GroupPattern {
  readonly kind: 'group';
  readonly span: Span;
  readonly variable?: Name;
  readonly elements: readonly PatternElement[];
  readonly where?: Expression;
  readonly quantifier?: Range;
}

/** What stands behind `:` in a node or relationship. */
export type LabelExpression =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'any' }
  | { readonly kind: 'dynamic'; readonly word: '' | 'ANY' | 'ALL'; readonly value: Expression }
  | { readonly kind: 'not'; readonly operand: LabelExpression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly LabelExpression[] }
  | { readonly kind: 'group'; readonly inner: LabelExpression };

/** What is written, with its place. */
export type Expression = ExpressionShape & { readonly span: Span };

/** What an expression says, without its place. */
export type ExpressionShape =
  /** A number or one of TRUE, FALSE, NULL, INF, INFINITY, NAN. */
  | { readonly kind: 'literal'; readonly text: string; readonly type: 'integer' | 'decimal' | 'word' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** What a simple CASE compares; printed as nothing. */
  | { readonly kind: 'subject' }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'group'; readonly inner: Expression }
  | { readonly kind: 'unary'; readonly operator: 'NOT' | '+' | '-'; readonly operand: Expression }
  /** Operators of one level, in the order of the text: `a + b - c`, `a < b <= c`. */
  | { readonly kind: 'chain'; readonly first: Expression; readonly rest: readonly ChainLink[] }
  | { readonly kind: 'property'; readonly target: Expression; readonly key: string; readonly keySpan: Span }
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
  | { readonly kind: 'slice'; readonly target: Expression; readonly from?: Expression; readonly to?: Expression }
  /** `IS NULL`, `IS NOT NULL`, `IS NFC NORMALIZED`, `IS :: STRING`; `words` as printed. */
  | { readonly kind: 'test'; readonly target: Expression; readonly words: string }
  | { readonly kind: 'labelTest'; readonly target: Expression; readonly negated: boolean; readonly labels: LabelExpression }
  | CallShape
  | { readonly kind: 'countStar' }
  | { readonly kind: 'trim'; readonly side: string; readonly characters?: Expression; readonly source: Expression }
  | { readonly kind: 'normalize'; readonly operand: Expression; readonly form: string }
  | {
      readonly kind: 'case';
      readonly subject?: Expression;
      readonly branches: readonly CaseBranch[];
      readonly otherwise?: Expression;
    }
  | {
      readonly kind: 'listComprehension';
      readonly variable: Name;
      readonly list: Expression;
      readonly where?: Expression;
      readonly projection?: Expression;
    }
  | {
      readonly kind: 'quantifier';
      readonly word: 'ALL' | 'ANY' | 'NONE' | 'SINGLE';
      readonly variable: Name;
      readonly list: Expression;
      readonly where?: Expression;
    }
  | {
      readonly kind: 'reduce';
      readonly accumulator: Name;
      readonly initial: Expression;
      readonly variable: Name;
      readonly list: Expression;
      readonly step: Expression;
    }
  | {
      readonly kind: 'patternComprehension';
      readonly variable?: Name;
      readonly pattern: PathPattern;
      readonly where?: Expression;
      readonly projection: Expression;
    }
  | { readonly kind: 'mapProjection'; readonly variable: string; readonly items: readonly MapProjectionItem[] }
  | { readonly kind: 'subquery'; readonly word: 'EXISTS' | 'COUNT' | 'COLLECT'; readonly body: SubqueryBody }
  | { readonly kind: 'patternPredicate'; readonly pattern: PathPattern };

/** A call of a function by name. */
export interface CallShape {
  readonly kind: 'call';
  /** Dotted, as written but for quotes and spaces. */
  readonly name: string;
  readonly distinct: boolean;
  readonly arguments: readonly Expression[];
}

/** A key of a map with its value. */
export interface MapEntry {
  readonly key: string;
  readonly value: Expression;
}

/** An operator with its right side. */
export interface ChainLink {
  readonly operator: string;
  readonly operand: Expression;
}

/** WHEN with its values, THEN with its result. */
export interface CaseBranch {
  readonly when: readonly Expression[];
  readonly then: Expression;
}

/** One item of `n {.name, x: 1}`. */
export type MapProjectionItem =
  | { readonly kind: 'all' }
  | { readonly kind: 'property'; readonly key: string }
  | { readonly kind: 'variable'; readonly name: string; readonly span: Span }
  | { readonly kind: 'entry'; readonly key: string; readonly value: Expression };

/** A whole query, or a bare pattern. */
export type SubqueryBody =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'pattern'; readonly mode?: string; readonly patterns: readonly PathPattern[]; readonly where?: Expression };
