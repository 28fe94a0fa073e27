import type { Clause, SpokenMeasure } from './reading.js';
import type { Sentence } from './sentence.js';

/** Is the question a superlative, and which way? "the shortest chain" is not: chains are always the shortest. */
export function readOrder(sentence: Sentence): 'most' | 'least' | undefined {
  if (sentence.hasRole('path')) return undefined;
  if (sentence.has('most', 'longest', 'biggest')) return 'most';
  return sentence.has('least', 'shortest') ? 'least' : undefined;
}

/** What a superlative compares: lines, or the number of what the sentence names without a name of its own. */
export function readMeasure(sentence: Sentence, clauses: readonly Clause[]): SpokenMeasure | undefined {
  if (sentence.has('longest', 'lines', 'shortest')) return 'lines';
  const bare = clauses.find((clause) => clause.isElliptic);
  if (bare !== undefined) return { relation: bare.relation, direction: bareDirection(sentence, bare) };
  const member = countedMember(sentence);
  if (member !== undefined) return { relation: member, direction: 'out' };
  if (sentence.has('biggest')) return 'lines';
  return undefined;
}

/** "calls the most functions" is outgoing, "is called by the most functions" is incoming. */
function bareDirection(sentence: Sentence, clause: Clause): 'in' | 'out' {
  const verb = sentence.items.findIndex((_, index) => sentence.verb(index) !== undefined && sentence.verb(index) !== 'have');
  const role = sentence.items.findIndex((_, index) =>
    ['callees', 'imports', 'superclasses', 'dependencies'].includes(sentence.role(index) ?? ''),
  );
  if (role !== -1) return 'out';
  if (sentence.hasRole('callers', 'importers', 'subclasses', 'users', 'overriders', 'instances', 'dependents')) return 'in';
  if (verb === -1) return clause.direction;
  const concept = sentence.concept(verb);
  if (sentence.isChinese) return sentence.has('passive') ? 'in' : 'out';
  return concept?.is === 'verb' && concept.form === 'past' ? 'in' : 'out';
}

function countedMember(sentence: Sentence): 'methods' | 'fields' | undefined {
  const kinds = sentence.where(
    (index) => sentence.kind(index) === 'method' || sentence.kind(index) === 'field' || sentence.kind(index) === 'member',
  );
  const hasClass = sentence.items.some((_, index) => ['class', 'interface'].includes(sentence.kind(index) ?? ''));
  const first = kinds[0];
  if (first === undefined || !hasClass) return undefined;
  return sentence.kind(first) === 'field' ? 'fields' : 'methods';
}
