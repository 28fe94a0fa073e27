import type { NodeLabel, RelationType } from './labels.js';

/** How sure an edge is: by scopes, imports and declared types; by flow of values; or one of several targets. */
export const CONFIDENCES = ['exact', 'inferred', 'candidate'] as const;

/** See {@link CONFIDENCES}. */
export type Confidence = (typeof CONFIDENCES)[number];

/** A property value that Neo4j stores as it is. Integers stay below 2^53. */
export type PropertyValue = string | number | boolean | readonly string[] | readonly number[];

/**
 * One node of a code graph as it is written and exported. Properties that do not apply are absent, never null.
 * Lines are 1-based and inclusive; `file_path` is relative to the repository root, with `/` and without a leading slash.
 */
export interface NodeRow {
  readonly id: string;
  readonly label: NodeLabel;
  /** Short name; a MODULE's name is its dotted name. */
  readonly name: string;
  /** Dotted name that starts with the module's dotted name. */
  readonly qualified_name: string;
  /** Empty for EXTERNAL. A PACKAGE's path is its folder. */
  readonly file_path: string;
  readonly start_line?: number;
  readonly end_line?: number;
  /** Everything else of docs/graph-schema.md: kind, class, signature, code, docstring, is_test, calls_total, ... */
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** One relationship of a code graph. At most one per (type, source, target, role). */
export interface EdgeRow {
  readonly type: RelationType;
  readonly source: string;
  readonly target: string;
  /** 1-based lines in the source's file, ascending, without repetition; empty only for containment. */
  readonly lines: readonly number[];
  readonly confidence: Confidence;
  /** Name of the linking rule that made the edge. */
  readonly rule: string;
  /** position, kind, alias, star, type_only, reexport, reads, writes, role, candidates. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** How complete the calls of a file, or of a whole repository, are. `total` is the sum of the other three. */
export interface CallCounts {
  readonly total: number;
  readonly resolved: number;
  readonly external: number;
  readonly unresolved: number;
}

/** A file that was not indexed, and why, in words a person can act on. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/**
 * Properties of a node that other passes write after indexing: vectors, and what they were made of. An update of a symbol keeps them; so it keeps every
 * `description...` unless `description_source` is `docstring`. All other properties are the indexer's: an update replaces them as a whole.
 */
export const KEPT_PROPERTIES = ['embedding', 'embedding_model', 'embedding_hash'] as const;
