import type { DraftExample } from '../builders/dataset-builder.js';
import { type LicenceVerdict, licenceVerdict } from '../cleaning/licences.js';
import { NearDuplicateIndex, normalisedText } from '../cleaning/near-duplicates.js';
import { scrubSecrets } from '../cleaning/secrets.js';
import { canonicalJson, type JsonObject, mapTexts, sha256, textsOf } from '../json.js';
import type { RunTrace } from '../trace/run-trace.js';

/** An example of a data set. */
export interface Example {
  /** sha256 of its body. */
  readonly id: string;
  readonly body: JsonObject;
  readonly runId: string;
  readonly repository: string;
  readonly tokens: number;
}

/** Why examples were left out or changed, and how many; `secrets` counts places by kind. */
export interface CleaningCounts {
  readonly drafts: number;
  readonly licence: number;
  readonly rowsDiffer: number;
  readonly tooLong: number;
  readonly likeEvaluation: number;
  readonly duplicates: number;
  readonly nearDuplicates: number;
  readonly overCap: number;
  readonly kept: number;
  readonly secrets: Readonly<Record<string, number>>;
}

/** Bounds of a data set. */
export interface ExampleCaps {
  readonly perRepository: number;
  readonly perUserAndDay: number;
  readonly tokens: number;
}

/** What cleaning asks of others. */
export interface CleaningParts {
  /** SPDX expression by repository; absent: unknown. */
  readonly licences: ReadonlyMap<string, string>;
  readonly caps: ExampleCaps;
  /** Questions that models are judged by: nothing like them is learned. */
  readonly evaluation: readonly string[];
  /** True when the query still gives those rows. */
  readonly givesSameRows: (check: NonNullable<DraftExample['check']>) => Promise<boolean>;
  readonly countTokens: (text: string) => number;
}

type Reason = Exclude<keyof CleaningCounts, 'drafts' | 'kept' | 'secrets'>;

/**
 * Cleans drafts, in this order: licence, rows that must come out again, secrets, length, likeness to evaluation questions, exact and near duplicates,
 * caps. Of duplicates the one that people liked best stays, then the oldest.
 *
 * @returns examples sorted by id
 */
export async function cleanExamples(
  drafts: readonly DraftExample[],
  parts: CleaningParts,
): Promise<{ readonly examples: readonly Example[]; readonly counts: CleaningCounts }> {
  const cleaner = new Cleaner(parts);
  for (const draft of [...drafts].sort(byWorth)) await cleaner.take(draft);
  return cleaner.result(drafts.length);
}

class Cleaner {
  readonly #parts: CleaningParts;
  readonly #left: Record<Reason, number> = {
    licence: 0,
    rowsDiffer: 0,
    tooLong: 0,
    likeEvaluation: 0,
    duplicates: 0,
    nearDuplicates: 0,
    overCap: 0,
  };
  readonly #secrets: Record<string, number> = {};
  readonly #examples = new Map<string, Example>();
  readonly #seen = new Set<string>();
  readonly #similar = new NearDuplicateIndex();
  readonly #evaluation = new NearDuplicateIndex();
  readonly #evaluationTexts: ReadonlySet<string>;
  readonly #taken = new Map<string, number>();

  constructor(parts: CleaningParts) {
    this.#parts = parts;
    this.#evaluationTexts = new Set(parts.evaluation.map(normalisedText));
    for (const question of parts.evaluation) this.#evaluation.add(question);
  }

  async take(draft: DraftExample): Promise<void> {
    const example = await this.#examined(draft);
    if (typeof example === 'string') this.#left[example]++;
    else this.#examples.set(example.id, example);
  }

  result(drafts: number) {
    const examples = [...this.#examples.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    const secrets = Object.fromEntries(Object.entries(this.#secrets).sort(([left], [right]) => (left < right ? -1 : 1)));
    return { examples, counts: { drafts, ...this.#left, kept: examples.length, secrets } };
  }

  async #examined(draft: DraftExample): Promise<Example | Reason> {
    const { trace } = draft;
    if (!mayLearn(licenceVerdict(this.#parts.licences.get(trace.repository)), draft.holdsSource)) return 'licence';
    if (draft.check !== undefined && !(await this.#parts.givesSameRows(draft.check))) return 'rowsDiffer';
    const body = mapTexts(draft.body, (text) => this.#scrubbed(text));
    const json = canonicalJson(body);
    const tokens = this.#parts.countTokens(textsOf(body).join('\n'));
    if (tokens > this.#parts.caps.tokens) return 'tooLong';
    if (this.#isLikeEvaluation(trace)) return 'likeEvaluation';
    return this.#unrepeated({ id: sha256(json), body, runId: trace.runId, repository: trace.repository, tokens }, trace);
  }

  #unrepeated(example: Example, trace: RunTrace): Example | Reason {
    const text = normalisedText(textsOf(example.body).join('\n'));
    const digest = sha256(text);
    if (this.#seen.has(digest)) return 'duplicates';
    if (this.#similar.find(text) !== undefined) return 'nearDuplicates';
    if (!this.#fits(trace)) return 'overCap';
    this.#seen.add(digest);
    this.#similar.add(text);
    return example;
  }

  #isLikeEvaluation({ question }: RunTrace): boolean {
    return this.#evaluationTexts.has(normalisedText(question)) || this.#evaluation.find(question) !== undefined;
  }

  #scrubbed(text: string): string {
    const scrubbed = scrubSecrets(text);
    for (const [kind, count] of Object.entries(scrubbed.found)) this.#secrets[kind] = (this.#secrets[kind] ?? 0) + count;
    return scrubbed.text;
  }

  #fits(trace: RunTrace): boolean {
    const { perRepository, perUserAndDay } = this.#parts.caps;
    const places = [
      [`repository ${trace.repository}`, perRepository],
      [`user ${trace.user} ${trace.createdAt.slice(0, 'YYYY-MM-DD'.length)}`, perUserAndDay],
    ] as const;
    if (places.some(([place, most]) => (this.#taken.get(place) ?? 0) >= most)) return false;
    for (const [place] of places) this.#taken.set(place, (this.#taken.get(place) ?? 0) + 1);
    return true;
  }
}

function mayLearn(verdict: LicenceVerdict, holdsSource: boolean): boolean {
  return verdict === 'allow' || (verdict === 'names' && !holdsSource);
}

/** Best judged first, then oldest; the run's id makes the order whole. */
function byWorth(left: DraftExample, right: DraftExample): number {
  const worth = judged(right.trace) - judged(left.trace);
  if (worth !== 0) return worth;
  const [one, other] = [orderOf(left), orderOf(right)];
  return one < other ? -1 : one === other ? 0 : 1;
}

function orderOf({ trace, body }: DraftExample): string {
  return `${trace.createdAt} ${trace.runId} ${canonicalJson(body)}`;
}

function judged({ feedback }: RunTrace): number {
  return Number(feedback.thumb === 'up') + Number(feedback.preference === 'won');
}
