import type { CypherPlanStep, ScopedPlan, ScopedPlanOperator } from '@codexgraph/graph-model';

/**
 * Operators of queries that read, as the servers 5.26.30 and 2026.08.1 describe their plans (LogicalPlan2PlanDescription of their planner), without those of
 * other editions and without the modes in parentheses, which differ between versions; everything else stops a query.
 */
const OPERATORS = new Set(
  (
    'AllNodesScan Anti AntiConditionalApply AntiSemiApply Apply Argument ArgumentTracker AssertSameNode AssertSameRelationship ' +
    'AssertingMultiNodeIndexSeek AssertingMultiRelationshipIndexSeek BidirectionalRepeat CacheProperties ' +
    'CartesianProduct ConditionalApply DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek ' +
    'DirectedRelationshipByIdSeek DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan ' +
    'DirectedRelationshipIndexScan DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange ' +
    'DirectedRelationshipTypeScan DirectedRelationshipUniqueIndexSeek DirectedRelationshipUniqueIndexSeekByRange ' +
    'DirectedUnionRelationshipTypesScan Distinct DynamicDirectedRelationshipTypeLookup DynamicLabelNodeLookup ' +
    'DynamicUndirectedRelationshipTypeLookup Eager EagerAggregation EmptyResult ExhaustiveLimit Expand Filter ' +
    'IntersectionNodeByLabelsScan LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit ' +
    'MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin ' +
    'NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange ' +
    'NodeLeftOuterHashJoin NodeRightOuterHashJoin NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NullifyMetadata ' +
    'Optional OptionalExpand OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop ' +
    'PathPropagatingBFS PreserveOrder ProcedureCall ProduceResults ProjectEndpoints Projection ' +
    'RelationshipCountFromCountStore Repeat RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply ' +
    'ShortestPath SimulatedExpand SimulatedFilter SimulatedNodeScan Skip Sort StatefulShortestPath ' +
    'SubtractionNodeByLabelsScan Top Top1WithTies TriadicBuild TriadicFilter TriadicSelection ' +
    'UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek ' +
    'UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan ' +
    'UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange ' +
    'UndirectedRelationshipTypeScan UndirectedRelationshipUniqueIndexSeek ' +
    'UndirectedRelationshipUniqueIndexSeekByRange UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan ' +
    'Unwind ValueHashJoin ValueMergeJoin VarLengthExpand'
  ).split(' '),
);
const SEARCHES = ['db.index.fulltext.querynodes', 'db.index.vector.querynodes'];
const LITERALS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gu;
const HIDDEN_CALLS = /LOAD CSV|ResolvedCall\(|\bCALL\s+[\w.]+\s*\(/iu;

/**
 * The server's own view of a text that is about to run: it must read only, by operators that are known. A finding means that what came before let
 * something through.
 */
export function planFault(plan: Extract<ScopedPlan, { readonly kind: 'plan' }>, label: string): string | undefined {
  if (plan.queryType !== 'r') return `the plan is of type '${plan.queryType}'`;
  return operatorFault(plan.plan) ?? labelFault(plan.plan, label);
}

/** Every node that the plan finds or reaches must be tested for the label somewhere in the plan. */
function labelFault(plan: ScopedPlanOperator, label: string): string | undefined {
  const operators = flat(plan);
  const texts = operators.map(({ details }) => details);
  for (const { operator, details } of operators) {
    const name = introducedNodes(operator, details).find(
      (node) => !namesOfNode(texts, node).some((one) => texts.some((text) => testsLabel(text, one, label))),
    );
    if (name !== undefined) return `the plan reaches ${name} by ${operator} without the label`;
  }
  return undefined;
}

/** The node's own name; for one that the planner named, those too that a filter holds it equal to: ends of scans that must be nodes it has already. */
function namesOfNode(texts: readonly string[], node: string): readonly string[] {
  if (!node.startsWith('anon_')) return [node];
  const equal = texts.flatMap((text) => [...text.matchAll(EQUAL_NAMES)].map(([, left = '', right = '']) => [left, right]));
  return [node, ...equal.flatMap(([left = '', right = '']) => (left === node ? [right] : right === node ? [left] : []))];
}

function flat(operator: ScopedPlanOperator): readonly ScopedPlanOperator[] {
  return [operator, ...operator.children.flatMap(flat)];
}

const NODE_SCAN = /^(?:AllNodesScan|\w*NodeByLabels?Scan|\w+NodeByLabelsScan|DynamicLabelNodeLookup|NodeBy(?:Element)?IdSeek)$/u;
const NODE_INDEX = /^Node(?:Unique)?Index\w*$/u;
const NEW_ENDS = /^(?:(?:Directed|Undirected)\w+Scan|(?:Directed|Undirected)\w+Seek\w*|Dynamic\w+TypeLookup)$/u;
const EXPANSION = /^(?:Optional)?Expand\(All\)$/u;
const NAME = '(?:`(?:[^`]|``)+`|[^\\s`:(){},&|!]+)';
const NODES_OF_PATTERN = new RegExp(`\\(\\s*(${NAME})\\s*\\)`, 'gu');
const EQUAL_NAMES = new RegExp(`(${NAME}) = (${NAME})(?=$|[\\s)])`, 'gu');
const FIRST_NAME = new RegExp(`^(${NAME})`, 'u');
const INDEXED_NAME = new RegExp(`INDEX (${NAME}):`, 'u');

/** Nodes that an operator brings in from the whole database. */
function introducedNodes(operator: string, details: string): readonly string[] {
  if (NODE_SCAN.test(operator)) return namesIn(FIRST_NAME.exec(details));
  if (NODE_INDEX.test(operator)) return namesIn(INDEXED_NAME.exec(details));
  const ends = [...details.matchAll(NODES_OF_PATTERN)].map((match) => match[1] ?? '');
  if (EXPANSION.test(operator)) return ends.slice(1, 2);
  return NEW_ENDS.test(operator) ? ends.slice(0, 2) : [];
}

function namesIn(match: RegExpExecArray | null): readonly string[] {
  return match?.[1] === undefined ? [] : [match[1]];
}

/** `n:L`, `n:A&L`, `n:A:L`: the label stands in what is tested of the node. */
function testsLabel(details: string, name: string, label: string): boolean {
  for (let at = details.indexOf(`${name}:`); at >= 0; at = details.indexOf(`${name}:`, at + 1)) {
    const tested = /^[^\s,()]*/u.exec(details.slice(at + name.length + 1))?.[0] ?? '';
    if (tested.split(/[:&]/u).some((one) => one === label || one === `\`${label}\``)) return true;
  }
  return false;
}

function operatorFault({ operator, details, children }: ScopedPlanOperator): string | undefined {
  if (!OPERATORS.has(operator.replace(/\(.*$/u, ''))) return `the plan has the operator ${operator}`;
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

/**
 * The measured plan for people. Counts stand only where they can be of this repository alone: a step that reads more than that, such as a scan of a kind
 * that other repositories have too, would tell how much others hold, and so would every step above it up to the test of the label.
 */
export function shownMeasures(operator: ScopedPlanOperator, variables: ReadonlySet<string>, label: string): CypherPlanStep {
  const { rows, hits, children } = operator;
  const bare = shownPlan({ ...operator, children: [] }, variables);
  const readsOwn = children.every((child) => isConfined(child, label));
  return {
    ...bare,
    ...(rows !== undefined && isConfined(operator, label) && { rows }),
    ...(hits !== undefined && readsOwn && scanIsConfined(operator, label) && { hits }),
    children: children.map((child) => shownMeasures(child, variables, label)),
  };
}

/** Whether every node that a part of a plan takes from the whole database is tested for the label within that part. */
function isConfined(part: ScopedPlanOperator, label: string): boolean {
  const operators = flat(part);
  const texts = operators.map(({ details }) => details);
  return operators.every(({ operator, details }) =>
    scannedNodes(operator, details).every((node) =>
      namesOfNode(texts, node).some((one) => texts.some((text) => testsLabel(text, one, label))),
    ),
  );
}

function scanIsConfined({ operator, details }: ScopedPlanOperator, label: string): boolean {
  return scannedNodes(operator, details).every((node) => testsLabel(details, node, label));
}

/** As {@link introducedNodes}, without those that relations of confined nodes lead to: relations never leave a repository. */
function scannedNodes(operator: string, details: string): readonly string[] {
  return EXPANSION.test(operator) ? [] : introducedNodes(operator, details);
}

function bareName(identifier: string): string {
  return identifier.startsWith('`') ? identifier.slice(1, -1).replaceAll('``', '`') : identifier;
}
