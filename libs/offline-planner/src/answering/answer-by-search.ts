import type { SymbolEntry } from '../names/symbol-entry.js';
import type { SearchPlan } from '../planning/plan.js';
import { citationOf, type PlannedAnswer } from './answer.js';
import { answerWithoutRows } from './answer-without-rows.js';
import { citedName, kindWord, say } from './phrases.js';

/** Finds code by what it is about. Passed in by who composes the planner; without it such questions are not answered. */
export interface TopicSearcher {
  /** Best first; empty when nothing is near enough. */
  search(request: TopicRequest, signal?: AbortSignal): Promise<readonly TopicHit[]>;
}

/** What is looked for. */
export interface TopicRequest {
  readonly repository: string;
  /** The question as asked. */
  readonly question: string;
  /** Its words without those that only ask. */
  readonly topic: string;
  readonly limit: number;
  /** Hears, in sentences, what limits what was found. */
  readonly onNote?: (note: string) => void;
}

/** A symbol that fits a topic. */
export interface TopicHit {
  readonly entry: SymbolEntry;
  /** Why, in a few words. */
  readonly reason?: string;
}

/** Hits that an answer names. */
const MOST_HITS = 8;

/** The answer to a question about a topic, by a search that says what limits it; the same as without a search when nothing is found. */
export async function answerBySearch(
  plan: SearchPlan,
  question: Pick<TopicRequest, 'repository' | 'question'>,
  search: (request: TopicRequest) => Promise<readonly TopicHit[]>,
): Promise<PlannedAnswer> {
  const notes: string[] = [];
  const hits = await search({ ...question, topic: plan.topic, limit: MOST_HITS, onNote: (note) => notes.push(note) });
  const answer = hits.length === 0 ? answerWithoutRows(plan) : answerFromHits(plan, hits);
  return notes.length === 0 ? answer : { ...answer, limits: notes.join(' ') };
}

function answerFromHits(plan: SearchPlan, hits: readonly TopicHit[]): PlannedAnswer {
  const { language, topic } = plan;
  const head = say(language, `By search for \`${topic}\`, most alike first:`, `按含义搜索 \`${topic}\`，最相近的在前：`);
  const lines = hits.map(({ entry, reason }) => {
    const why = reason === undefined ? '' : ` — ${reason}`;
    return `- ${citedName(entry)}, ${kindWord(entry, language)}${why}`;
  });
  return {
    text: [head, ...lines].join('\n'),
    citations: hits.map(({ entry }) => citationOf(entry)),
    plan: say(language, `search for ${topic}`, `搜索 ${topic}`),
  };
}
