import type { AgentTask } from '@codexgraph/llm';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import type { AskRequest } from '../asking/ask-question.js';
import { withAssistant } from '../asking/open-assistant.js';
import { UsageError } from '../framework/usage-error.js';
import { defineVerb } from '../framework/verb.js';

const TASKS = ['question-answering', 'new-code', 'comments', 'unit-tests', 'debugging'] as const satisfies readonly AgentTask[];

const options = z.object({
  repo: z.string(),
  agent: z.enum(['general', 'chat']),
  task: z.enum(TASKS),
  file: z.string().optional(),
  json: z.boolean().default(false),
  batch: z.boolean().default(false),
});

/** Answers a question about a repository. */
export const verb = defineVerb({
  summary: 'ask a question about a repository, in English or Chinese',
  configure(command) {
    command
      .argument('[question...]', 'the question, in words; several arguments are joined by spaces')
      .requiredOption('--repo <name>', 'name of the repository')
      .option('--agent <agent>', 'general or chat', 'chat')
      .option('--task <task>', TASKS.join(', '), TASKS[0])
      .option('--file <path>', 'file of the repository that the question is about; path:10-20 for some lines')
      .option('--json', 'print the answer and its whole trace as JSON')
      .option('--batch', 'read JSON lines {id, question, turns?} from standard input, write one line each');
  },
  options,
  async run(context, { positionals, options: { repo, agent, task, file, json, batch } }) {
    const words = positionals.flat().filter((word) => word !== undefined);
    const question = words.join(' ').trim();
    if (batch && question !== '')
      throw new UsageError('With --batch the questions come from standard input; leave QUESTION out.');
    if (!batch && question === '') throw new UsageError('Write the question: codexgraph ask --repo NAME "who calls f?"');
    await withAssistant(context, async (assistant, store) => {
      if ((await store.graphs.repository(repo)) === undefined)
        throw new CodexGraphError('NOT_FOUND', `There is no repository "${repo}"; "codexgraph repos" lists them.`);
      const { askQuestion } = await import('../asking/ask-question.js');
      const { answerLines, progressLine } = await import('../asking/run-lines.js');
      const { output, signal } = context;
      const request = (text: string, earlier: readonly string[]): AskRequest => {
        const filePath = file === undefined ? {} : { filePath: file };
        return { repository: repo, agent, task, question: text, earlier, ...filePath };
      };
      if (batch) {
        const { runAskBatch } = await import('../asking/ask-batch.js');
        const ask = (text: string, earlier: readonly string[]) => askQuestion(assistant, request(text, earlier), { signal });
        await runAskBatch(process.stdin, { ask, signal, write: (line) => output.stream(`${line}\n`) });
        return;
      }
      const onEvent = (event: Parameters<typeof progressLine>[0]): void => {
        const line = progressLine(event);
        if (line !== undefined) output.say(line);
      };
      const result = await askQuestion(assistant, request(question, []), { signal, onEvent });
      if (json) output.json(result);
      else for (const line of answerLines(result)) output.line(line);
    });
    return undefined;
  },
});
