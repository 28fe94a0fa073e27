import type { NodeRow, PropertyValue } from '@codexgraph/graph-model';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CallCountsModel } from './call-counts.model.js';
import { SymbolLabel } from './graph-enums.js';
import { connectionType } from '../paging/connection.js';

/** A symbol with the repository it belongs to, which the fields that read more need. */
@ObjectType('Symbol', {
  description: 'Something that code defines (or, for EXTERNAL, something outside that code names), with its place in the source.',
})
export class SymbolModel {
  /** Not a field: where the fields that read more look. */
  repositoryName!: string;

  @Field(() => ID, {
    description: 'Unique in the repository, and stable between revisions as long as kind, file and qualified name stay.',
  })
  id!: string;

  @Field(() => SymbolLabel, { description: 'What the symbol is.' })
  label!: string;

  @Field(() => String, { description: 'Short name; the dotted name of a module.' })
  name!: string;

  @Field(() => String, { description: "Dotted name that starts with the module's name." })
  qualifiedName!: string;

  @Field(() => String, { description: 'Path relative to the root of the repository, with `/`; empty for EXTERNAL.' })
  filePath!: string;

  @Field(() => Int, { nullable: true, description: 'First line, 1-based.' })
  startLine!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line, 1-based, inclusive.' })
  endLine!: number | null;

  @Field(() => String, { nullable: true, description: 'Whole signature, joined into one line.' })
  signature!: string | null;

  @Field(() => String, { nullable: true, description: 'Docstring or doc comment, without its marks.' })
  docstring!: string | null;

  @Field(() => String, { nullable: true, description: 'What the symbol does, in words.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Finer kind: interface, enum, constructor, getter, ...' })
  kind!: string | null;

  @Field(() => String, { nullable: true, description: 'Visibility as the language knows it.' })
  visibility!: string | null;

  @Field(() => String, { nullable: true, description: 'Short name of the class that a method or field belongs to.' })
  className!: string | null;

  @Field(() => String, { nullable: true, description: 'Type of a field or variable, as written or inferred.' })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'Programming language of a module.' })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'Package that an EXTERNAL belongs to.' })
  packageName!: string | null;

  @Field(() => [String], { description: 'Base classes as written, in their order.' })
  bases!: readonly string[];

  @Field(() => [String], { description: 'Decorators as written, in their order.' })
  decorators!: readonly string[];

  @Field(() => Boolean, { description: 'Whether it is part of tests.' })
  isTest!: boolean;

  @Field(() => Boolean, { description: 'Whether it is asynchronous.' })
  isAsync!: boolean;

  @Field(() => Boolean, { description: 'Whether it is a generator.' })
  isGenerator!: boolean;

  @Field(() => Boolean, { description: 'Whether it is abstract.' })
  isAbstract!: boolean;

  @Field(() => CallCountsModel, { nullable: true, description: 'How complete its own calls are; null where nothing is called.' })
  calls!: CallCountsModel | null;
}

/** Pages of symbols. */
export const SymbolConnection = connectionType(SymbolModel, 'SymbolConnection', 'symbols');

/** A row of the graph as callers see it. */
export function symbolModel(repositoryName: string, row: NodeRow): SymbolModel {
  const text = (name: string) => asText(row.properties[name]);
  return {
    repositoryName,
    id: row.id,
    label: row.label,
    name: row.name,
    qualifiedName: row.qualified_name,
    filePath: row.file_path,
    startLine: row.start_line ?? null,
    endLine: row.end_line ?? null,
    signature: text('signature'),
    docstring: text('docstring'),
    description: text('description'),
    kind: text('kind'),
    visibility: text('visibility'),
    className: text('class'),
    type: text('type'),
    language: text('language'),
    packageName: text('package'),
    bases: asTexts(row.properties['bases']),
    decorators: asTexts(row.properties['decorators']),
    isTest: row.properties['is_test'] === true,
    isAsync: row.properties['is_async'] === true,
    isGenerator: row.properties['is_generator'] === true,
    isAbstract: row.properties['is_abstract'] === true,
    calls: callCounts(row),
  };
}

function callCounts(row: NodeRow): CallCountsModel | null {
  const total = row.properties['calls_total'];
  if (typeof total !== 'number') return null;
  const resolved = asNumber(row.properties['calls_resolved']);
  const external = asNumber(row.properties['calls_external']);
  return { total, resolved, external, unresolved: Math.max(0, total - resolved - external) };
}

function asText(value: PropertyValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function asNumber(value: PropertyValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function asTexts(value: PropertyValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
