import { UNBOUNDED_STEPS, type Condition, type GraphQuestion, type SymbolSet } from '@codexgraph/cypher-agent';
import type { Clause, Reading } from '../grammar/reading.js';
import type { Reference } from '../grammar/reference.js';
import {
  ANY_SYMBOL,
  bareCondition,
  clauseConditions,
  isAboutCode,
  isNounJoin,
  subjectsOf,
  titleOf,
  unusedCondition,
  unusedRelation,
  variablesUsedBy,
  withoutConditions,
} from './clause-conditions.js';
import { clauseCondition, clauseSet, entriesFor, knownSides } from './clause-meaning.js';
import { setFromAnswers } from './set-from-answers.js';
import { attributeConditions, filtered, scopeConditions, selectionLabels } from './head-conditions.js';
import { memberSet } from './member-sets.js';
import { pronounReferences, repeatWith } from './merge-follow-up.js';
import { planMemberComparison } from './plan-member-comparison.js';
import { planRanking } from './plan-ranking.js';
import { planWhether } from './plan-whether.js';
import { sifted, siftOf } from './signature-sift.js';
import type { PlanContext, Planned, Subject } from './plan.js';
import { preferredEntries, symbolsSet } from './resolve-reference.js';

const MOST_PATH_STEPS = 15;
const ABOUT_COLUMNS: Readonly<Partial<Record<Reading['wish'], 'symbol' | 'source' | 'description'>>> = {
  source: 'source',
  locate: 'symbol',
};

/** Ties a reading to the graph. `context` is the question before in the same conversation. */
export function planReading(said: Reading, context?: PlanContext): Planned {
  const reading = said.follows === 'instead' && context !== undefined ? repeatWith(said, context) : said;
  if (reading.beyond.length > 0) return { kind: 'nothing', reading };
  const missing = missingReference(reading);
  if (missing !== undefined) return { kind: 'missing', reference: missing, reading };
  const planned = planMemberComparison(reading) ?? new ReadingPlan(reading, context).planned();
  if (planned === undefined) return { kind: 'nothing', reading };
  const sift = siftOf(reading, context?.sift);
  return sift === undefined ? planned : sifted(planned, sift);
}

function missingReference(reading: Reading): Reference | undefined {
  const named = [
    ...reading.clauses.flatMap((clause) => [...clause.references, ...clause.others, ...clause.without]),
    ...reading.scope,
    ...reading.outside,
  ];
  const isMemberTest = reading.wish === 'whether' && reading.clauses.length === 0 && reading.scope.length > 1;
  if (isMemberTest) return undefined;
  // What a class is said to have, or not to have, need not exist anywhere.
  return named.find(
    (reference) => reference.entries.length === 0 && !(reading.clauses.length > 0 && reading.scope.includes(reference)),
  );
}

/** Builds the question of one reading. */
class ReadingPlan {
  readonly #reading: Reading;
  readonly #context: PlanContext | undefined;
  readonly #pronoun: readonly Reference[];

  constructor(reading: Reading, context: PlanContext | undefined) {
    this.#reading = reading;
    this.#context = context;
    this.#pronoun = pronounReferences(context);
  }

  planned(): Planned | undefined {
    const reading = this.#reading;
    switch (reading.wish) {
      case 'path':
      case 'path-length':
        return this.#path();
      case 'locate':
      case 'signature':
      case 'source':
      case 'purpose':
        return this.#about();
      case 'measure':
        return this.#measured();
      case 'cycles':
        return this.#query({ ask: 'import-cycles', limit: 100 });
      case 'rank':
        return this.#ranking();
      case 'whether':
        return planWhether(reading, { pronoun: this.#pronoun, previous: this.#context?.answers }) ?? this.#listed();
      case 'hierarchy':
        return this.#hierarchy();
      case 'entry-points':
      case 'dead-code':
        return this.#unused();
      case 'reason':
        return undefined;
      case 'overview':
        return this.#query({
          ask: 'rank',
          of: { kind: 'selection', labels: ['MODULE'] },
          measure: { by: 'related', relation: 'imports', direction: 'in' },
          order: 'most',
          limit: 10,
        });
      default:
        return this.#listed();
    }
  }

