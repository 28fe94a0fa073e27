import type { Reading } from '../grammar/reading.js';
import type { SymbolDirectory } from '../names/symbol-entry.js';
import { understand } from '../understand.js';
import { planReading } from './plan-reading.js';
import type { PlanContext, QuestionPlan } from './plan.js';

/** A question, in its conversation. */
export interface QuestionRequest {
  readonly repository: string;
  readonly question: string;
  /** Earlier questions of the conversation, oldest first; only the last few matter. */
  readonly earlier?: readonly string[];
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
  let context: PlanContext | undefined;
  for (const question of (request.earlier ?? []).slice(-MOST_EARLIER)) {
    const plan = await planInContext({ ...request, question }, directory, context);
    context = contextAfter(plan, context);
  }
  return planInContext(request, directory, context);
}

async function planInContext(
  { repository, question }: QuestionRequest,
  directory: SymbolDirectory,
  context: PlanContext | undefined,
): Promise<QuestionPlan> {
  const reading = await understand(question, repository, directory);
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
    };
  if (planned.kind === 'missing') {
    const suggestions = await directory.similar(repository, planned.reference.text, MOST_SUGGESTIONS);
    return { kind: 'missing', language, reading, missing: planned.reference, suggestions };
  }
  const unknown = unknownName(reading);
  if (unknown === undefined) return { kind: 'not-understood', language, reading };
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
  const hasClause =
    reading.clauses.some((clause) => clause.isElliptic) || ['locate', 'signature', 'source', 'purpose'].includes(reading.wish);
  if (!hasClause || reading.coverage < LEAST_COVERAGE) return undefined;
  return reading.unknownWords.length === 1 ? reading.unknownWords[0] : undefined;
}

/** What the next question may lean on. A question that failed leaves the topic as it was. */
function contextAfter(plan: QuestionPlan, before: PlanContext | undefined): PlanContext | undefined {
  if (plan.kind !== 'query') return before;
  const subjects = plan.subjects.length > 0 ? plan.subjects : (before?.subjects ?? []);
  return { reading: plan.reading, subjects, ...(plan.answers === undefined ? {} : { answers: plan.answers }) };
}
