import { z } from 'zod';
import type { IndexReport } from '@codexgraph/graph-model';
import { EXIT } from '../framework/exit-codes.js';
import { reportError } from '../framework/report-error.js';
import { defineVerb } from '../framework/verb.js';
import { reportJson, showIndexProgress } from '../indexing/index-report.js';
import { withIndexer } from '../open-graph.js';

/** Follows a folder and publishes each change. */
export const verb = defineVerb({
  summary: 'follow a folder and keep its graph up to date until Ctrl-C',
  configure(command) {
    command.argument('<name>', 'name of the repository').option('--json', 'print one report a change as JSON lines');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { positionals, options }) {
    const show = (report: IndexReport): void => {
      if (options.json === true) context.output.json(reportJson(report));
      else context.output.line(changeLine(report));
    };
    const tell = (problem: unknown): void => {
      context.output.say(
        typeof problem === 'string' ? problem : reportError(problem, { interrupted: false, withStack: false }).text,
      );
    };
    await withIndexer(context, async (indexer, { refreshSearch }) => {
      const { onProgress, end } = showIndexProgress(context.progress);
      const repository = await indexer.open(positionals[0] ?? '', { signal: context.signal, onProgress }).finally(end);
      show(repository.opened);
      await refreshSearch(repository.name);
      let refreshing = Promise.resolve();
      const follower = await repository.follow({
        onReport: (report) => {
          show(report);
          refreshing = refreshing.then(() => refreshSearch(repository.name)).catch(tell);
        },
        onProblem: tell,
      });
      context.output.say(`Watching ${repository.name}; Ctrl-C ends it.`);
      await untilAborted(context.signal);
      await follower.close();
      await refreshing;
      await repository.close();
    });
    return EXIT.done;
  },
});

function changeLine(report: IndexReport): string {
  const seconds = Object.values(report.seconds).reduce((sum, phase) => sum + phase, 0);
  return `${report.repository} is at revision ${report.revision}: ${String(report.counts.files)} files (${seconds.toFixed(2)} s)`;
}

/** Resolves at Ctrl-C; keeps the process alive until then. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
