import type { SearchStage } from '@codexgraph/retrieval';

/** One way of searching that is measured: some stages of a search. */
export interface SearchWay {
  readonly name: string;
  readonly stages: readonly SearchStage[];
}

/** Each stage alone, then one after the other together; the last one is what a search does without further wishes. */
export const SEARCH_WAYS: readonly SearchWay[] = [
  { name: 'words', stages: ['words'] },
  { name: 'names', stages: ['name'] },
  { name: 'vectors', stages: ['meaning'] },
  { name: 'words + names', stages: ['words', 'name'] },
  { name: '+ vectors', stages: ['words', 'name', 'meaning'] },
  { name: '+ relations', stages: ['words', 'name', 'meaning', 'graph'] },
  { name: 'words + names, ranked', stages: ['words', 'name', 'ranking'] },
  { name: '+ vectors, ranked', stages: ['words', 'name', 'meaning', 'ranking'] },
  { name: 'everything', stages: ['words', 'name', 'meaning', 'graph', 'ranking'] },
];

/** With another model: what its vectors change. */
export const MODEL_WAYS: readonly SearchWay[] = [
  { name: 'vectors', stages: ['meaning'] },
  { name: '+ vectors', stages: ['words', 'name', 'meaning'] },
  { name: 'everything', stages: ['words', 'name', 'meaning', 'graph', 'ranking'] },
];
