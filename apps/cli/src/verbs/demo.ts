import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { IndexReport } from '@codexgraph/graph-model';
import { EXIT } from '../framework/exit-codes.js';
import { portOption } from '../framework/port-option.js';
import { defineVerb } from '../framework/verb.js';
import type { VerbContext } from '../framework/verb-context.js';
import { reportJson, reportLines, showIndexProgress } from '../indexing/index-report.js';
import { defaultRepositoryName } from '../indexing/repository-name.js';
import { withIndexer } from '../open-graph.js';
import type { DemoAnswer } from '../demo/ask-demo-questions.js';

/** The main job from nothing to two answers. */
export const verb = defineVerb({
  summary: 'start everything, index a folder and answer two questions about it',
  configure(command) {
    command
      .argument('[path]', 'folder to index (default: this very repository)')
      .option('--once', 'stop everything that was started, instead of staying until Ctrl-C')
      .option('--port <number>', 'port of the API')
      .option('--json', 'print report and answers as JSON');
  },
  options: z.object({ once: z.boolean().optional(), port: portOption, json: z.boolean().optional() }),
  async run(context, { positionals, options }) {
    const { joinOrRunServer } = await import('../server/run-server.js');
    const path = positionals[0] === undefined ? context.root : resolve(positionals[0]);
    const name = path === context.root ? 'codexgraph' : defaultRepositoryName(path);
    const { checkFolder } = await import('@codexgraph/indexer');
    await checkFolder(path);
    const server = await joinOrRunServer(context, options.port === undefined ? {} : { port: options.port });
    try {
      const { report, answers } = await indexAndAsk(context, name, path);
      if (options.json === true) {
        const { demoAnswerJson } = await import('../demo/ask-demo-questions.js');
        context.output.json({ url: server.url, report: reportJson(report), answers: answers.map(demoAnswerJson) });
      } else await showAll(context, { url: server.url, report, answers });
      if (options.once !== true && !server.joined) await untilInterrupted(context, server.failure);
      return answers.length === 2 || options.once !== true ? EXIT.done : EXIT.failed;
    } finally {
      if (!server.joined) context.output.say('Stopping ...');
      await server.stop();
    }
  },
});

async function indexAndAsk(
  context: VerbContext,
  name: string,
  path: string,
): Promise<{ readonly report: IndexReport; readonly answers: readonly DemoAnswer[] }> {
  const report = await withIndexer(context, async (indexer, { refreshSearch }) => {
    const { onProgress, end } = showIndexProgress(context.progress);
    const source = { kind: 'folder', location: path, subfolder: '' } as const;
    context.output.say(`Indexing ${basename(path)} ...`);
    const indexed = await indexer.index({ name, source }, { signal: context.signal, onProgress }).finally(end);
    await refreshSearch(name);
    return indexed;
  });
  return { report, answers: await askAgents(context, name) };
}

async function showAll(
  context: VerbContext,
  found: { readonly url: string; readonly report: IndexReport; readonly answers: readonly DemoAnswer[] },
): Promise<void> {
  const { url, report, answers } = found;
  const { demoAnswerLines } = await import('../demo/ask-demo-questions.js');
  const lines = [...reportLines(report), '', ...answers.flatMap(demoAnswerLines), ...nextSteps(url, report.repository)];
  for (const line of lines) context.output.line(line);
}

/** The two questions, asked as `codexgraph ask` asks them. */
async function askAgents(context: VerbContext, repository: string): Promise<readonly DemoAnswer[]> {
  const { withAssistant } = await import('../asking/open-assistant.js');
  const { askDemoQuestions } = await import('../demo/ask-demo-questions.js');
  return withAssistant(context, (assistant, store) =>
    askDemoQuestions(assistant, { reader: store.graphs, repository, signal: context.signal }),
  );
}

function nextSteps(url: string, name: string): readonly string[] {
  return [
    `GraphQL: ${url}`,
    'Try next:',
    '  ./codexgraph index PATH --name NAME     index a repository of yours',
    `  ./codexgraph watch ${name}     edit a file and see the graph follow`,
    `  ./codexgraph search --repo ${name} "how are jobs retried"     find code by what it does`,
    `  ./codexgraph export ${name} --out graph.jsonl     the whole graph as JSON lines`,
  ];
}

function untilInterrupted(context: VerbContext, failure: Promise<never>): Promise<void> {
  context.output.say('Everything runs until Ctrl-C.');
  const interrupted = new Promise<void>((resolvePromise) => {
    const alive = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(alive);
      resolvePromise();
    };
    if (context.signal.aborted) end();
    else context.signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([interrupted, failure]);
}
