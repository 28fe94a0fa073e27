import type { NodeLabel, SymbolFilter } from '@codexgraph/graph-model';
import type { SearchMode } from '@codexgraph/retrieval';
import { ArgsType, Field, Int } from '@nestjs/graphql';
import { SymbolLabel } from '../graph/graph-enums.js';
import { SearchModeEnum, SearchTestsEnum } from './search.model.js';

/** What to look for. */
@ArgsType()
export class SearchFilterArguments {
  @Field(() => String, { description: 'What to look for, in words, English or Chinese.' })
  text!: string;

  @Field(() => SearchModeEnum, { defaultValue: 'hybrid', description: 'Which signals to ask.' })
  mode: SearchMode = 'hybrid';

  @Field(() => [SymbolLabel], { nullable: true, description: 'Only symbols of these kinds. Absent: all.' })
  labels?: NodeLabel[] | null;

  @Field(() => String, { nullable: true, description: 'Only files whose path begins so. Absent: all.' })
  pathPrefix?: string | null;

  @Field(() => SearchTestsEnum, { defaultValue: 'lower', description: 'What becomes of code of tests.' })
  tests: 'lower' | 'exclude' | 'only' = 'lower';
}

/** What to look for, and how many hits to give. */
@ArgsType()
export class SearchArguments extends SearchFilterArguments {
  @Field(() => Int, { defaultValue: 10, description: 'Hits to give at most, 1 to 100.' })
  first: number = 10;
}

/** What a context is about, and how long it may be. */
@ArgsType()
export class ContextArguments extends SearchFilterArguments {
  @Field(() => Int, { defaultValue: 4000, description: 'Tokens that the text may have, 50 to 100000.' })
  budgetTokens: number = 4000;

  @Field(() => String, {
    defaultValue: '',
    description:
      'Model whose tokens count, such as gpt-4o; empty, or a model whose vocabulary is not known: an estimate that is rather too high.',
  })
  model: string = '';
}

/** The filter without what was not given. */
export function filterOf({ labels, pathPrefix, tests }: SearchFilterArguments): { readonly filter?: SymbolFilter } {
  const filter: SymbolFilter = {
    ...(labels == null ? {} : { labels }),
    ...(pathPrefix == null ? {} : { pathPrefix }),
    ...(tests === 'lower' ? {} : { tests }),
  };
  return Object.keys(filter).length === 0 ? {} : { filter };
}
