import { z } from 'zod';
import { localServices } from '../connect.js';
import { defineVerb } from '../framework/verb.js';

/** Stops everything of this home. */
export const verb = defineVerb({
  summary: 'stop what runs of this home: API, worker, Neo4j, Redis',
  configure(command) {
    command.option('--json', 'print what was stopped as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { options }) {
    const { stopServer } = await import('../server/server-record.js');
    const serverRan = await stopServer(context.config.home);
    const services = await localServices(context);
    const stopped = [...(serverRan ? ['API and worker'] : []), ...(await services.stop())];
    if (options.json === true) context.output.json({ stopped });
    else context.output.line(stopped.length === 0 ? 'Nothing was running.' : `Stopped: ${stopped.join(', ')}.`);
    return undefined;
  },
});
