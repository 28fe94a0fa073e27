import { type GraphCounts, NODE_LABELS, RELATION_TYPES, type RepositoryRecord } from '@codexgraph/graph-model';
import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CallCountsModel } from '../graph/call-counts.model.js';
import { RelationTypeName, SymbolLabel } from '../graph/graph-enums.js';
import { connectionType } from '../paging/connection.js';

/** Kinds of sources. */
export const SourceKind = { FOLDER: 'folder', GIT: 'git', ARCHIVE: 'archive' } as const;
registerEnumType(SourceKind, {
  name: 'SourceKind',
  description: 'Where the source of a repository comes from.',
  valuesMap: {
    FOLDER: { description: "A folder on the service's machine." },
    GIT: { description: 'A git URL.' },
    ARCHIVE: { description: 'A tar or zip archive.' },
  },
});

/** Where the source of a repository comes from. */
@ObjectType('RepositorySource', { description: 'Where the source of a repository comes from.' })
export class RepositorySourceModel {
  @Field(() => SourceKind, { description: 'Folder, git URL or archive.' })
  kind!: string;

  @Field(() => String, { description: 'Absolute folder, git URL without credentials, or archive.' })
  location!: string;

  @Field(() => String, { description: 'Folder inside the source that was indexed; empty for all of it.' })
  subfolder!: string;

  @Field(() => String, { nullable: true, description: 'Branch, tag or commit that was asked for.' })
  requestedRevision!: string | null;
}

/** Number of symbols of one kind. */
@ObjectType({ description: 'How many symbols of one kind there are.' })
export class SymbolCount {
  @Field(() => SymbolLabel, { description: 'Kind of the symbols.' })
  label!: string;

  @Field(() => Int, { description: 'How many there are.' })
  count!: number;
}

/** Number of relations of one type. */
@ObjectType({ description: 'How many relations of one type there are.' })
export class RelationTypeCount {
  @Field(() => RelationTypeName, { description: 'Type of the relations.' })
  type!: string;

  @Field(() => Int, { description: 'How many there are.' })
  count!: number;
}

/** Counts of the published revision. */
@ObjectType('RepositoryStatistics', { description: 'Counts of the published revision.' })
export class RepositoryStatisticsModel {
  @Field(() => Int, { description: 'Indexed files.' })
  files!: number;

  @Field(() => Int, { description: 'Files that were left out; `skippedFiles` lists them with reasons.' })
  filesSkipped!: number;

  @Field(() => [SymbolCount], { description: 'Symbols by kind; kinds without symbols are left out.' })
  symbols!: readonly SymbolCount[];

  @Field(() => [RelationTypeCount], { description: 'Relations by type; types without relations are left out.' })
  relations!: readonly RelationTypeCount[];

  @Field(() => CallCountsModel, { description: 'Calls by what became of them.' })
  calls!: CallCountsModel;
}

/** How old the graph is. */
@ObjectType({ description: 'How old the published graph is, and whether its source has moved on.' })
export class Freshness {
  @Field(() => GraphQLISODateTime, { description: 'When the revision was published.' })
  publishedAt!: Date;

  @Field(() => Int, { description: 'Seconds since then.' })
  ageSeconds!: number;

  @Field(() => String, { nullable: true, description: 'Commit that was indexed.' })
  indexedCommit!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Commit that the source folder stands at now; null where that cannot be told cheaply (git URLs, no git).',
  })
  sourceCommit!: string | null;
}

/** How the folder of a repository is watched. */
export const WatchStateName = { OFF: 'off', STARTING: 'starting', WATCHING: 'watching', PROBLEM: 'problem' } as const;
registerEnumType(WatchStateName, {
  name: 'WatchState',
  description: 'How the folder of a repository is watched.',
  valuesMap: {
    OFF: { description: 'Nobody wishes it.' },
    STARTING: { description: 'It is wished, and no worker has begun yet.' },
    WATCHING: { description: 'A worker follows the folder.' },
    PROBLEM: { description: 'The folder cannot be followed; the problem says why. It is tried again and again.' },
  },
});

/** Whether a repository follows its folder. */
@ObjectType({ description: 'Whether the graph of a repository follows its folder, and how that goes.' })
export class RepositoryWatch {
  @Field(() => Boolean, { description: 'Whether it is wished.' })
  isWanted!: boolean;

  @Field(() => WatchStateName, { description: 'How it goes.' })
  state!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is wrong and what to do, also where watching goes on in spite of it.',
  })
  problem!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is wished.' })
  since!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When a change was last taken over by this watching.' })
  changedAt!: Date | null;
}

/** A repository and its published revision. */
@ObjectType('Repository', { description: 'An indexed source tree and its published revision.' })
export class RepositoryModel {
  /** Not a field: the fields below are read from it. */
  record!: RepositoryRecord;

  @Field(() => ID, { description: 'Unique name.' })
  name!: string;

  @Field(() => RepositorySourceModel, { description: 'Where the source comes from.' })
  source!: RepositorySourceModel;

  @Field(() => String, { description: 'Identifier of the published revision; it changes with every publication.' })
  revision!: string;

  @Field(() => String, { nullable: true, description: 'Commit that was indexed, when the source is under git.' })
  commit!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When the revision was published.' })
  publishedAt!: Date;

  @Field(() => RepositoryStatisticsModel, { description: 'Counts of the published revision.' })
  statistics!: RepositoryStatisticsModel;
}

/** Pages of repositories. */
export const RepositoryConnection = connectionType(RepositoryModel, 'RepositoryConnection', 'repositories');

/** A record as callers see it. */
export function repositoryModel(record: RepositoryRecord): RepositoryModel {
  const { source } = record;
  return {
    record,
    name: record.name,
    source: { ...source, requestedRevision: source.requestedRevision ?? null },
    revision: record.revision,
    commit: record.commit ?? null,
    publishedAt: new Date(record.publishedAt),
    statistics: statistics(record.counts),
  };
}

function statistics(counts: GraphCounts): RepositoryStatisticsModel {
  return {
    files: counts.files,
    filesSkipped: counts.filesSkipped,
    symbols: NODE_LABELS.flatMap((label) => positive(counts.nodes[label], (count) => ({ label, count }))),
    relations: RELATION_TYPES.flatMap((type) => positive(counts.edges[type], (count) => ({ type, count }))),
    calls: counts.calls,
  };
}

function positive<T>(count: number | undefined, model: (count: number) => T): T[] {
  return count === undefined || count === 0 ? [] : [model(count)];
}
