/** Bounds of one batch. */
export interface BatchBounds<Row> {
  readonly maxRows: number;
  /** A batch ends with the row that makes it this large. */
  readonly maxSize: number;
  readonly sizeOf: (row: Row) => number;
}

/** Rows in their order, in batches that are never empty; pulls no row before the batch before it was taken. */
export async function* inBatches<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  bounds: BatchBounds<Row>,
): AsyncGenerator<Row[], void, undefined> {
  let batch: Row[] = [];
  let size = 0;
  for await (const row of rows) {
    batch.push(row);
    size += bounds.sizeOf(row);
    if (batch.length < bounds.maxRows && size < bounds.maxSize) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
