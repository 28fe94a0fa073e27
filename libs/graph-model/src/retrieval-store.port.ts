import type { NodeLabel, RelationType } from './labels.js';

/**
 * Separately weighted text fields of a search document. The texts are words separated by single spaces, tokenised and folded by the caller; the database only
 * splits at spaces. `identifier`: whole names, lower case (short name, `class.method`, dotted name); `name`: words of the short name; `path`: words of the file
 * path and of the enclosing names; `signature`: words of the signature; `description`: words of docstring and description; `code`: words of the body;
 * `context`: words of neighbours (callers, callees, types).
 */
export const SEARCH_FIELDS = ['identifier', 'name', 'path', 'signature', 'description', 'code', 'context'] as const;

/** See {@link SEARCH_FIELDS}. */
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Which symbols a search may give. An absent member does not filter. */
export interface SymbolFilter {
  readonly labels?: readonly NodeLabel[];
  /** Beginning of `file_path`. */
  readonly pathPrefix?: string;
  /** `exclude`: no symbols of tests; `only`: nothing else. */
  readonly tests?: 'exclude' | 'only';
}

/** One word of a full-text query. `text` is matched as a whole word unless `match` says otherwise. */
export interface SearchTerm {
  readonly text: string;
  /** Greater than 0; multiplies the score of the term. */
  readonly weight: number;
  /** `prefix`: words that begin so; `fuzzy`: words at an edit distance of at most 2 (1 below 6 characters). Default `exact`. */
  readonly match?: 'exact' | 'prefix' | 'fuzzy';
  /** Default: all fields that have a weight. */
  readonly fields?: readonly SearchField[];
}

/** A full-text query: a symbol scores the weighted BM25 of each (term, field) that fits, summed. */
export interface TextQuery {
  /** At most 512 terms; more are a BAD_INPUT. */
  readonly terms: readonly SearchTerm[];
  /** Weights greater than 0. Fields left out do not count. */
  readonly fieldWeights: Readonly<Partial<Record<SearchField, number>>>;
}

/** A vector to find the nearest ones of. */
export interface VectorQuery {
  readonly space: VectorSpace;
  readonly vector: Float32Array;
}

/** How many hits, and which. */
export interface HitOptions {
  /** 1..1000. */
  readonly k: number;
  readonly filter?: SymbolFilter;
}

/** A symbol that a signal found. */
export interface ScoredSymbol {
  readonly id: string;
  /** Greater is better; only the order within one answer means anything, but for `nearest`: the cosine, -1..1. */
  readonly score: number;
}

/** What ranking and showing a hit need. `code` is left out. */
export interface RetrievedSymbol {
  readonly id: string;
  readonly label: NodeLabel;
  readonly name: string;
  readonly qualifiedName: string;
  readonly filePath: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly class?: string;
  readonly kind?: string;
  readonly signature?: string;
  readonly docstring?: string;
  readonly description?: string;
  readonly descriptionSource?: DescriptionSource;
  /** Name of the model that made the description. */
  readonly descriptionModel?: string;
  readonly visibility?: string;
  readonly isTest: boolean;
}

/** What is kept of a symbol for ranking. */
export interface CandidateDocument {
  readonly id: string;
  readonly fields: Readonly<Partial<Record<SearchField, string>>>;
  /** -1..1; absent where no vector was asked for, or there is none. */
  readonly cosine?: number;
}

/** Who wrote a description. */
export type DescriptionSource = 'docstring' | 'model' | 'derived';

/** A symbol with its text, as describing and embedding read it. */
export interface SymbolSource extends RetrievedSymbol {
  /** At most the asked number of characters from the beginning. */
  readonly code: string;
  /** Length of the whole code in characters. */
  readonly codeLength: number;
  /** Hash of the text that a model-made description was made from. */
  readonly descriptionHash?: string;
}

/** One relation, without its lines. */
export interface AdjacentPair {
  readonly type: RelationType;
  readonly source: string;
  readonly target: string;
  readonly confidence: 'exact' | 'inferred' | 'candidate';
  /** How many lines make the relation; at least 1. */
  readonly count: number;
}

/** A description to be kept with a symbol. */
export interface DescriptionRow {
  readonly id: string;
  readonly description: string;
  readonly source: Exclude<DescriptionSource, 'docstring'>;
  /** Hash of what it was made from: see SymbolSource.descriptionHash. */
  readonly hash: string;
  /** Name of the model that made it, for `model`. */
  readonly model?: string;
}

