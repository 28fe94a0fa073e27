import type { NodeLabel } from '@codexgraph/graph-model';

/** Relations that a traversal may follow, in words of questions rather than of the schema. */
export const RELATIONS = [
  'calls',
  'creates',
  'inherits',
  'overrides',
  'imports',
  'uses',
  'references',
  'defines',
  'has-method',
  'has-field',
] as const;

/** See {@link RELATIONS}. `calls` includes creating an instance; `imports` joins files; `defines` is direct containment of definitions. */
export type Relation = (typeof RELATIONS)[number];

/** 'out': what the given symbols call, import, ...; 'in': what calls, imports, ... them. */
export type Direction = 'in' | 'out';

/** Most steps of a traversal that names no bound. */
export const UNBOUNDED_STEPS = 25;

/** A traversal from a set: everything that is 1..`steps` relations away. */
export interface Traversal {
  readonly relation: Relation;
  readonly direction: Direction;
  /** 1..{@link UNBOUNDED_STEPS}. */
  readonly steps: number;
}

/** Attributes of symbols that can be asked for. */
export type SymbolAttribute =
  | 'test'
  | 'async'
  | 'abstract'
  | 'generator'
  | 'public'
  | 'private'
  | 'protected'
  | 'static'
  | 'documented'
  /** Seen from other files: by an `export` where the language has one, else by its visibility. */
  | 'exported'
  /** Calls itself. */
  | 'recursive'
  /** A test calls it. */
  | 'tested'
  | 'decorated'
  /** Its documentation or a decorator says so. */
  | 'deprecated'
  | 'getter'
  | 'setter';

/** Ways in which an amount is compared. */
export type Comparison = 'more' | 'at-least' | 'less' | 'at-most' | 'exactly';

/** Where a text stands in a symbol. Names are compared without regard to case, the others exactly. */
export type TextPlace = 'code' | 'docstring' | 'signature' | 'name' | 'name-start' | 'name-end';

/** What a symbol of a set has to fulfil. */
export type Condition =
  | { readonly is: 'kind'; readonly labels: readonly NodeLabel[]; readonly kinds?: readonly string[] }
  | { readonly is: 'attribute'; readonly attribute: SymbolAttribute }
  | { readonly is: 'named'; readonly names: readonly string[] }
  | { readonly is: 'containing'; readonly text: string; readonly place: TextPlace }
  /** Has one of these decorators, with or without its module and arguments. */
  | { readonly is: 'decorated'; readonly names: readonly string[] }
  | { readonly is: 'compared'; readonly measure: Measure; readonly comparison: Comparison; readonly amount: number }
  /** In one of these files, or below one of these folders (which end in `/`). */
  | { readonly is: 'placed'; readonly paths: readonly string[] }
  /** Has that relation to a member of `to`; without `to`, to anything but itself. */
  | { readonly is: 'related'; readonly by: Traversal; readonly to?: SymbolSet }
  | { readonly is: 'member-of'; readonly set: SymbolSet }
  /** Has the name of a member of that set. */
  | { readonly is: 'namesake'; readonly of: SymbolSet }
  | { readonly is: 'not'; readonly condition: Condition }
  | { readonly is: 'all' | 'any'; readonly conditions: readonly Condition[] };

/** A set of symbols: what can be composed, compiled to Cypher and said in plain words. */
export type SymbolSet =
  /** Known symbols; `title` is how people name them. At most 500 ids. */
  | { readonly kind: 'symbols'; readonly ids: readonly string[]; readonly title: string }
  | { readonly kind: 'selection'; readonly labels: readonly NodeLabel[] }
  | { readonly kind: 'related'; readonly by: Traversal; readonly of: SymbolSet }
  | { readonly kind: 'filtered'; readonly of: SymbolSet; readonly conditions: readonly Condition[] }
  /** The files that the symbols stand in. */
  | { readonly kind: 'files'; readonly of: SymbolSet }
  | { readonly kind: 'union'; readonly sets: readonly SymbolSet[] };

/** What symbols are compared by. */
export type Measure =
  | { readonly by: 'lines' }
  /** Number of different symbols at the other end. */
  | {
      readonly by: 'related';
      readonly relation: Relation;
      readonly direction: Direction;
      /** Only symbols of these are counted. */
      readonly labels?: readonly NodeLabel[];
    };

/** One question to the graph. */
export type GraphQuestion =
  | { readonly ask: 'list'; readonly of: SymbolSet; readonly columns?: 'symbol' | 'source' | 'description' | 'signature' }
  | { readonly ask: 'count'; readonly of: SymbolSet }
  /** True when the set is not empty. */
  | { readonly ask: 'exists'; readonly of: SymbolSet }
  /** The first `limit` by measure; ties of the last place are kept when `limit` is 1. */
  | {
      readonly ask: 'rank';
      readonly of: SymbolSet;
      readonly measure: Measure;
      readonly order: 'most' | 'least';
      readonly limit: number;
    }
  /** One shortest chain of calls. */
  | { readonly ask: 'path'; readonly from: SymbolSet; readonly to: SymbolSet; readonly steps: number }
  /** Pairs of files that import each other in a circle. */
  | { readonly ask: 'import-cycles'; readonly limit: number };
