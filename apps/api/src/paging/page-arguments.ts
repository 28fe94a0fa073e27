import { CodexGraphError, type PageRequest } from '@codexgraph/graph-model';
import { ArgsType, Field, Int } from '@nestjs/graphql';

/** Items of one page at most; deeper reading goes on with `after`. */
export const MAX_PAGE_SIZE = 200;

/** Arguments of every list that comes in pages. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: 50, description: `How many items to give, 1 to ${MAX_PAGE_SIZE}.` })
  first: number = 50;

  @Field(() => String, {
    nullable: true,
    description: 'Go on after this cursor: the `endCursor` of the page before. Absent: the first page.',
  })
  after?: string | null;
}

/** The request of a port for checked arguments. @throws LIMIT_EXCEEDED when the page is too large; BAD_INPUT when it is no page at all. */
export function pageRequest({ first, after }: PageArguments): PageRequest {
  if (first < 1) throw new CodexGraphError('BAD_INPUT', 'A page has at least 1 item: ask for first: 1 or more.');
  if (first > MAX_PAGE_SIZE) {
    throw new CodexGraphError(
      'LIMIT_EXCEEDED',
      `A page has at most ${MAX_PAGE_SIZE} items: ask for first: ${MAX_PAGE_SIZE} or less and go on with after.`,
    );
  }
  return { limit: first, ...(after === undefined || after === null || after === '' ? {} : { after }) };
}
