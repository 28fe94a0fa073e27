import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** `codexgraph bench micro`: calls of an export against call-graph micro-benchmarks. */
export const verb = defineVerb({
  summary: 'measure the calls of an exported graph against micro-benchmark cases',
  configure(command) {
    command
      .argument('<cases>', 'JSON lines (.gz allowed), one case a line; their files were indexed as one repository')
      .argument('<export>', 'what `codexgraph export NAME --format jsonl` wrote (.gz allowed)')
      .option('--suite <name>', 'only the cases of one suite')
      .option('--samples <n>', 'cases that are not exact to list', '0')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    suite: z.string().optional(),
    samples: z.coerce.number().int().min(0).max(10_000),
    json: z.boolean().default(false),
  }),
  async run({ output }, { positionals: [casesPath = '', exportPath = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { claimsOf, exportLineSchema } = await import('../../bench/accuracy/claims.js');
    const { microCaseSchema } = await import('../../bench/micro/micro-case.js');
    const { judgeMicroCases } = await import('../../bench/micro/micro-judge.js');
    const { microRows, microText } = await import('../../bench/micro/micro-report.js');
    const records = await readAllJsonLines(casesPath, microCaseSchema);
    const chosen = records.filter((record) => options.suite === undefined || record.suite === options.suite);
    const claims = claimsOf(await readAllJsonLines(exportPath, exportLineSchema), { withCandidates: true });
    const judgement = judgeMicroCases(chosen, claims.edges);
    if (options.json) output.json({ rows: microRows(judgement.cases), crossCaseEdges: judgement.crossCaseEdges });
    else output.line(microText(judgement, { samples: options.samples }));
    return undefined;
  },
});