/** A description that a model made, kept by what it was made from: it outlives revisions and moves of the symbol. */
export interface KeptDescription {
  /** See SymbolSource.descriptionHash. */
  readonly hash: string;
  readonly model: string;
  readonly description: string;
}

/** What one run of describing has used so far. A run that goes on after its end by force begins with these figures. */
export interface DescribingUsage {
  /** Names the run. */
  readonly run: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** True when a part of the tokens was counted by the product itself. */
  readonly estimated: boolean;
}

/** What full-text search knows of a symbol. */
export interface SearchDocument {
  readonly id: string;
  readonly label: NodeLabel;
  readonly filePath: string;
  readonly isTest: boolean;
  readonly fields: Readonly<Partial<Record<SearchField, string>>>;
  /** Of everything above, by the caller: a document whose hash is known is not written again. */
  readonly hash: string;
}

/** The vectors of one symbol: one for each part of it, at least one, each of unit length. Replaces those that were there. */
export interface SymbolVectors {
  readonly id: string;
  /** Of the embedded texts. */
  readonly hash: string;
  readonly parts: readonly Float32Array[];
}

/** What is kept of one symbol's document. */
export interface KnownDocument {
  readonly id: string;
  readonly hash: string;
  /** Hash of the vectors of the asked space; absent when there are none. */
  readonly vectorHash?: string;
}

/** One of the two places for vectors of a repository: a new model fills the free one while the other answers. */
export type VectorSpace = 'a' | 'b';

/** A model whose vectors are kept. */
export interface EmbeddingSpace {
  readonly space: VectorSpace;
  /** Identifies the model: name, version, dimensions, and for the built-in one what it was fitted on. */
  readonly model: string;
  readonly dimensions: number;
  /** Vector of a fixed text by this model when the space was begun: tells that another model answers under the same name. */
  readonly probe?: readonly number[];
}

/** What a search must know before it asks; cheap to read. */
export interface RetrievalState {
  readonly repository: string;
  /** Revision of the last refresh that ended; absent before the first. */
  readonly revision?: string;
  /** The published revision. */
  readonly publishedRevision: string;
  /** The space that searches use; absent before the first has been completed. */
  readonly active?: EmbeddingSpace;
  /** The space that is being filled for another model. */
  readonly building?: EmbeddingSpace;
  /** True when full-text search answers. */
  readonly textOnline: boolean;
  /** Model that described symbols last: its descriptions are preferred to those of others. */
  readonly descriptionModel?: string;
}

/** State of the search structures of one repository, with counts. */
export interface RetrievalStatus extends RetrievalState {
  /** Symbols with a document. */
  readonly documents: number;
  /** Symbols with vectors of the active space. */
  readonly embedded: number;
  /** Symbols with vectors of the space that is being filled. */
  readonly embeddedBuilding: number;
  readonly indexes: readonly SearchIndexStatus[];
  /** ISO 8601 in UTC; of the last refresh that ended. */
  readonly refreshedAt?: string;
  /** Symbols left without a vector by failures of the last refresh. */
  readonly missing: number;
}

/** One index of the database. */
export interface SearchIndexStatus {
  readonly kind: 'fulltext' | 'vector';
  readonly space?: VectorSpace;
  readonly state: 'online' | 'populating' | 'failed';
  /** 0..100. */
  readonly populationPercent: number;
}

/** Identifies one refresh of the search structures. Writes of a refresh that another one has overtaken are refused: CONFLICT. */
export interface RefreshPass {
  readonly repository: string;
  readonly pass: string;
  /** The revision that was published when it began. */
  readonly revision: string;
}

