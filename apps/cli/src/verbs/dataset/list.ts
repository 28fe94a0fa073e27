import { join } from 'node:path';
import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** Names the stored data sets. */
export const verb = defineVerb({
  summary: 'list the data sets that were built',
  configure(command) {
    command.option('--json', 'print a JSON object a line');
  },
  options: z.object({ json: z.boolean().default(false) }),
  async run(context, { options }) {
    const { DatasetFolder } = await import('@codexgraph/datasets');
    for (const { id, folder, manifest } of await new DatasetFolder(join(context.config.home, 'datasets')).list()) {
      const { builder, cleaning, repositories } = manifest;
      const names = repositories.map(({ name }) => name);
      if (options.json) context.output.json({ id, folder, builder: builder.name, examples: cleaning.kept, repositories: names });
      else context.output.line(`${id}  ${builder.name}  ${cleaning.kept} examples  ${names.join(', ')}`);
    }
    return undefined;
  },
});