  #query(question: GraphQuestion, more: { readonly subjects?: readonly Subject[]; readonly answers?: SymbolSet } = {}): Planned {
    const answers = more.answers ?? ('of' in question ? question.of : undefined);
    return {
      kind: 'query',
      question,
      subjects: more.subjects ?? [],
      reading: this.#reading,
      ...(answers === undefined ? {} : { answers }),
    };
  }

  #ranking(): Planned | undefined {
    const ranking = planRanking(this.#reading, this.#context?.answers);
    return ranking === undefined ? undefined : this.#query(ranking, { subjects: subjectsOf(this.#reading.scope) });
  }

  /** Definition, signature, source, purpose: the symbol itself. */
  #about(): Planned | undefined {
    const said = [...this.#reading.clauses.flatMap((clause) => clause.references), ...this.#reading.scope];
    const wish = this.#reading.wish;
    const previous = this.#reading.follows === 'those' && said.length === 0 ? this.#context?.answers : undefined;
    if (previous !== undefined) return this.#query({ ask: 'list', of: previous, columns: ABOUT_COLUMNS[wish] ?? 'description' });
    const named = said.length > 0 ? said : this.#pronoun;
    if (named.length === 0) return undefined;
    const subjects = subjectsOf(named);
    const isCallable = wish === 'signature';
    const entries = isCallable
      ? named.flatMap((reference) => preferredEntries(reference, [['FUNCTION', 'METHOD'], ...ANY_SYMBOL]))
      : subjects.flatMap((subject) => subject.entries);
    const of = symbolsSet(entries, titleOf(named));
    return this.#query({ ask: 'list', of, columns: ABOUT_COLUMNS[wish] ?? 'description' }, { subjects, answers: of });
  }

  /** Lines or parameters of what is named. */
  #measured(): Planned | undefined {
    const named = this.#reading.scope.length > 0 ? this.#reading.scope : this.#pronoun;
    if (named.length === 0) return undefined;
    const subjects = subjectsOf(named);
    const of = symbolsSet(
      subjects.flatMap(({ entries }) => entries),
      titleOf(named),
    );
    const question: GraphQuestion = this.#reading.asksParameters
      ? { ask: 'list', of, columns: 'signature' }
      : { ask: 'rank', of, measure: { by: 'lines' }, order: 'most', limit: 1 };
    return this.#query(question, { subjects, answers: of });
  }

  #path(): Planned | undefined {
    const named = this.#pathEnds();
    const [from, to] = named;
    if (from === undefined || to === undefined) return undefined;
    const ends = [from, to].map((reference) => ({
      reference,
      entries: entriesFor({ relation: 'calls', direction: reference === from ? 'out' : 'in' }, reference),
    }));
    const [start, end] = ends.map(({ reference, entries }) => symbolsSet(entries, reference.text));
    if (start === undefined || end === undefined) return undefined;
    const said = this.#reading.steps;
    return this.#query(
      { ask: 'path', from: start, to: end, steps: typeof said === 'number' && said > 1 ? said : MOST_PATH_STEPS },
      { subjects: ends },
    );
  }

  /** In the order of the question, unless a verb says which end is which. */
  #pathEnds(): readonly Reference[] {
    const clause = this.#reading.clauses.find((candidate) => candidate.references.length > 0);
    if (clause !== undefined && clause.others.length > 0) return [...clause.others, ...clause.references];
    const named = [...this.#reading.clauses.flatMap((candidate) => candidate.references), ...this.#reading.scope];
    return named.length === 1 && this.#pronoun.length > 0 ? [...this.#pronoun, ...named] : named;
  }

  #hierarchy(): Planned | undefined {
    const named = this.#reading.scope.length > 0 ? this.#reading.scope : this.#pronoun;
    const subjects = named.map((reference) => ({
      reference,
      entries: entriesFor({ relation: 'inherits', direction: 'in' }, reference),
    }));
    const of = symbolsSet(
      subjects.flatMap((subject) => subject.entries),
      titleOf(named),
    );
    if (named.length === 0) return undefined;
    const sets = this.#reading.hierarchyDirections.map((direction): SymbolSet => ({
      kind: 'related',
      by: { relation: 'inherits', direction, steps: UNBOUNDED_STEPS },
      of,
    }));
    const set: SymbolSet = sets.length === 1 && sets[0] !== undefined ? sets[0] : { kind: 'union', sets };
    return this.#query({ ask: 'list', of: set }, { subjects, answers: set });
  }

  /** Functions that nobody calls; entry points are those that are meant to be called from outside. */
  #unused(): Planned {
    const conditions: Condition[] = [unusedCondition('calls'), ...scopeConditions(this.#reading.scope, this.#reading)];
    if (this.#reading.wish === 'entry-points') {
      conditions.push(
        { is: 'related', by: { relation: 'calls', direction: 'out', steps: 1 } },
        { is: 'not', condition: { is: 'attribute', attribute: 'test' } },
      );
    } else conditions.push({ is: 'not', condition: { is: 'attribute', attribute: 'test' } });
    const of = filtered(
      { kind: 'selection', labels: this.#reading.wish === 'entry-points' ? ['FUNCTION'] : ['FUNCTION', 'METHOD'] },
      conditions,
    );
    return this.#query({ ask: 'list', of }, { subjects: subjectsOf(this.#reading.scope) });
  }

  #listed(): Planned | undefined {
    const made = this.#answerSet();
    if (made === undefined) return undefined;
    const set = this.#projected(made.set);
    const ask = this.#reading.wish === 'count' ? 'count' : this.#reading.wish === 'whether' ? 'exists' : 'list';
    const counted = ask === 'count' && made.isCode ? filtered(set, [{ is: 'kind', labels: ['FUNCTION', 'METHOD'] }]) : set;
    return this.#query({ ask, of: counted }, { subjects: made.subjects, answers: set });
  }

  #answerSet(): { readonly set: SymbolSet; readonly subjects: readonly Subject[]; readonly isCode: boolean } | undefined {
    const reading = this.#reading;
    const context = { steps: reading.steps, pronoun: reading.follows === 'it' ? this.#pronoun : [] };
    const previous = reading.follows === 'those' ? this.#context?.answers : undefined;
    const positive = reading.clauses.filter(
      (clause) =>
        !clause.negated &&
        (clause.references.length > 0 || (clause.isElliptic && previous === undefined && context.pronoun.length > 0)),
    );
    const subjects = reading.clauses.flatMap((clause) => knownSides(clause, previous === undefined ? context : { pronoun: [] }));
    const conditions: Condition[] = [
      ...attributeConditions(reading),
      ...(reading.isUnused ? [unusedCondition(unusedRelation(reading))] : []),
    ];
    const rest = reading.clauses.filter((clause) => clause.references.length > 0);
    if (previous !== undefined) return this.#amongAnswers(previous, { conditions, subjects });
    const generator = positive[0];
    if (generator === undefined) return this.#selected(conditions, subjects);
    const base = this.#generated(generator, context);
    if (base === undefined) return undefined;
    conditions.push(
      ...base.conditions,
      ...rest.filter((clause) => clause !== generator).flatMap((clause) => clauseConditions(clause, reading.steps)),
    );
    conditions.push(...scopeConditions(reading.scope, reading), ...this.#memberConditions());
    const isCode = isAboutCode(generator);
    // "which methods of B does A override": both sides are named.
    conditions.push(...scopeConditions(generator.others, { outside: [], heads: [] }));
    const tests: Condition[] =
      generator.relation === 'covers' && !reading.attributes.some(({ attribute }) => attribute === 'test')
        ? [{ is: 'attribute', attribute: 'test' }]
        : [];
    return { set: filtered(base.set, [...conditions, ...tests]), subjects, isCode };
  }

  /** What is asked about the answers before: picked from them, or related to them. */
  #amongAnswers(
    previous: SymbolSet,
    { conditions, subjects }: { readonly conditions: readonly Condition[]; readonly subjects: readonly Subject[] },
  ) {
    const reading = this.#reading;
    const more = [...conditions, ...scopeConditions(reading.scope, reading), ...this.#memberConditions()];
    const found = setFromAnswers(reading, previous);
    if (found !== undefined) return { set: filtered(found, more), subjects: [], isCode: reading.clauses.length > 0 };
    const named = reading.clauses.filter((clause) => clause.references.length > 0);
    const bare = reading.isUnused ? [] : reading.clauses.filter((clause) => clause.references.length === 0);
    const said = [
      ...named.flatMap((clause) => clauseConditions(clause, reading.steps)),
      ...bare.flatMap((clause) => bareCondition(clause, reading.steps)),
    ];
    return {
      set: filtered(previous, [...said, ...more]),
      subjects,
      isCode: isAboutCode(this.#context?.reading.clauses[0]),
    };
  }

  /** The set of the first clause; more names of it become conditions. */
  #generated(clause: Clause, context: { readonly steps: Reading['steps']; readonly pronoun: readonly Reference[] }) {
    const sides = knownSides(clause, context);
    const first = sides[0];
    if (first === undefined) return undefined;
    const together = clause.join === 'all' || (clause.join === 'each' && !isNounJoin(this.#reading, clause));
    const title = titleOf(sides.map((side) => side.reference));
    const outVariables = this.#wantsVariables(clause);
    const meant: Clause = outVariables ? { ...clause, relation: 'uses' } : clause;
    if (!together || sides.length === 1) {
      const entries = sides.flatMap((side) => side.entries);
      const set = outVariables
        ? variablesUsedBy(symbolsSet(entries, title))
        : clauseSet(meant, entries, { title, steps: context.steps });
      return { set, conditions: withoutConditions(clause, context.steps) };
    }
    const set = clauseSet(meant, first.entries, { title: first.reference.text, steps: context.steps });
    const others = sides
      .slice(1)
      .map((side) => clauseCondition(clause, side.entries, { title: side.reference.text, steps: context.steps }));
    return { set, conditions: [...others, ...withoutConditions(clause, context.steps)] };
  }

  #wantsVariables(clause: Clause): boolean {
    return (
      clause.relation === 'uses' &&
      clause.direction === 'out' &&
      this.#reading.heads.some((kind) => kind === 'field' || kind === 'variable')
    );
  }

  /** "subclasses of X that have a method y". */
  #memberConditions(): Condition[] {
    return this.#reading.memberTests.map(({ names, negated }): Condition => {
      const member = (relation: 'has-method' | 'has-field', label: 'METHOD' | 'FIELD'): Condition => ({
        is: 'related',
        by: { relation, direction: 'out', steps: 1 },
        to: filtered({ kind: 'selection', labels: [label] }, [{ is: 'named', names }]),
      });
      const condition: Condition = { is: 'any', conditions: [member('has-method', 'METHOD'), member('has-field', 'FIELD')] };
      return negated ? { is: 'not', condition } : condition;
    });
  }

  /** No clause gives symbols: members of what is named, or a selection of the whole repository. */
  #selected(
    conditions: Condition[],
    subjects: readonly Subject[],
  ): { readonly set: SymbolSet; readonly subjects: readonly Subject[]; readonly isCode: boolean } | undefined {
    const reading = this.#reading;
    const bare = reading.isUnused
      ? []
      : reading.clauses
          .filter((clause) => clause.references.length === 0)
          .flatMap((clause) => bareCondition(clause, reading.steps));
    const negated = [...bare, ...reading.clauses.flatMap((clause) => clauseConditions(clause, reading.steps))];
    const named = reading.scope.length > 0 ? reading.scope : reading.follows === 'it' ? this.#pronoun : [];
    const container = named.at(-1);
    if (container !== undefined) {
      const tests = this.#testsOf(container);
      if (tests !== undefined) return { set: filtered(tests, conditions), subjects: subjectsOf(named), isCode: true };
      const set = memberSet(reading, container);
      if (set === undefined) return undefined;
      const also = scopeConditions(named.slice(0, -1), reading);
      return {
        set: filtered(set, [...conditions, ...negated, ...also]),
        subjects: [...subjects, ...subjectsOf(named)],
        isCode: false,
      };
    }
    const hasHead =
      reading.heads.some((kind) => kind !== 'code') ||
      reading.attributes.length + reading.texts.length + reading.decorators.length > 0;
    if (!hasHead && !reading.isUnused && negated.length === 0) return undefined;
    // Over a whole repository, a word that was not understood may be the one that matters.
    if (reading.coverage < 1) return undefined;
    const all: Condition[] = [...conditions, ...negated, ...scopeConditions([], reading), ...this.#memberConditions()];
    return { set: filtered({ kind: 'selection', labels: selectionLabels(reading) }, all), subjects, isCode: false };
  }

  /** "tests for X": tests that call it. */
  #testsOf(container: Reference): SymbolSet | undefined {
    const { attributes, heads, steps } = this.#reading;
    const clause = {
      relation: 'covers',
      direction: 'in',
      references: [container],
      join: 'all',
      negated: false,
      others: [],
      without: [],
      isElliptic: false,
    } as const;
    const entries = entriesFor(clause, container);
    const isCode = entries.length > 0 && entries.every((entry) => ['FUNCTION', 'METHOD', 'CLASS'].includes(entry.label));
    const asksTests = attributes.some(({ attribute, negated }) => attribute === 'test' && !negated);
    return asksTests && isCode && heads.length === 0 ? clauseSet(clause, entries, { title: container.text, steps }) : undefined;
  }

  /** "which files call X", "which classes call X": what the answers stand in. */
  #projected(set: SymbolSet): SymbolSet {
    const { heads, clauses } = this.#reading;
    const relation = clauses.find((clause) => clause.references.length > 0 || clause.isElliptic)?.relation;
    if (relation === undefined || !['calls', 'uses', 'creates', 'impact', 'covers'].includes(relation)) return set;
    const sorts = heads.filter((kind) => kind !== 'code');
    if (set.kind === 'related' && set.by.relation === 'imports') return set;
    if (sorts.length === 1 && sorts[0] === 'file' && set.kind !== 'files') return { kind: 'files', of: set };
    if (sorts.length === 1 && sorts[0] === 'class')
      return { kind: 'related', by: { relation: 'has-method', direction: 'in', steps: 1 }, of: set };
    return set;
  }
}
