import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { RepositorySource } from '@codexgraph/graph-model';
import { UsageError } from '../framework/usage-error.js';
import { defineVerb } from '../framework/verb.js';
import { reportJson, reportLines, showIndexProgress } from '../indexing/index-report.js';
import { defaultRepositoryName } from '../indexing/repository-name.js';
import { withIndexer } from '../open-graph.js';

/** Indexes a source tree into the graph. */
export const verb = defineVerb({
  summary: 'index a folder, an archive or a git URL',
  configure(command) {
    command
      .argument('<source>', 'folder, .zip or .tar(.gz) archive, or git URL (https, ssh)')
      .option('--name <name>', 'name of the repository (default: last part of the source)')
      .option('--revision <revision>', 'branch, tag or commit of a git URL')
      .option('--subfolder <path>', 'index only this folder of the source')
      .option('--json', 'print the report as JSON');
  },
  options: z.object({
    name: z.string().optional(),
    revision: z.string().optional(),
    subfolder: z.string().optional(),
    json: z.boolean().optional(),
  }),
  async run(context, { positionals, options }) {
    const location = positionals[0] ?? '';
    if (location === '') throw new UsageError('Name a folder, an archive or a git URL: codexgraph index PATH.');
    const { checkRepositoryName } = await import('@codexgraph/indexer');
    const name = options.name ?? defaultRepositoryName(location);
    checkRepositoryName(name);
    const source = await describeSource(location, options);
    const report = await withIndexer(context, async (indexer, { refreshSearch }) => {
      const { onProgress, end } = showIndexProgress(context.progress);
      const report = await indexer.index({ name, source }, { signal: context.signal, onProgress }).finally(end);
      await refreshSearch(report.repository);
      return report;
    });
    if (options.json === true) context.output.json(reportJson(report));
    else for (const line of reportLines(report)) context.output.line(line);
    return undefined;
  },
});

async function describeSource(
  location: string,
  options: { readonly revision?: string | undefined; readonly subfolder?: string | undefined },
): Promise<RepositorySource> {
  const { checkFolder, looksLikeGitUrl, parseGitUrl } = await import('@codexgraph/indexer');
  const isGit = !existsSync(location) && looksLikeGitUrl(location);
  if (options.revision !== undefined && !isGit) {
    throw new UsageError(
      '--revision needs a git URL: a folder is indexed as it stands. Check the revision out, or give the URL.',
    );
  }
  const kind = isGit ? 'git' : isFile(location) ? 'archive' : 'folder';
  // Told at once, before any server is started for it.
  if (kind === 'folder') await checkFolder(location);
  if (kind === 'git') parseGitUrl(location);
  return {
    kind,
    location: isGit ? location : resolve(location),
    subfolder: options.subfolder ?? '',
    ...(options.revision === undefined ? {} : { requestedRevision: options.revision }),
  };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
