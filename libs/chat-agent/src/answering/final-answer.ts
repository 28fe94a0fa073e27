import { schemaText } from '@codexgraph/cypher-agent';
import { quotedInline, withoutThinking, type AnswerValue, type Citation } from '@codexgraph/llm';
import type { RemovedCitation } from '../run-events.js';
import { conversationText } from '../running/conversation-memory.js';
import { quotedFileText } from '../running/file-input.js';
import { cutText } from '../running/fit-messages.js';
import { limitSentence } from '../running/run-budget.js';
import { renderMessages, runRequest, type RenderedMessages, type RunContext, type SearchResult } from '../running/run-context.js';
import { verifyPlaces } from './inline-places.js';
import { withoutInstructions } from './prompt-leaks.js';
import { readAnswer } from './references.js';
import { answerParts, renderChatAnswer } from './render-answer.js';
import { verifyReferences } from './verify-references.js';

/** An answer whose references were checked. */
export interface FinalAnswer {
  readonly text: string;
  readonly value?: AnswerValue;
  readonly citations: readonly Citation[];
  readonly removed: readonly RemovedCitation[];
}

const FINDINGS_SHARE = 0.5;
const FILE_SHARE = 0.25;
const CODE_SHARE = 0.15;

/** The user message that hands everything found to the model which makes the result. */
export async function findingsMessages(
  context: RunContext,
  search: SearchResult,
  system: { readonly id: string; readonly values: Readonly<Record<string, string>> },
): Promise<RenderedMessages> {
  const { messages, budget, question, conversation, file } = context;
  const share = (part: number) => ({ ...messages, tokens: Math.floor(messages.tokens * part) });
  const remarks = [
    ...(search.draft === undefined ? [] : [`A draft of the answer:\n${search.draft}`]),
    ...(budget.reached === undefined ? [] : [limitSentence(budget.reached, budget.limits)]),
  ];
  return renderMessages(context.prompts, [
    { role: 'system', ...system },
    {
      role: 'user',
      id: 'answer/context',
      values: {
        conversation: conversationText(conversation),
        question,
        file: file === undefined ? '' : quotedFileText(file, share(FILE_SHARE)),
        findings: findingsText(search, share(FINDINGS_SHARE)),
        code: await context.search.code(question, share(CODE_SHARE)),
        remarks: remarks.join('\n\n'),
      },
    },
  ]);
}

/** Newest reports first get their place; they are shown in their order. */
function findingsText({ reports }: SearchResult, budget: Parameters<typeof cutText>[1]): string {
  if (reports.length === 0) return '(Nothing was searched for.)';
  let left = budget.tokens;
  const kept: string[] = [];
  for (const { text } of [...reports].reverse()) {
    const cut = cutText(text, { ...budget, tokens: Math.max(left, 0) });
    left -= budget.countTokens(cut);
    kept.unshift(cut);
  }
  return kept.join('\n\n');
}

/** Asks for the final answer and checks it. Undefined when the model does not finish in time. @throws what the model and the readers throw */
export async function finalAnswer(context: RunContext, search: SearchResult): Promise<FinalAnswer | undefined> {
  const rendered = await findingsMessages(context, search, { id: context.protocol.answerPrompt, values: {} });
  const request = runRequest(context, rendered, {
    role: 'generation',
    stage: 'answer',
    round: search.rounds,
    reports: search.reports,
    ...(search.draft === undefined ? {} : { draft: search.draft }),
  });
  const reply = await context.calls.finish(request);
  if (reply === undefined) return undefined;
  return checkedAnswer(reply.text, context);
}

/** Checks the references and places of an answer against the graph, and takes instructions out of it. @throws what the readers throw */
export async function checkedAnswer(reply: string, context: RunContext): Promise<FinalAnswer> {
  const { text, references, value } = readAnswer(withoutThinking(reply));
  const { verified, removed } = await verifyReferences(references, context);
  const places = await verifyPlaces(text, { ...context, verified });
  const clean = withoutInstructions(places.text, instructionTexts(context));
  const allRemoved = [...removed, ...places.removed];
  context.recorder.tell({ kind: 'citations', verified, removed: allRemoved });
  return {
    text: renderedAnswer(clean.text, { citations: verified, removed: allRemoved, isChat: context.protocol.name === 'markers' }),
    ...(value === undefined ? {} : { value }),
    citations: verified,
    removed: allRemoved,
  };
}

function renderedAnswer(
  text: string,
  parts: { readonly citations: readonly Citation[]; readonly removed: readonly RemovedCitation[]; readonly isChat: boolean },
): string {
  const shown = parts.isChat ? renderChatAnswer(answerParts(text), parts.citations) : text.trim();
  if (parts.removed.length === 0) return shown;
  const names = parts.removed.slice(0, 5).map(({ written }) => quotedInline(written));
  return `${shown}\n\n_Not verified, and removed: ${names.join('; ')}${parts.removed.length > names.length ? ', ...' : ''}_`;
}

/** All texts of prompts without what users and repositories put into them, and the system prompt of the run as it was given. */
function instructionTexts({ prompts, protocol, task, budget }: RunContext): readonly string[] {
  const opening = {
    task,
    question: '',
    conversation: '',
    file: '',
    seeds: '',
    rounds: budget.limits.rounds,
    schema: schemaText(),
  };
  const system = protocol.opening(opening).filter(({ role }) => role === 'system');
  return [
    ...prompts.ids.map((id) => prompts.render(id, Object.fromEntries(prompts.variablesOf(id).map((name) => [name, '']))).text),
    ...renderMessages(prompts, system).messages.map(({ content }) => content),
  ];
}
