import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** `codexgraph bench edges`: definitions and edges of an export against what other tools found. */
export const verb = defineVerb({
  summary: 'measure an exported graph against a ground-truth file: definitions, edges, linking rules',
  configure(command) {
    command
      .argument('<ground-truth>', 'JSON lines (.gz allowed) of definitions and edges that other tools found')
      .argument('<export>', 'what `codexgraph export NAME --format jsonl` wrote (.gz allowed)')
      .option('--scope <scope>', 'files of the product (src), of its tests (test), or all', 'all')
      .option('--samples <n>', 'examples of each kind of mistake', '0')
      .option('--no-candidates', 'leave out edges of confidence "candidate"')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    scope: z.enum(['src', 'test', 'all']),
    samples: z.coerce.number().int().min(0).max(10_000),
    candidates: z.boolean(),
    json: z.boolean().default(false),
  }),
  async run({ output }, { positionals: [truthPath = '', exportPath = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { claimsOf, exportLineSchema } = await import('../../bench/accuracy/claims.js');
    const { GroundTruth, groundTruthSchema } = await import('../../bench/accuracy/ground-truth.js');
    const { accuracyJson, accuracyText, measureAccuracy } = await import('../../bench/accuracy/accuracy-report.js');
    const truth = new GroundTruth(await readAllJsonLines(truthPath, groundTruthSchema));
    const claims = claimsOf(await readAllJsonLines(exportPath, exportLineSchema), { withCandidates: options.candidates });
    const report = measureAccuracy(claims, truth, options.scope);
    if (options.json) output.json(accuracyJson(report));
    else output.line(accuracyText(report, { samples: options.samples }));
    return undefined;
  },
});
