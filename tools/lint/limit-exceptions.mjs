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
  {
    files: ['libs/cypher-agent/src/safety/syntax/read-*.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place, in the order of the grammar.',
    allow: { complexity: 21 },
  },
  {
    files: ['libs/indexer/src/indexing/repository-indexer.ts'],
    reason: 'Has more cases than the limit; to be split.',
    allow: { maxParameters: 4 },
  },
  {
    files: ['libs/indexer/src/languages/python/assignments.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/languages/python/bound-names.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 17, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/languages/python/bracket-repair.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 13, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/languages/python/calls.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 13 },
  },
  {
    files: ['libs/indexer/src/languages/python/classes.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 15 },
  },
  {
    files: ['libs/indexer/src/languages/python/functions.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 18 },
  },
  {
    files: ['libs/indexer/src/languages/python/linking/packaging-roots.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 15 },
  },
  {
    files: ['libs/indexer/src/languages/python/linking/types.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 17 },
  },
  {
    files: ['libs/indexer/src/languages/python/narrowing.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 15 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/assignments.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 15 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/class-walk.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/commonjs.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 14 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/declare-classes.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 30 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/declare-functions.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 21 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/declare-imports.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/export-statements.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 14 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/functions.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, complexity: 22 },
  },
  {
    files: ['libs/indexer/src/languages/typescript/linking/ts-configs.ts'],
    reason: 'A construct of the language has many optional parts that are read in one place.',
    allow: { maxParameters: 4, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/linking/emission/definition-nodes.ts'],
    reason: 'Rows and indexes are made field by field in one pass.',
    allow: { maxParameters: 5, complexity: 16 },
  },
  {
    files: ['libs/indexer/src/linking/emission/emit-imports.ts'],
    reason: 'Rows and indexes are made field by field in one pass.',
    allow: { maxParameters: 5, complexity: 13 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/assigned.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, maxDepth: 6 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/containers.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, complexity: 18, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/members.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, maxDepth: 4 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/modules.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 6, complexity: 17 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/names.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, complexity: 15 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/overloads.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, complexity: 16 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/reading.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, complexity: 13 },
  },
  {
    files: ['libs/indexer/src/linking/evaluation/substitution.ts'],
    reason: 'One question of evaluation with all its cases in sight; to be split along the cases.',
    allow: { maxParameters: 5, complexity: 13 },
  },
  {
    files: ['libs/indexer/src/linking/values/value-factory.ts'],
    reason: 'Rows and indexes are made field by field in one pass.',
    allow: { maxParameters: 6, complexity: 17 },
  },
];
