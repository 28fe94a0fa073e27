import {
  type CodeMap,
  type CodeMapRequest,
  drawCodeMap,
  type MappedFile,
  type MappedRelation,
  RELATION_TYPES,
  type RelationType,
} from '@codexgraph/graph-model';
import { codeMapFiles } from '../generated/read/code-map-files.js';
import { codeMapRelations } from '../generated/read/code-map-relations.js';
import { checkBound } from './page-cursor.js';
import type { RevisionReads } from './revision-reads.js';

/** What stands between files, and is not the frame of the map itself. */
export const MAPPED_TYPES = RELATION_TYPES.filter((type) => !['CONTAINS', 'HAS_METHOD', 'HAS_FIELD'].includes(type));
/** Bounds of a request. */
export const MAP_BOUNDS = { open: { least: 0, most: 500 }, maxEntries: { least: 1, most: 2000 } };
const KEPT_REPOSITORIES = 4;

interface FileGraph {
  readonly revision: string;
  readonly files: readonly MappedFile[];
  readonly relations: readonly MappedRelation[];
}

/**
 * Draws maps from the relations between files, which are summed by the database once a revision and kept: opening one folder after the other
 * costs no query. Memory: about 100 bytes for each pair of related files, for the {@link KEPT_REPOSITORIES} repositories asked last.
 */
export class CodeMapReader {
  readonly #reads: RevisionReads;
  readonly #kept = new Map<string, FileGraph>();

  constructor(reads: RevisionReads) {
    this.#reads = reads;
  }

  async codeMap(repository: string, request: CodeMapRequest): Promise<CodeMap> {
    checkBound('open', request.open.length, MAP_BOUNDS.open);
    checkBound('maxEntries', request.maxEntries, MAP_BOUNDS.maxEntries);
    const { files, relations } = await this.#fileGraph(repository);
    return drawCodeMap(files, relations, request);
  }

  async #fileGraph(repository: string): Promise<FileGraph> {
    const { revision } = await this.#reads.published(repository);
    const kept = this.#kept.get(repository);
    this.#kept.delete(repository);
    const graph = kept?.revision === revision ? kept : { revision, ...(await this.#read(repository)) };
    this.#kept.set(repository, graph);
    for (const name of this.#kept.keys()) if (this.#kept.size > KEPT_REPOSITORIES) this.#kept.delete(name);
    return graph;
  }

  #read(repository: string): Promise<Omit<FileGraph, 'revision'>> {
    return this.#reads.read(repository, async (run) => {
      const files = await run(codeMapFiles, {});
      const relations = await run(codeMapRelations, { types: MAPPED_TYPES });
      return {
        files: files.map(({ language, ...file }) => ({ ...file, ...(language === null ? {} : { language }) })),
        relations: relations.map((relation) => ({ ...relation, type: relation.type as RelationType })),
      };
    });
  }
}
