/** Options of a vector index, as the statement that makes it wants them. Quantisation is off: spaces are small, and the order of near vectors matters. */
export function vectorIndexOptions(dimensions: number): { readonly indexConfig: Readonly<Record<string, unknown>> } {
  return {
    indexConfig: {
      'vector.dimensions': dimensions,
      'vector.similarity_function': 'cosine',
      'vector.quantization.enabled': false,
    },
  };
}
