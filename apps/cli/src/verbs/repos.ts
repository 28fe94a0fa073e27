import { z } from 'zod';
import type { RepositoryRecord } from '@codexgraph/graph-model';
import { defineVerb } from '../framework/verb.js';
import { withGraph } from '../open-graph.js';
import { formatCount } from '../progress.js';

/** Lists the indexed repositories. */
export const verb = defineVerb({
  summary: 'list the indexed repositories',
  configure(command) {
    command.option('--json', 'print as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { options }) {
    const records = await withGraph(context, (store) => store.graphs.repositories());
    if (options.json === true) context.output.json(records.map(withoutLabel));
    else if (records.length === 0) context.output.line('No repository is indexed yet: codexgraph index PATH');
    else for (const record of records) context.output.line(describe(record));
    return undefined;
  },
});

/** The label is the database's own affair. */
function withoutLabel(record: RepositoryRecord): Omit<RepositoryRecord, 'label'> {
  const { label: _label, ...rest } = record;
  return rest;
}

function describe(record: RepositoryRecord): string {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  const commit = record.commit === undefined ? '' : ` at ${record.commit.slice(0, 12)}`;
  const { counts } = record;
  return `${record.name}  ${formatCount(counts.files)} files, ${formatCount(sum(counts.nodes))} nodes, ${formatCount(sum(counts.edges))} edges; ${record.source.location}${commit}, ${record.publishedAt}`;
}
