import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FileTreeEntryKind } from './file.model.js';
import { RelationTypeName } from './graph-enums.js';

/** How much of a repository a map shows. */
@ArgsType()
export class CodeMapArguments {
  @Field(() => [String], {
    defaultValue: [],
    description:
      'Folders whose entries are shown one by one, up to 500; the root is always open, and folders inside closed ones do not count.',
  })
  open!: string[];

  @Field(() => Int, {
    defaultValue: 500,
    description: 'How many entries to give at most, 1 to 2000; the ones with most symbols stay.',
  })
  maxEntries!: number;
}

/** See CodeMapEntry of the graph model. */
@ObjectType('CodeMapEntry', { description: 'A folder that stands for everything below it, or a file.' })
export class CodeMapEntryModel {
  @Field(() => FileTreeEntryKind, { description: 'File or folder.' })
  kind!: string;

  @Field(() => String, { description: 'Path relative to the root of the repository.' })
  path!: string;

  @Field(() => String, { description: 'Last segment of the path.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: "Id of a file's MODULE symbol." })
  moduleId!: string | null;

  @Field(() => String, { nullable: true, description: 'Programming language of a file.' })
  language!: string | null;

  @Field(() => Int, { description: 'Files below it; 1 for a file.' })
  files!: number;

  @Field(() => Int, { description: 'Sum of their lines.' })
  lines!: number;

  @Field(() => Int, { description: 'Symbols in them, modules not counted.' })
  symbols!: number;

  @Field(() => Int, { description: 'Relations between files that are both below it.' })
  inside!: number;
}

/** See MappedRelation of the graph model. */
@ObjectType('CodeMapRelation', { description: 'How many relations of one type lead from one entry of a map to another.' })
export class CodeMapRelationModel {
  @Field(() => String, { description: 'Path of the entry it leaves.' })
  source!: string;

  @Field(() => String, { description: 'Path of the entry it points at.' })
  target!: string;

  @Field(() => RelationTypeName, { description: 'Type of the relations.' })
  type!: string;

  @Field(() => Int, { description: 'How many there are.' })
  count!: number;
}

/** See CodeMap of the graph model. */
@ObjectType('CodeMap', {
  description: 'A repository at one level of detail: folders and files, and what leads from one to another.',
})
export class CodeMapModel {
  @Field(() => [CodeMapEntryModel], { description: 'Sorted by path.' })
  entries!: readonly CodeMapEntryModel[];

  @Field(() => [CodeMapRelationModel], { description: 'Sorted by source, target and type.' })
  relations!: readonly CodeMapRelationModel[];

  @Field(() => Int, { description: 'Entries that `maxEntries` left out.' })
  omitted!: number;
}
