import { CodexGraphError } from '@codexgraph/graph-model';

/** The fields of a search document that the built-in embedder reads, in the order of its field weights. */
export const EMBEDDED_FIELDS = ['name', 'path', 'signature', 'code', 'context', 'description'] as const;

/** A table of vectors in 8 bits: row r is `scales[r] * values[r]`. */
export interface QuantisedRows {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** What training made: a vector for each known word, and for each bucket of letter triples, on the side of questions and on the side of code. */
export interface EmbedderWeights {
  /** Name and version of the training run; part of the identity of every vector. */
  readonly version: string;
  readonly dimensions: number;
  readonly buckets: number;
  /** Row of a folded word. Rows after the words are the buckets. */
  readonly rowOf: ReadonlyMap<string, number>;
  readonly fieldWeights: readonly number[];
  readonly query: QuantisedRows;
  readonly document: QuantisedRows;
}

const MAGIC = 'CGEW1\n';

/**
 * Reads the weights file: `CGEW1`, the length of a JSON header (32 bits, little endian), the header `{ version, dimensions, buckets, fieldWeights, words }`, then
 * for questions and for code the scales (float32) and the values (int8) of all rows.
 * @throws CONFIGURATION when the bytes are not such a file
 */
export function readEmbedderWeights(bytes: Uint8Array): EmbedderWeights {
  const start = MAGIC.length;
  if (new TextDecoder().decode(bytes.subarray(0, start)) !== MAGIC) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(start, true);
  const headerEnd = start + 4 + headerLength;
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(start + 4, headerEnd))) as {
    readonly version: string;
    readonly dimensions: number;
    readonly buckets: number;
    readonly fieldWeights: readonly number[];
    readonly words: string;
  };
  const words = header.words.split(' ');
  const rows = words.length + header.buckets;
  const tableLength = rows * (4 + header.dimensions);
  if (bytes.length !== headerEnd + 2 * tableLength) throw damaged();
  return {
    version: header.version,
    dimensions: header.dimensions,
    buckets: header.buckets,
    rowOf: new Map(words.map((word, row) => [word, row])),
    fieldWeights: header.fieldWeights,
    query: readRows(bytes.subarray(headerEnd, headerEnd + tableLength), rows),
    document: readRows(bytes.subarray(headerEnd + tableLength), rows),
  };
}

function readRows(bytes: Uint8Array, rows: number): QuantisedRows {
  // A copy begins at an even address, as floats need.
  const copy = new Uint8Array(bytes);
  return { scales: new Float32Array(copy.buffer, 0, rows), values: new Int8Array(copy.buffer, 4 * rows) };
}

function damaged(): CodexGraphError {
  return new CodexGraphError(
    'CONFIGURATION',
    'The weights of the built-in embedder are damaged or of another version. Restore libs/retrieval/weights.',
  );
}
