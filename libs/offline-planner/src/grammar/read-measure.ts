import type { Clause, SpokenMeasure } from './reading.js';
import type { Sentence } from './sentence.js';

/** Is the question a superlative, and which way? "the shortest chain" is not: chains are always the shortest. */
export function readOrder(sentence: Sentence): 'most' | 'least' | undefined {
  if (sentence.hasRole('path')) return undefined;
  if (sentence.has('most', 'longest', 'biggest')) return 'most';
  return sentence.has('least', 'shortest') ? 'least' : undefined;
}

const PARAMETERS = /^(?:param|arg|参数|入参|形参)/;

/** What a superlative compares: lines, or the number of what the sentence names without a name of its own. */
export function readMeasure(sentence: Sentence, clauses: readonly Clause[]): SpokenMeasure | undefined {
  if (sentence.items.some((_, index) => sentence.role(index) === 'signature' && PARAMETERS.test(sentence.text(index))))
    return 'parameters';
  if (sentence.has('longest', 'lines', 'shortest')) return 'lines';
  const bare = clauses.find((clause) => clause.isElliptic);
  if (bare !== undefined) return { relation: bare.relation, direction: bareDirection(sentence, bare) };
  const member = countedMember(sentence);
  if (member !== undefined) return { relation: member, direction: 'out' };
  if (sentence.has('biggest')) return 'lines';
  return undefined;
}

/** "calls the most functions" is outgoing, "is called by the most functions" is incoming. */
export function bareDirection(sentence: Sentence, clause: Clause): 'in' | 'out' {
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

/** What the holders that are asked for hold most of: "which class has the most methods", "file with the most functions". */
function countedMember(sentence: Sentence): 'methods' | 'fields' | 'functions' | 'classes' | undefined {
  const kinds = sentence.items.flatMap((_, index) => sentence.kind(index) ?? []);
  const asksFile =
    kinds.includes('file') || sentence.items.some((item, index) => sentence.is(index, 'where') && /文件|file/.test(item.text));
  if (asksFile && !kinds.includes('class') && kinds.some((kind) => kind === 'function' || kind === 'method')) return 'functions';
  if (asksFile && kinds.includes('class')) return 'classes';
  const first = kinds.find((kind) => kind === 'method' || kind === 'field' || kind === 'member');
  if (first === undefined || !kinds.some((kind) => kind === 'class' || kind === 'interface')) return undefined;
  return first === 'field' ? 'fields' : 'methods';
}
