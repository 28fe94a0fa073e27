import {
  CodexGraphError,
  NODE_LABELS,
  type DescribingUsage,
  type DescriptionSource,
  type EmbeddingSpace,
  type NodeLabel,
  type RetrievalState,
  type RetrievedSymbol,
  type SymbolFilter,
  type SymbolSource,
  type VectorSpace,
} from '@codexgraph/graph-model';

type Properties = Readonly<Record<string, unknown>>;

const LABELS: ReadonlySet<string> = new Set(NODE_LABELS);

/** Names of the properties and of the index of one space, behind the base name of the repository. */
export const SPACES = {
  a: { vectorProperty: 'vector_a', hashProperty: 'vector_hash_a', index: '_search_vectors_a' },
  b: { vectorProperty: 'vector_b', hashProperty: 'vector_hash_b', index: '_search_vectors_b' },
} as const satisfies Record<VectorSpace, unknown>;

/** A stored node as a symbol to be ranked or shown. */
export function toRetrievedSymbol(node: Properties, labels: readonly string[]): RetrievedSymbol {
  const label = labels.find((candidate): candidate is NodeLabel => LABELS.has(candidate));
  if (label === undefined)
    throw new CodexGraphError('INTERNAL', 'A node of a revision has no kind label; index the repository again.');
  return {
    id: String(node['id']),
    label,
    name: text(node['name']) ?? '',
    qualifiedName: text(node['qualified_name']) ?? '',
    filePath: text(node['file_path']) ?? '',
    isTest: node['is_test'] === true,
    ...present({
      startLine: whole(node['start_line']),
      endLine: whole(node['end_line']),
      class: text(node['class']),
      kind: text(node['kind']),
      signature: text(node['signature']),
      docstring: text(node['docstring']),
      description: text(node['description']),
      descriptionSource: text(node['description_source']) as DescriptionSource | undefined,
      descriptionModel: text(node['description_model']),
      visibility: text(node['visibility']),
    }),
  };
}

/** A stored node as describing and embedding read it. */
export function toSymbolSource(row: {
  readonly symbol: Properties;
  readonly labels: readonly string[];
  readonly code: string;
  readonly codeLength: number;
}): SymbolSource {
  return {
    ...toRetrievedSymbol(row.symbol, row.labels),
    code: row.code,
    codeLength: row.codeLength,
    ...present({ descriptionHash: text(row.symbol['description_hash']) }),
  };
}

/** State from the record of a repository's search structures. */
export function toRetrievalState(
  repository: string,
  row: { readonly revision: string; readonly record: Properties | null },
): RetrievalState {
  const record = row.record ?? {};
  return {
    repository,
    publishedRevision: row.revision,
    textOnline: record['text_online'] === true,
    ...present({
      revision: text(record['revision']),
      active: space(record, record['active']),
      building: space(record, record['building']),
      descriptionModel: text(record['description_model']),
    }),
  };
}

/** What a run of describing has used, from the record of a repository's search structures; undefined for another run. */
export function toDescribingUsage(record: Properties | null, run: string): DescribingUsage | undefined {
  if (record?.['describing_run'] !== run) return undefined;
  return {
    run,
    calls: whole(record['describing_calls']) ?? 0,
    inputTokens: whole(record['describing_input_tokens']) ?? 0,
    outputTokens: whole(record['describing_output_tokens']) ?? 0,
    estimated: record['describing_estimated'] === true,
  };
}

/** Properties of the record that tell the model of a space. */
export function spaceProperties({ space, model, dimensions, probe }: EmbeddingSpace): Record<string, unknown> {
  return {
    [`model_${space}`]: model,
    [`dimensions_${space}`]: dimensions,
    [`probe_${space}`]: probe === undefined ? null : JSON.stringify(probe),
  };
}

/** Filter as parameters of a statement. */
export function filterParameters(filter: SymbolFilter | undefined): {
  labels: readonly string[] | null;
  pathPrefix: string | null;
  isTest: boolean | null;
} {
  return {
    labels: filter?.labels ?? null,
    pathPrefix: filter?.pathPrefix ?? null,
    isTest: filter?.tests === undefined ? null : filter.tests === 'only',
  };
}

/** @throws BAD_INPUT when a vector has another length than it must, or a number that is not finite. */
export function checkVector(vector: ArrayLike<number>, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new CodexGraphError(
      'BAD_INPUT',
      `A vector has ${String(vector.length)} numbers where the model has ${String(dimensions)}; embed with the model of the index, or embed the repository again.`,
    );
  }
  let length = 0;
  for (let index = 0; index < vector.length; index += 1) length += (vector[index] ?? Number.NaN) ** 2;
  if (Number.isFinite(length) && length > 0) return;
  throw new CodexGraphError('BAD_INPUT', 'A vector has numbers that are not finite, or only zeros; the model gave no meaning.');
}

function space(record: Properties, name: unknown): EmbeddingSpace | undefined {
  if (name !== 'a' && name !== 'b') return undefined;
  const probe = text(record[`probe_${name}`]);
  return {
    space: name,
    model: text(record[`model_${name}`]) ?? '',
    dimensions: whole(record[`dimensions_${name}`]) ?? 0,
    ...(probe === undefined ? {} : { probe: JSON.parse(probe) as number[] }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The members that are there. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
