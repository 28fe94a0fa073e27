import { MOST_PARTS, splitQuestion } from '../compound/split-question.js';
import type { Reading } from '../grammar/reading.js';
import type { SymbolDirectory } from '../names/symbol-entry.js';
import { understand } from '../understand.js';
import { continued } from './merge-follow-up.js';
import { planReading } from './plan-reading.js';
import type { PlanContext, QuestionPlan } from './plan.js';

/** A question, in its conversation. */
export interface QuestionRequest {
  readonly repository: string;
  readonly question: string;
  /** Earlier questions of the conversation, oldest first; only the last few matter. */
  readonly earlier?: readonly string[];
  /** It stands behind another question of the same text. */
  readonly isContinued?: boolean;
}

const MOST_EARLIER = 4;
const MOST_SUGGESTIONS = 5;
const LEAST_COVERAGE = 0.34;

/**
 * Understands a question in English or Chinese and makes one question to the graph of it. Deterministic: the same words over the same graph give the
 * same plan. A question that names something unknown, or that is not understood, is a value that says so.
 *
 * @throws CodexGraphError NOT_FOUND (no such repository), DATABASE_UNAVAILABLE
 */
export async function planQuestion(request: QuestionRequest, directory: SymbolDirectory): Promise<QuestionPlan> {
  return planInContext(request, directory, await planConversation(request, directory));
}

/** What the earlier questions of a conversation leave to lean on. Of a text with several questions, the last that asks something counts. */
export async function planConversation(request: QuestionRequest, directory: SymbolDirectory): Promise<PlanContext | undefined> {
  let context: PlanContext | undefined;
  for (const text of (request.earlier ?? []).slice(-MOST_EARLIER)) {
    const { remarks, questions } = splitQuestion(text);
    for (const question of [...remarks, ...questions].slice(0, MOST_PARTS)) {
      const plan = await planInContext({ ...request, question }, directory, context);
      context = contextAfter(plan, context);
    }
  }
  return context;
}

/** Plans one question on top of those before it. */
export async function planInContext(
  { repository, question, isContinued }: QuestionRequest,
  directory: SymbolDirectory,
  context: PlanContext | undefined,
): Promise<QuestionPlan> {
  const said = await understand(question, repository, directory);
  const reading = isContinued === true && context !== undefined ? continued(said, context) : said;
  const language = reading.language;
  const planned = planReading(reading, context);
  if (planned.kind === 'query')
    return {
      kind: 'query',
      language,
      reading: planned.reading,
      question: planned.question,
      subjects: planned.subjects,
      ...(planned.answers === undefined ? {} : { answers: planned.answers }),
      ...(planned.sift === undefined ? {} : { sift: planned.sift }),
    };
  if (planned.kind === 'missing') {
    const suggestions = await directory.similar(repository, planned.reference.text, MOST_SUGGESTIONS);
    return { kind: 'missing', language, reading, missing: planned.reference, suggestions };
  }
  const unknown = unknownName(reading);
  if (unknown === undefined) {
    const isSearched = reading.topic !== '' && reading.beyond.length === 0;
    return isSearched
      ? { kind: 'search', language, reading, topic: reading.topic }
      : { kind: 'not-understood', language, reading };
  }
  const suggestions = await directory.similar(repository, unknown, MOST_SUGGESTIONS);
  return {
    kind: 'missing',
    language,
    reading,
    missing: { text: unknown, entries: [], isPath: false, isWeak: true },
    suggestions,
  };
}

/** "callers of frobnicate": a word that can only be a name and is none. */
function unknownName(reading: Reading): string | undefined {
  if (reading.beyond.length > 0 || reading.wish === 'reason') return undefined;
  const hasClause =
    reading.clauses.some((clause) => clause.isElliptic) || ['locate', 'signature', 'source', 'purpose'].includes(reading.wish);
  if (!hasClause || reading.coverage < LEAST_COVERAGE) return undefined;
  return reading.unknownWords.length === 1 ? reading.unknownWords[0] : undefined;
}

/** What the next question may lean on. A question that failed leaves the topic as it was. */
export function contextAfter(plan: QuestionPlan, before: PlanContext | undefined): PlanContext | undefined {
  if (plan.kind !== 'query') return before;
  const subjects = plan.subjects.length > 0 ? plan.subjects : (before?.subjects ?? []);
  return {
    reading: plan.reading,
    subjects,
    ...(plan.answers === undefined ? {} : { answers: plan.answers }),
    ...(plan.sift === undefined ? {} : { sift: plan.sift }),
  };
}
