import { z } from 'zod';
import { portOption } from '../framework/port-option.js';
import { defineVerb } from '../framework/verb.js';
import { EXIT } from '../framework/exit-codes.js';

/** Starts everything and stays until Ctrl-C. */
export const verb = defineVerb({
  summary: 'start Neo4j, Redis, the web interface with its API, and a worker; Ctrl-C stops them',
  configure(command) {
    command
      .option('--port <number>', 'port of the API (default: CODEXGRAPH_API_PORT, or 4000, or a free one when that is taken)')
      .option('--no-open', 'open no browser')
      .option('--json', 'print the address as JSON');
  },
  options: z.object({
    port: portOption,
    open: z.boolean().default(true),
    json: z.boolean().optional(),
  }),
  async run(context, { options }) {
    const { runServer } = await import('../server/run-server.js');
    const { runningServer } = await import('../server/server-record.js');
    const { openBrowser } = await import('../server/open-browser.js');
    const show = (url: string, running: string): void => {
      if (options.json === true) {
        context.output.json({ url, running });
        return;
      }
      const page = new URL('/', url).href;
      context.output.line(
        running === 'now' ? `CodexGraph is ready: ${page} (Ctrl-C stops it)` : `CodexGraph runs already: ${page}`,
      );
      const { platform } = process;
      if (options.open) openBrowser(page, { platform, variables: context.variables, isTerminal: process.stdout.isTTY });
    };
    const existing = await runningServer(context.config.home);
    if (existing !== undefined) {
      show(existing.url, 'already');
      return EXIT.done;
    }
    const server = await runServer(context, options.port === undefined ? {} : { port: options.port });
    show(server.url, 'now');
    const interrupted = new Promise<void>((resolve) => {
      if (context.signal.aborted) resolve();
      context.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    // A promise that waits for a signal keeps no process alive by itself.
    const alive = setInterval(() => undefined, 60_000);
    try {
      await Promise.race([interrupted, server.failure]);
    } finally {
      clearInterval(alive);
      context.output.say('Stopping ...');
      await server.stop();
    }
    return EXIT.done;
  },
});
