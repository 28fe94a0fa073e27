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

/** A page as every list field returns it. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** A GraphQL type for pages of `item`. @param name the type's name; @param items what the items are, for its description. */
export function connectionType<T>(item: Type<T>, name: string, items: string): Type<Connection<T>> {
  @ObjectType(name, { description: `A page of ${items}.` })
  class ConnectionOf {
    @Field(() => [item], { description: `The ${items} of this page, in the order of the list.` })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;
  }
  return ConnectionOf;
}

/** A port's page as a connection. */
export function toConnection<Row, Model>(page: Page<Row>, model: (row: Row) => Model): Connection<Model> {
  return { nodes: page.items.map(model), pageInfo: { hasNextPage: page.next !== undefined, endCursor: page.next ?? null } };
}
