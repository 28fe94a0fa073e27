/**
 * Files that may be larger than the limits, each with its reason. The list may only shrink.
 * @type {readonly { files: string[], reason: string, allow: { maxLines?: number, maxFunctionLines?: number, maxParameters?: number, complexity?: number, maxDepth?: number } }[]}
 */
export const limitExceptions = [
  {
    files: ['libs/graph-model/src/symbol-id.ts'],
    reason: 'An id is its four parts, in this order, everywhere.',
    allow: { maxParameters: 4 },
  },
  {
    files: ['libs/indexer/src/facts/facts-builder.ts'],
    reason: 'A term is an op and three operands; an object for each call would be allocated millions of times.',
    allow: { maxParameters: 4 },
  },
  {
    files: ['libs/indexer/src/linking/**/*.ts'],
    reason: 'Evaluation hands file, term and values through millions of calls; an object for each would be allocated.',
    allow: { maxParameters: 5 },
  },
  {
    files: ['libs/indexer/src/languages/**/*.ts'],
    reason: 'Readers hand node, scope and owner through every node of every file, as above.',
    allow: { maxParameters: 4 },
  },
];
