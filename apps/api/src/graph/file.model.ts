import type { QualityCounts } from '@codexgraph/graph-model';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType } from '../paging/connection.js';
import { CallCountsModel } from './call-counts.model.js';

/** Kinds of entries of a file tree. */
export const FileTreeEntryKind = { FOLDER: 'folder', FILE: 'file' } as const;
registerEnumType(FileTreeEntryKind, {
  name: 'FileTreeEntryKind',
  description: 'What an entry of a file tree is.',
  valuesMap: { FOLDER: { description: 'A folder with everything below it.' }, FILE: { description: 'An indexed file.' } },
});

/** See QualityCounts of the graph model. */
@ObjectType('Quality', { description: 'How complete the graph of some files is.' })
export class QualityModel {
  @Field(() => Int, { description: 'Indexed files.' })
  files!: number;

  @Field(() => Int, { description: 'Sum of their lines.' })
  lines!: number;

  @Field(() => CallCountsModel, { description: 'Calls by what became of them.' })
  calls!: CallCountsModel;

  @Field(() => Int, { description: 'Imports that could not be resolved.' })
  importsUnresolved!: number;

  @Field(() => Int, { description: 'Ranges of source that did not parse.' })
  parseErrors!: number;
}

/** A file or folder. */
@ObjectType('FileTreeEntry', { description: 'A file, or a folder with everything below it.' })
export class FileTreeEntryModel {
  @Field(() => FileTreeEntryKind, { description: 'File or folder.' })
  kind!: string;

  @Field(() => String, { description: 'Last segment of the path.' })
  name!: string;

  @Field(() => String, { description: 'Path relative to the root of the repository, with `/`.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'Programming language of a file.' })
  language!: string | null;

  @Field(() => ID, { nullable: true, description: "Id of the file's MODULE symbol." })
  moduleId!: string | null;

  @Field(() => QualityModel, { description: 'How complete its graph is, summed over everything below.' })
  quality!: QualityModel;
}

/** Pages of a folder. */
export const FileTreeConnection = connectionType(FileTreeEntryModel, 'FileTreeConnection', 'entries of a folder');

/** Quality of one folder. */
@ObjectType('FolderQuality', { description: 'How complete the graph of the files directly in one folder is.' })
export class FolderQualityModel {
  @Field(() => String, { description: 'Folder relative to the root of the repository; empty for the root.' })
  folder!: string;

  @Field(() => QualityModel, { description: 'Counts of its files.' })
  quality!: QualityModel;
}

/** A file left out. */
@ObjectType('SkippedFile', { description: 'A file that was not indexed.' })
export class SkippedFileModel {
  @Field(() => String, { description: 'Path relative to the root of the repository.' })
  path!: string;

  @Field(() => String, { description: 'Why it was left out.' })
  reason!: string;
}

/** Pages of skipped files. */
export const SkippedFileConnection = connectionType(SkippedFileModel, 'SkippedFileConnection', 'files that were not indexed');

/** Lines of a file. */
@ObjectType('SourceText', { description: 'Lines of one indexed file, as it was when it was indexed.' })
export class SourceTextModel {
  @Field(() => String, { description: 'Path relative to the root of the repository.' })
  filePath!: string;

  @Field(() => String, { nullable: true, description: 'Programming language.' })
  language!: string | null;

  @Field(() => String, { description: 'The lines, joined by line feeds.' })
  text!: string;

  @Field(() => Int, { description: 'First line that `text` holds, 1-based.' })
  startLine!: number;

  @Field(() => Int, { description: 'Last line that `text` holds, inclusive.' })
  endLine!: number;

  @Field(() => Int, { description: 'Lines of the whole file.' })
  totalLines!: number;
}

/** Quality counts as callers see them. */
export function qualityModel(quality: QualityCounts): QualityModel {
  return quality;
}
