import type { SymbolDirectory } from '../names/symbol-entry.js';
import { contextAfter, planConversation, planInContext, type QuestionRequest } from '../planning/plan-question.js';
import type { PlanContext, QuestionPlan } from '../planning/plan.js';
import { MOST_PARTS, splitQuestion } from './split-question.js';

/** One question of a text that may hold several. */
export interface PlannedPart {
  /** Its own words. */
  readonly text: string;
  readonly plan: QuestionPlan;
}

/** A text with its questions, in order; at least one. */
export interface PlannedQuestions {
  readonly parts: readonly PlannedPart[];
  /** Questions beyond the first {@link MOST_PARTS}, which were not planned. */
  readonly left: readonly string[];
}

/**
 * Plans every question of a text: "what inherits from A, and where is B defined?" is two. A later one may lean on the one before it ("which of those
 * are tests?"). The parts of a text are those of `splitQuestion` as long as each of them means something by itself, or the text as a whole does not;
 * else the text is one question.
 *
 * @throws CodexGraphError NOT_FOUND (no such repository), DATABASE_UNAVAILABLE
 */
export async function planParts(request: QuestionRequest, directory: SymbolDirectory): Promise<PlannedQuestions> {
  const before = await planConversation(request, directory);
  const { remarks, questions: texts } = splitQuestion(request.question);
  const whole = async (): Promise<PlannedPart> => {
    const plan = await planInContext(request, directory, before);
    return { text: request.question, plan };
  };
  if (texts.length < 2 && remarks.length === 0) return { parts: [await whole()], left: [] };
  const parts = await planEach(request, directory, {
    texts: texts.slice(0, MOST_PARTS),
    before: await contextOf(request, directory, { remarks, before }),
  });
  const left = texts.slice(MOST_PARTS);
  if (parts.every(({ plan }) => isMeant(plan))) return { parts, left };
  const single = await whole();
  const isWhole = single.plan.kind === 'query' && single.plan.reading.coverage === 1;
  return isWhole || !parts.some(({ plan }) => plan.kind === 'query') ? { parts: [single], left: [] } : { parts, left };
}

/** What remarks before the first question leave to lean on: the names that they tell of. */
async function contextOf(
  request: QuestionRequest,
  directory: SymbolDirectory,
  { remarks, before }: { readonly remarks: readonly string[]; readonly before: PlanContext | undefined },
): Promise<PlanContext | undefined> {
  let context = before;
  for (const question of remarks.slice(0, MOST_PARTS)) {
    context = contextAfter(await planInContext({ ...request, question }, directory, undefined), context);
  }
  return context;
}

async function planEach(
  request: QuestionRequest,
  directory: SymbolDirectory,
  { texts, before }: { readonly texts: readonly string[]; readonly before: PlanContext | undefined },
): Promise<PlannedPart[]> {
  const parts: PlannedPart[] = [];
  let context = before;
  for (const text of texts) {
    const plan = await planInContext({ ...request, question: text, isContinued: parts.length > 0 }, directory, context);
    if (!parts.some((earlier) => isSamePlan(earlier.plan, plan))) parts.push({ text, plan });
    context = contextAfter(plan, context);
  }
  return parts;
}

/** "signature and parameters of X" asks one thing twice. */
function isSamePlan(first: QuestionPlan, second: QuestionPlan): boolean {
  return (
    first.kind === 'query' &&
    second.kind === 'query' &&
    first.reading.wish === second.reading.wish &&
    JSON.stringify([first.question, first.sift]) === JSON.stringify([second.question, second.sift])
  );
}

/** Understood, or about a written name that is nowhere. */
function isMeant(plan: QuestionPlan): boolean {
  return plan.kind === 'query' || (plan.kind === 'missing' && !plan.missing.isWeak);
}
