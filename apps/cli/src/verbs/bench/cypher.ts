import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

const querySchema = z.object({ cypher: z.string(), params: z.record(z.string(), z.json()).optional() });

/** `codexgraph bench cypher`: what reading, confining and checking queries costs, and which are refused. */
export const verb = defineVerb({
  summary: 'measure how long confining queries takes, and how many are refused',
  configure(command) {
    command.argument('<queries>', 'JSON lines {cypher, params?} (.gz allowed)').option('--json', 'print one JSON object');
  },
  options: z.object({ json: z.boolean().default(false) }),
  async run({ output }, { positionals: [path = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { measureConfining } = await import('../../bench/cypher/confining-speed.js');
    const { textTable } = await import('../../bench/text-table.js');
    const queries = await readAllJsonLines(path, querySchema);
    const speed = measureConfining(queries, () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    });
    if (options.json) output.json(speed);
    else {
      const rows = Object.entries(speed.refusals).map(([code, count]) => [`refused: ${code}`, count]);
      const times = [
        ['p50 ms', speed.p50Ms],
        ['p95 ms', speed.p95Ms],
        ['max ms', speed.maxMs],
      ].map(([name = '', ms = 0]) => [name, Number(ms).toFixed(2)]);
      output.line(textTable(['queries', String(speed.queries)], [...rows, ...times]));
    }
    return undefined;
  },
});
