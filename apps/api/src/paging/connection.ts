import type { Type } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import type { Page } from '@codexgraph/graph-model';

/** Where a page ends. */
@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Hand it to `after` to get the next page; null on the last page. It stays usable when a new revision is published.',
  })
  endCursor!: string | null;
}

/** One item of a page and its place in the list. */
interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page as every list field returns it. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

/** A GraphQL type for pages of `item`. @param name the type's name, ending with `Connection`; @param items what the items are, for its description. */
export function connectionType<T>(item: Type<T>, name: string, items: string): Type<Connection<T>> {
  @ObjectType(name.replace(/Connection$/, 'Edge'), { description: `One of the ${items} of a page, with its place in the list.` })
  class EdgeOf {
    @Field(() => String, {
      description: 'Hand it to `after` to go on behind this item. It stays usable when a new revision is published.',
    })
    cursor!: string;

    @Field(() => item, { description: 'The item itself.' })
    node!: T;
  }

  @ObjectType(name, { description: `A page of ${items}.` })
  class ConnectionOf {
    @Field(() => [item], { description: `The ${items} of this page, in the order of the list.` })
    nodes!: T[];

    @Field(() => [EdgeOf], { description: 'The same items, each with a cursor of its own.' })
    edges!: EdgeOf[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;
  }
  return ConnectionOf;
}

/** A port's page as a connection. */
export function toConnection<Row, Model>(page: Page<Row>, model: (row: Row) => Model): Connection<Model> {
  const nodes = page.items.map(model);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' })),
    pageInfo: { hasNextPage: page.next !== undefined, endCursor: page.next ?? null },
  };
}

/** A connection of rows that were read one beyond `limit`, where there are more. @param textOf what tells a row's place, in a form of its list's own */
export function cutConnection<Row, Model>(
  rows: readonly Row[],
  limit: number,
  of: { readonly model: (row: Row) => Model; readonly textOf: (row: Row) => string },
): Connection<Model> {
  const items = rows.slice(0, limit);
  const cursors = items.map((row) => Buffer.from(of.textOf(row)).toString('base64url'));
  const next = rows.length > limit ? cursors.at(-1) : undefined;
  return toConnection({ items, cursors, ...(next === undefined ? {} : { next }) }, of.model);
}
