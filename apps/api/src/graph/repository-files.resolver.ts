import { CodexGraphError, type FileReaderPort } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, toConnection } from '../paging/connection.js';
import { MAX_PAGE_SIZE, PageArguments, pageRequest } from '../paging/page-arguments.js';
import { FILE_READER } from '../ports.js';
import { RepositoryModel } from '../repositories/repository.model.js';
import { CodeMapArguments, CodeMapModel } from './code-map.model.js';
import {
  FileTreeConnection,
  FileTreeEntryModel,
  FolderQualityModel,
  QualityModel,
  qualityModel,
  SkippedFileConnection,
  SkippedFileModel,
  SourceTextModel,
} from './file.model.js';
import { SourceArguments } from './graph-arguments.js';

/** Lines that one answer may hold; the port has the same bound. */
const MAX_SOURCE_LINES = 5000;
const FOLDER = {
  type: () => String,
  defaultValue: '',
  description: 'Folder relative to the root of the repository; empty for the root.',
} as const;

/** Files of a repository, and how complete their graph is. */
@Resolver(() => RepositoryModel)
export class RepositoryFilesResolver {
  constructor(@Inject(FILE_READER) private readonly reader: FileReaderPort) {}

  @ResolveField(() => FileTreeConnection, {
    nullable: true,
    description:
      'What lies directly in a folder: folders first, then files, each sorted by name; null when no indexed file lies there.',
  })
  async files(
    @Parent() { name }: RepositoryModel,
    @Args('folder', FOLDER) folder: string,
    @Args() page: PageArguments,
  ): Promise<Connection<FileTreeEntryModel> | null> {
    const entries = await this.reader.folderEntries(name, folder, pageRequest(page));
    if (entries === undefined) return null;
    return toConnection(entries, (entry) => ({ ...entry, language: entry.language ?? null, moduleId: entry.moduleId ?? null }));
  }

  @ResolveField(() => CodeMapModel, {
    description:
      'The repository as a map that opens folder by folder. It never holds symbols: ask for those of a file by its module.',
    complexity: ({ childComplexity }) => 100 + childComplexity,
  })
  async codeMap(@Parent() { name }: RepositoryModel, @Args() { open, maxEntries }: CodeMapArguments): Promise<CodeMapModel> {
    const map = await this.reader.codeMap(name, { open, maxEntries });
    const entries = map.entries.map((entry) => ({
      ...entry,
      moduleId: entry.moduleId ?? null,
      language: entry.language ?? null,
    }));
    return { ...map, entries };
  }

  @ResolveField(() => SkippedFileConnection, { description: 'Files that were not indexed, with the reason, sorted by path.' })
  async skippedFiles(@Parent() { name }: RepositoryModel, @Args() page: PageArguments): Promise<Connection<SkippedFileModel>> {
    return toConnection(await this.reader.skippedFiles(name, pageRequest(page)), (file) => file);
  }

  @ResolveField(() => QualityModel, {
    description: 'How complete the graph is, for everything or for everything below a folder.',
    complexity: ({ childComplexity }) => 20 + childComplexity,
  })
  async quality(@Parent() { name }: RepositoryModel, @Args('folder', FOLDER) folder: string): Promise<QualityModel> {
    return qualityModel(await (folder === '' ? this.reader.quality(name) : this.reader.quality(name, folder)));
  }

  @ResolveField(() => [FolderQualityModel], {
    description: 'Folders with the most unresolved calls, worst first; folders without any are left out.',
    complexity: ({ args, childComplexity }) => 20 + (args as { first: number }).first * childComplexity,
  })
  async worstFolders(
    @Parent() { name }: RepositoryModel,
    @Args('first', { type: () => Int, defaultValue: 10, description: `How many folders to give, 1 to ${MAX_PAGE_SIZE}.` })
    first: number,
  ): Promise<readonly FolderQualityModel[]> {
    return this.reader.worstFolders(name, pageRequest({ first }).limit);
  }

  @ResolveField(() => SourceTextModel, {
    nullable: true,
    description: 'Lines of a file as it was when it was indexed; null when the file is unknown or its source is not kept.',
    complexity: ({ childComplexity }) => 10 + childComplexity,
  })
  async sourceText(@Parent() { name }: RepositoryModel, @Args() lines: SourceArguments): Promise<SourceTextModel | null> {
    const text = await this.reader.sourceText(name, lines.filePath, lineRange(lines));
    return text === undefined ? null : { ...text, language: text.language ?? null };
  }
}

function lineRange({ startLine, endLine }: SourceArguments): { startLine: number; endLine: number } | undefined {
  if (startLine == null && endLine == null) return undefined;
  const from = startLine ?? 1;
  const to = endLine ?? from + MAX_SOURCE_LINES - 1;
  if (from < 1 || to < from)
    throw new CodexGraphError('BAD_INPUT', 'Lines are counted from 1, and the last line must not come before the first.');
  if (to - from >= MAX_SOURCE_LINES)
    throw new CodexGraphError(
      'LIMIT_EXCEEDED',
      `One answer holds at most ${MAX_SOURCE_LINES} lines. Ask for fewer and go on from there.`,
    );
  return { startLine: from, endLine: to };
}
