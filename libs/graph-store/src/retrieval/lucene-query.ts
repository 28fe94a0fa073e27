import { CodexGraphError, SEARCH_FIELDS, type SearchField, type SearchTerm, type TextQuery } from '@codexgraph/graph-model';

const MAX_TERMS = 512;
/** The server refuses more clauses than 1024; a fuzzy or prefix clause counts once. */
const MAX_CLAUSES = 1000;
const SHORT_WORD = 6;
const SPECIAL = /[+\-!(){}[\]^"~*?:\\/&|<>=\s]/gu;

/**
 * A query in the language of the full-text index; undefined when nothing of it can match. Terms that would make too many clauses are left out, the lightest first.
 *
 * @throws BAD_INPUT for more than 512 terms.
 */
export function luceneQuery(query: TextQuery): string | undefined {
  if (query.terms.length > MAX_TERMS) {
    throw new CodexGraphError('BAD_INPUT', `A full-text query has ${String(query.terms.length)} terms; give at most 512.`);
  }
  const weighted = SEARCH_FIELDS.filter((field) => (query.fieldWeights[field] ?? 0) > 0);
  const clauses: string[] = [];
  const heaviestFirst = [...query.terms].sort((left, right) => right.weight - left.weight);
  for (const term of heaviestFirst) {
    const fields = term.fields === undefined ? weighted : weighted.filter((field) => term.fields?.includes(field));
    if (term.weight <= 0 || term.text === '' || clauses.length + fields.length > MAX_CLAUSES) continue;
    for (const field of fields) clauses.push(clause(term, field, term.weight * (query.fieldWeights[field] ?? 0)));
  }
  return clauses.length === 0 ? undefined : clauses.join(' ');
}

function clause(term: SearchTerm, field: SearchField, boost: number): string {
  const text = term.text.replace(SPECIAL, '\\$&').replace(/^(?:AND|OR|NOT)$/u, '\\$&');
  const edits = term.text.length < SHORT_WORD ? '1' : '2';
  const suffix = term.match === 'prefix' ? '*' : term.match === 'fuzzy' ? `~${edits}` : '';
  return `${field}:${text}${suffix}^${boost.toFixed(4)}`;
}
