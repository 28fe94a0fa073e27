import type { RetrievalReaderPort, RetrievalState } from '@codexgraph/graph-model';
import { BuiltInEmbedder } from '../embedding/built-in-embedder.js';
import { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { EmbedderWeights } from '../embedding/embedder-weights.js';
import { SymbolGraph } from '../expansion/symbol-graph.js';
import { languageShares } from '../reranking/language-shares.js';
import { GRAPH_BLOB } from '../refresh/corpus.js';
import { STATISTICS_BLOB } from '../refresh/built-in-choice.js';

/** What searches of one repository keep in memory between questions. */
export interface SearchMemory {
  /** Revision of the relations; undefined when none are kept. */
  readonly revision: string | undefined;
  readonly graph: SymbolGraph;
  readonly statistics: CorpusStatistics;
  readonly embedder: BuiltInEmbedder;
  /** See {@link languageShares}. */
  readonly languageShare: (filePath: string) => number;
}

/** Keeps the memory of the repositories that were searched last. */
export class SearchMemories {
  readonly #reader: Pick<RetrievalReaderPort, 'blob'>;
  readonly #weights: () => Promise<EmbedderWeights>;
  readonly #most: number;
  readonly #kept = new Map<string, { readonly revision: string | undefined; readonly memory: Promise<SearchMemory> }>();

  /** `most`: repositories that are kept at once. */
  constructor(reader: Pick<RetrievalReaderPort, 'blob'>, weights: () => Promise<EmbedderWeights>, most = 8) {
    this.#reader = reader;
    this.#weights = weights;
    this.#most = most;
  }

  /** The memory for a state; read anew when a refresh has ended since. */
  async of(state: RetrievalState): Promise<SearchMemory> {
    const kept = this.#kept.get(state.repository);
    if (kept !== undefined && kept.revision === state.revision) return kept.memory;
    const memory = this.#read(state);
    this.#kept.delete(state.repository);
    this.#kept.set(state.repository, { revision: state.revision, memory });
    memory.catch(() => this.#kept.delete(state.repository));
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    return memory;
  }

  async #read({ repository, revision }: RetrievalState): Promise<SearchMemory> {
    const [relations, counts, weights] = await Promise.all([
      this.#reader.blob(repository, GRAPH_BLOB),
      this.#reader.blob(repository, STATISTICS_BLOB),
      this.#weights(),
    ]);
    const graph = relations === undefined ? SymbolGraph.of([], []) : SymbolGraph.fromBytes(relations.bytes);
    const statistics = counts === undefined ? await CorpusStatistics.of([]) : CorpusStatistics.fromBytes(counts.bytes);
    return {
      revision: relations === undefined ? undefined : revision,
      graph,
      statistics,
      embedder: new BuiltInEmbedder(weights, statistics),
      languageShare: languageShares(graph.ids),
    };
  }
}
