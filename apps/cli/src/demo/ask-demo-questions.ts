import type { Assistant } from '@codexgraph/assistant';
import type { AgentName } from '@codexgraph/chat-agent';
import type { GraphReaderPort } from '@codexgraph/graph-model';
import { askQuestion, type AskResult } from '../asking/ask-question.js';
import { chooseDemoQuestions } from './demo-questions.js';

/** A question with what an agent answered. */
export interface DemoAnswer {
  readonly question: string;
  readonly agent: AgentName;
  readonly result: AskResult;
}

/** One agent for each question, so that both are seen. */
const AGENTS: readonly AgentName[] = ['chat', 'general'];

/** Asks the agents the questions that fit a repository; fewer than two where it has not enough to ask about. @throws as {@link askQuestion} */
export async function askDemoQuestions(
  assistant: Assistant,
  { reader, repository, signal }: { readonly reader: GraphReaderPort; readonly repository: string; readonly signal: AbortSignal },
): Promise<readonly DemoAnswer[]> {
  const questions = await chooseDemoQuestions(reader, repository);
  return Promise.all(
    questions.map(async (question, index): Promise<DemoAnswer> => {
      const agent = AGENTS[index % AGENTS.length] ?? 'chat';
      const request = { repository, agent, task: 'question-answering', question, earlier: [] } as const;
      return { question, agent, result: await askQuestion(assistant, request, { signal }) };
    }),
  );
}

/** Question and answer as `ask --json` gives it, without the trace. */
export function demoAnswerJson({ question, result }: DemoAnswer): object {
  const { trace: _trace, ...answer } = result;
  return { question, ...answer };
}

/** Question, agent, and the place of each part of the answer. */
export function demoAnswerLines({ question, agent, result }: DemoAnswer): readonly string[] {
  const who = result.model === 'offline' ? `${agent} agent, without a language model` : `${agent} agent, ${result.model}`;
  const places = result.citations.map(({ class: owner, name, file_path: path, start_line: line }) => {
    const symbol = owner === undefined ? name : `${owner}.${name}`;
    return `   ${symbol}  ${path}${line === undefined ? '' : `:${String(line)}`}`;
  });
  return [`Q: ${question}  (${who}, ${String(result.seconds)} s)`, ...places, ''];
}
