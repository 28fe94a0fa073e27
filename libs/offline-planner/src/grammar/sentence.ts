import type { Concept, KindConcept, RoleConcept, VerbConcept } from '../words/concepts.js';
import type { QuestionLanguage } from '../words/token.js';
import type { Item, Reference } from './reference.js';

/** The items of a question with simple questions about them. Indexes are positions among the items. */
export class Sentence {
  readonly items: readonly Item[];
  readonly language: QuestionLanguage;

  constructor(items: readonly Item[], language: QuestionLanguage) {
    this.items = items;
    this.language = language;
  }

  get isChinese(): boolean {
    return this.language === 'zh';
  }

  concept(index: number): Concept | undefined {
    const item = this.items[index];
    return item?.kind === 'concept' ? item.concept : undefined;
  }

  is(index: number, ...names: readonly Concept['is'][]): boolean {
    const concept = this.concept(index);
    return concept !== undefined && names.includes(concept.is);
  }

  verb(index: number): VerbConcept | undefined {
    const concept = this.concept(index);
    return concept?.is === 'verb' ? concept.verb : undefined;
  }

  role(index: number): RoleConcept | undefined {
    const concept = this.concept(index);
    return concept?.is === 'role' ? concept.role : undefined;
  }

  kind(index: number): KindConcept | undefined {
    const concept = this.concept(index);
    return concept?.is === 'kind' ? concept.kind : undefined;
  }

  reference(index: number): Reference | undefined {
    const item = this.items[index];
    return item?.kind === 'reference' ? item.reference : undefined;
  }

  isMark(index: number): boolean {
    return this.items[index]?.kind === 'mark';
  }

  isFiller(index: number): boolean {
    return this.is(index, 'filler', 'show');
  }

  text(index: number): string {
    return this.items[index]?.text.toLowerCase() ?? '';
  }

  /** Indexes of the items that fulfil a condition. */
  where(test: (index: number) => boolean): number[] {
    return [...this.items.keys()].filter(test);
  }

  has(...names: readonly Concept['is'][]): boolean {
    return this.items.some((_, index) => this.is(index, ...names));
  }

  hasRole(...roles: readonly RoleConcept[]): boolean {
    return this.items.some((_, index) => roles.some((role) => this.role(index) === role));
  }

  hasVerb(...verbs: readonly VerbConcept[]): boolean {
    return this.items.some((_, index) => verbs.some((verb) => this.verb(index) === verb));
  }

  /** The sentence with these items read as filler: what they say is taken care of. */
  without(indexes: readonly number[]): Sentence {
    const items = this.items.map((item, index): Item => {
      if (!indexes.includes(index)) return item;
      return { kind: 'concept', concept: { is: 'filler' }, text: '', start: item.start, end: item.end };
    });
    return new Sentence(items, this.language);
  }

  /** The nearest earlier item that is not filler. */
  before(index: number): number {
    let at = index - 1;
    while (at >= 0 && this.is(at, 'filler')) at--;
    return at;
  }

  /** The nearest later item that is not filler. */
  after(index: number): number {
    let at = index + 1;
    while (at < this.items.length && this.is(at, 'filler')) at++;
    return at;
  }
}
