import { isDecoded } from '../syntax/source-text.js';
import { readQuery } from '../syntax/read-query.js';
import { elementsOf, partsOfClause, partsOfExpression, visitClauses, visitExpressions } from '../syntax/parts.js';
import type { Expression, LabelExpression, PathPattern, Query } from '../syntax/tree.js';
import type { CypherLanguage } from '../scoping/scope-context.js';
import { functionProblems } from './functions.js';
import { procedureNamed } from './procedures.js';

interface Finding {
  readonly fault?: string;
}

/**
 * Reads a printed text again, as if it came from a stranger, and checks what it must hold: one statement of the right language, no escape that the
 * server would decode, no other function or procedure, the label in every node, and a check of the inner nodes of every longer path. Knows nothing of how
 * the text was made. Gives what is wrong with it.
 */
export function checkScopedText(
  text: string,
  { label, language }: { readonly label: string; readonly language: CypherLanguage },
): string | undefined {
  if (!isDecoded(text)) return 'the text holds an escape';
  if (!text.startsWith(`CYPHER ${language} `)) return 'the text does not name its language';
  const read = readQuery(text, { maxCharacters: Number.MAX_SAFE_INTEGER, maxTokens: Number.MAX_SAFE_INTEGER });
  if (!('query' in read)) return `the text cannot be read again (${read[0]?.message ?? ''})`;
  if (functionProblems(read.query).length > 0) return 'the text calls a function that is not allowed';
  return checkQueryTree(read.query, label).fault;
}

function checkQueryTree(query: Query, label: string): Finding {
  const faults: string[] = [];
  visitClauses(query, (clause) => {
    if (clause.kind === 'procedure' && procedureNamed(clause.name)?.kind !== 'search')
      faults.push(`the text calls ${clause.name}`);
    checkConditioned(partsOfClause(clause).patterns, clause.kind === 'match' ? clause.where : undefined, { label, faults });
  });
  visitExpressions(query, (expression) => {
    const { patterns } = partsOfExpression(expression);
    const where =
      expression.kind === 'patternComprehension'
        ? expression.where
        : expression.kind === 'subquery' && expression.body.kind === 'pattern'
          ? expression.body.where
          : undefined;
    const named =
      expression.kind === 'patternComprehension' && expression.variable !== undefined
        ? patterns.map((pattern) => ({ ...pattern, variable: expression.variable }))
        : patterns;
    checkConditioned(named as readonly PathPattern[], where, { label, faults });
  });
  const [fault] = faults;
  return fault === undefined ? {} : { fault };
}

function checkConditioned(
  patterns: readonly PathPattern[],
  where: Expression | undefined,
  found: { readonly label: string; readonly faults: string[] },
): void {
  const checked = new Set(conjunctsOf(where).flatMap((conjunct) => checkedPath(conjunct, found.label)));
  for (const pattern of patterns) {
    for (const element of elementsOf(pattern)) {
      if (element.kind === 'node' && !carries(element.labels, found.label)) found.faults.push('a node does not carry the label');
      if (element.kind !== 'relationship') continue;
      if (element.quantifier !== undefined) found.faults.push('a repeated relationship has no inner nodes');
      if (element.range === undefined || !hasInnerNodes(element.range)) continue;
      if (!checked.has(pattern.variable?.text ?? '')) found.faults.push('the inner nodes of a path are not checked');
    }
  }
}

function hasInnerNodes({ from = '1', to }: { readonly from?: string; readonly to?: string }): boolean {
  return to === undefined || (Number(to) > 1 && Number(from) <= Number(to));
}

/** The label must be one of the conjuncts of the whole expression. */
function carries(labels: LabelExpression | undefined, label: string): boolean {
  if (labels?.kind === 'name') return labels.name === label;
  return labels?.kind === 'and' && labels.operands.some((operand) => operand.kind === 'name' && operand.name === label);
}

function conjunctsOf(where: Expression | undefined): readonly Expression[] {
  if (where === undefined) return [];
  return where.kind === 'chain' && where.rest[0]?.operator === 'AND'
    ? [where.first, ...where.rest.map((link) => link.operand)]
    : [where];
}

/** The path whose nodes `all(v IN nodes(p) WHERE v:L)` checks. */
function checkedPath(conjunct: Expression, label: string): readonly string[] {
  if (conjunct.kind !== 'quantifier' || conjunct.word !== 'ALL' || conjunct.where === undefined) return [];
  const { list, where, variable } = conjunct;
  if (!testsLabel(where, variable.text, label) || list.kind !== 'call' || list.name.toLowerCase() !== 'nodes') return [];
  const [path] = list.arguments;
  return path?.kind === 'variable' ? [path.name] : [];
}

function testsLabel(where: Expression, variable: string, label: string): boolean {
  if (where.kind !== 'labelTest' || where.negated || where.target.kind !== 'variable') return false;
  const { target, labels } = where;
  const inner = labels.kind === 'group' ? labels.inner : labels;
  return target.name === variable && carries(inner, label);
}
