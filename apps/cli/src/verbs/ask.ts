import { CodexGraphError, type CypherRunner } from '@codexgraph/graph-model';
import type { GraphStore } from '@codexgraph/graph-store';
import { z } from 'zod';
import type { AskRequest } from '../asking/ask-question.js';
import { withRunner } from '../cypher/open-runner.js';
import { UsageError } from '../framework/usage-error.js';
import type { VerbContext } from '../framework/verb-context.js';
import { defineVerb } from '../framework/verb.js';

const options = z.object({
  repo: z.string(),
  agent: z.enum(['general', 'chat']),
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
      .option('--agent <agent>', 'general or chat', 'general')
      .option('--json', 'print the answer as JSON')
      .option('--batch', 'read JSON lines {id, question, turns?} from standard input, write one line each');
  },
  options,
  async run(context, input) {
    const words = input.positionals.flat().filter((word) => word !== undefined);
    const question = words.join(' ').trim();
    if (input.options.batch && question !== '')
      throw new UsageError('With --batch the questions come from standard input; leave QUESTION out.');
    if (!input.options.batch && question === '')
      throw new UsageError('Write the question: codexgraph ask --repo NAME "who calls f?"');
    await withRunner(context, async (runner, store) => {
      await answer(context, { runner, store, question, ...input.options });
    });
    return undefined;
  },
});

interface Asking extends z.infer<typeof options> {
  readonly runner: CypherRunner;
  readonly store: GraphStore;
  readonly question: string;
}

async function answer(context: VerbContext, asking: Asking): Promise<void> {
  const { OfflinePlanner } = await import('@codexgraph/offline-planner');
  const { answerLines, askQuestion } = await import('../asking/ask-question.js');
  const repository = await asking.store.graphs.repository(asking.repo);
  if (repository === undefined)
    throw new CodexGraphError('NOT_FOUND', `There is no repository "${asking.repo}"; "codexgraph repos" lists them.`);
  const planner = new OfflinePlanner(asking.runner);
  const ask = (question: string, earlier: readonly string[]) => {
    const request: AskRequest = {
      repository: repository.name,
      revision: repository.revision,
      agent: asking.agent,
      question,
      earlier,
    };
    return askQuestion(planner, request, context.signal);
  };
  if (asking.batch) {
    const { runAskBatch } = await import('../asking/ask-batch.js');
    await runAskBatch(process.stdin, { ask, signal: context.signal, write: (line) => context.output.stream(`${line}\n`) });
    return;
  }
  const result = await ask(asking.question, []);
  if (asking.json) context.output.json(result);
  else for (const line of answerLines(result)) context.output.line(line);
}
