import { join, resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** Writes a data set in the form of a trainer. */
export const verb = defineVerb({
  summary: 'write a data set as Axolotl, LLaMA-Factory or OpenAI read it',
  configure(command) {
    command
      .argument('<id>', 'name of the data set (ds-...)')
      .requiredOption('--format <name>', 'axolotl, llama-factory or openai')
      .requiredOption('--out <folder>', 'folder for the files; made when it is not there');
  },
  options: z.object({ format: z.string(), out: z.string() }),
  async run(context, { positionals, options }) {
    const { DatasetFolder, exportDataset, TRAINING_FORMATS } = await import('@codexgraph/datasets');
    const format = TRAINING_FORMATS.find(({ name }) => name === options.format);
    if (format === undefined) {
      const names = TRAINING_FORMATS.map(({ name }) => name).join(', ');
      throw new CodexGraphError('BAD_INPUT', `There is no form '${options.format}'. Forms: ${names}.`);
    }
    const dataset = await new DatasetFolder(join(context.config.home, 'datasets')).get(positionals[0] ?? '');
    for (const file of await exportDataset(dataset, format, resolve(options.out))) context.output.line(file);
    return undefined;
  },
});