/** Reads for searching. Each call throws NOT_FOUND when there is no such repository. */
export interface RetrievalReaderPort {
  /** Best first; ties by id. Empty when there is no full-text index yet. */
  fulltext(repository: string, query: TextQuery, options: HitOptions): Promise<readonly ScoredSymbol[]>;
  /** Best first; ties by id; a symbol counts once, by its best part. Empty when the space has no index that is online. @throws BAD_INPUT for another length than the space's, or a number that is not finite. */
  nearest(repository: string, query: VectorQuery, options: HitOptions): Promise<readonly ScoredSymbol[]>;
  /** Symbols of the published revision, in the order asked; those it does not have are left out. At most 5000 ids. */
  symbols(repository: string, ids: readonly string[]): Promise<readonly RetrievedSymbol[]>;
  /** Texts of the documents of some symbols, with the cosine of their vectors (of part 0) to the one asked for; those without a document are left out. At most 2000 ids. */
  candidates(repository: string, ids: readonly string[], query?: VectorQuery): Promise<readonly CandidateDocument[]>;
  /** Whole code of some symbols of the published revision, by id. At most 1000 ids. */
  codes(repository: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Vectors (of part 0) of some symbols; those without are left out. At most 1000 ids. */
  vectorsOf(repository: string, space: VectorSpace, ids: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** Every symbol of the published revision but EXTERNAL ones, sorted by id, streamed. */
  sources(
    repository: string,
    options: { readonly maxCodeLength: number; readonly ids?: readonly string[] },
  ): AsyncIterable<SymbolSource>;
  /** Every relation of the published revision between symbols that are not EXTERNAL, in no order, streamed; `around`: only those with an end among these ids. */
  adjacency(repository: string, options?: { readonly around?: readonly string[] }): AsyncIterable<AdjacentPair>;
  state(repository: string): Promise<RetrievalState>;
  status(repository: string): Promise<RetrievalStatus>;
  /** What {@link RetrievalWriterPort.putBlob} keeps; undefined when nothing has the name. */
  blob(repository: string, name: string): Promise<{ readonly version: string; readonly bytes: Uint8Array } | undefined>;
  /** Descriptions that models made for a repository, by hash, of one hash the last made last; `hashes`: only those. Streamed. */
  keptDescriptions(repository: string, hashes?: readonly string[]): AsyncIterable<KeptDescription>;
  /** What a run of describing has used; undefined when it has kept nothing yet, or another one began after it. */
  describingUsage(repository: string, run: string): Promise<DescribingUsage | undefined>;
  /** Version of a blob without its bytes. */
  blobVersion(repository: string, name: string): Promise<string | undefined>;
}

/** Writes search structures. All of them go with the repository when it is deleted, and none is part of an export. */
export interface RetrievalWriterPort {
  /** Begins a refresh: from now on writes of earlier ones are refused. @throws NOT_FOUND */
  begin(repository: string): Promise<RefreshPass>;
  /** Keeps descriptions with symbols; those with a docstring keep theirs, and a `derived` one never replaces one of a model whose hash still fits. Returns how many were written. */
  writeDescriptions(pass: RefreshPass, rows: readonly DescriptionRow[]): Promise<number>;
  /**
   * Keeps descriptions that a model made, with what their run has used so far, in one transaction; what is known is written again. From now on descriptions
   * of this model are preferred. @throws NOT_FOUND
   */
  keepDescriptions(
    repository: string,
    made: { readonly model: string; readonly rows: readonly Omit<KeptDescription, 'model'>[]; readonly usage: DescribingUsage },
  ): Promise<void>;
  /** Ids and hashes of all documents, sorted by id, streamed. */
  documents(repository: string, space?: VectorSpace): AsyncIterable<KnownDocument>;
  writeDocuments(pass: RefreshPass, rows: readonly SearchDocument[]): Promise<void>;
  /** Documents and vectors of symbols that are no more. */
  deleteDocuments(pass: RefreshPass, ids: readonly string[]): Promise<void>;
  /** Names the model of a space. Vectors of another model are removed from it. The active space may not be begun anew: CONFLICT. */
  beginSpace(pass: RefreshPass, space: EmbeddingSpace): Promise<void>;
  /** Symbols without a document are left out. @throws BAD_INPUT for another length than the space's, or a number that is not finite. */
  writeVectors(pass: RefreshPass, space: VectorSpace, rows: readonly SymbolVectors[]): Promise<void>;
  /** Makes the full-text index, and the vector index of `space`, where they are not; waits until they are online. */
  ensureIndexes(
    pass: RefreshPass,
    options: { readonly space?: VectorSpace; readonly signal?: AbortSignal; readonly onProgress?: (percent: number) => void },
  ): Promise<void>;
  /** Searches use `space` from now on; the other space is emptied and its index dropped. */
  activate(pass: RefreshPass, space: VectorSpace): Promise<void>;
  /** Ends a refresh: the structures are those of its revision. */
  finish(pass: RefreshPass, result: { readonly missing: number }): Promise<void>;
  /** Keeps application data of a repository, such as a fitted model; at most 256 MiB. Replaces what had the name. */
  putBlob(repository: string, name: string, blob: { readonly version: string; readonly bytes: Uint8Array }): Promise<void>;
}

/** Reads and writes what searching needs. */
export type RetrievalStorePort = RetrievalReaderPort & RetrievalWriterPort;
