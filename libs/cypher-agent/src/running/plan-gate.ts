import type { CypherPlanStep, ScopedPlan, ScopedPlanOperator } from '@codexgraph/graph-model';

/** Operators of queries that read; everything else stops a query. */
const OPERATORS = new Set(
  (
    'Aggregation AllNodesScan AllRelationshipsScan Anti AntiConditionalApply AntiSemiApply Apply Argument AssertSameNode AssertSameRelationship AssertingMultiNodeIndexSeek ' +
    'BFSPruningVarLengthExpand(All) BFSPruningVarExpand(All) CacheProperties CachedProperties CartesianProduct ConditionalApply ' +
    'DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan ' +
    'DirectedRelationshipIndexScan DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan Distinct ' +
    'DynamicDirectedRelationshipTypeLookup DynamicLabelNodeLookup DynamicUndirectedRelationshipTypeLookup EagerAggregation Eager EmptyResult EmptyRow Expand(All) Expand(Into) ' +
    'ExhaustiveLimit Filter IntersectionNodeByLabelsScan LeftOuterHashJoin LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit ' +
    'MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek ' +
    'NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NullifyMetadata OptionalExpand(All) OptionalExpand(Into) Optional OrderedAggregation OrderedDistinct OrderedUnion ' +
    'PartialSort PartialTop PathPropagatingBFS ProcedureCall ProduceResults ProjectEndpoints Projection PruningVarExpand(All) RelationshipCountFromCountStore ' +
    'RepeatTrail(All) Repeat(Trail) Repeat(Into) Repeat(All) Repeat(Walk) RightOuterHashJoin RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply ShortestPath SimulatedExpand SimulatedNodeScan Skip Sort ' +
    'StatefulShortestPath(All) StatefulShortestPath(Into) Subqery SubqueryApply SubtractionNodeByLabelsScan Top Top1WithTies TriadicBuild TriadicFilter TriadicSelection ' +
    'UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan ' +
    'UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan UndirectedUnionRelationshipTypesScan Union ' +
    'UnionNodeByLabelsScan Unwind ValueHashJoin VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning) VarLengthExpand(Pruning,All) ' +
    'VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)'
  ).split(' '),
);
const SEARCHES = ['db.index.fulltext.querynodes', 'db.index.vector.querynodes'];
const LITERALS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gu;
const HIDDEN_CALLS = /LOAD CSV|ResolvedCall\(|\bCALL\s+[\w.]+\s*\(/iu;

/**
 * The server's own view of a text that is about to run: it must read only, by operators that are known. A finding means that what came before let
 * something through.
 */
export function planFault(plan: Extract<ScopedPlan, { readonly kind: 'plan' }>): string | undefined {
  if (plan.queryType !== 'r') return `the plan is of type '${plan.queryType}'`;
  return operatorFault(plan.plan);
}

function operatorFault({ operator, details, children }: ScopedPlanOperator): string | undefined {
  if (!OPERATORS.has(operator)) return `the plan has the operator ${operator}`;
  const bare = details.replaceAll(LITERALS, '');
  if (HIDDEN_CALLS.test(bare)) return 'the plan calls something inside an expression';
  const procedure = operator === 'ProcedureCall' ? (/^[\w.]+/u.exec(details)?.[0].toLowerCase() ?? '') : undefined;
  if (procedure !== undefined && !SEARCHES.includes(procedure)) return `the plan calls ${procedure}`;
  for (const child of children) {
    const fault = operatorFault(child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The plan for people: operators and the user's own variables; no estimates, for they tell of everybody's data. */
export function shownPlan(
  { operator, identifiers, children }: ScopedPlanOperator,
  variables: ReadonlySet<string>,
): CypherPlanStep {
  const own = [...new Set(identifiers.map(bareName))].filter((name) => variables.has(name));
  return { operator, variables: own.sort(), children: children.map((child) => shownPlan(child, variables)) };
}

function bareName(identifier: string): string {
  return identifier.startsWith('`') ? identifier.slice(1, -1).replaceAll('``', '`') : identifier;
}
