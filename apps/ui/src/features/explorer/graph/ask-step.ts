import type { Client, CombinedError } from 'urql';
import type { Step } from '../steps/step.js';
import { aroundDocument, expandDocument, pathDocument } from './graph.documents.js';
import { isRelationType, type RelationTypeName } from './relation-types.js';

/** What the service found for a step. */
export interface StepAnswer {
  readonly ids: readonly string[];
  /** Whether there is more than a step may bring. */
  readonly isCut: boolean;
  /** Whether nothing new could be found, such as no path. */
  readonly isEmpty: boolean;
}

const NOTHING: StepAnswer = { ids: [], isCut: false, isEmpty: false };
const MAX_AROUND = 400;
const MAX_INSIDE = 4000;
const CALL_TYPES: readonly RelationTypeName[] = ['CALLS', 'INSTANTIATES'];
const INSIDE_TYPES: readonly RelationTypeName[] = ['CONTAINS', 'HAS_METHOD'];

/** Asks the service what a step brings. @throws CombinedError */
export async function askStep(client: Client, repository: string, step: Step): Promise<StepAnswer> {
  switch (step.kind) {
    case 'show':
    case 'hide':
      return NOTHING;
    case 'expand':
      return expand(client, repository, step);
    case 'calls':
      return around(client, repository, { id: step.id, depth: step.depth, direction: step.direction, types: CALL_TYPES });
    case 'hierarchy':
      return around(client, repository, { id: step.id, depth: 5, types: ['INHERITS'] });
    case 'inside':
      return around(client, repository, { id: step.id, depth: 2, maxNodes: MAX_INSIDE, direction: 'OUT', types: INSIDE_TYPES });
    case 'focus':
      return around(client, repository, { id: step.id, depth: 1, maxNodes: 1000 });
    case 'path':
      return path(client, repository, step);
  }
}

async function expand(client: Client, repository: string, step: Extract<Step, { kind: 'expand' }>): Promise<StepAnswer> {
  if (!isRelationType(step.type)) return NOTHING;
  const variables = { repository, id: step.id, direction: step.direction, types: [step.type] };
  const { data, error } = await client.query(expandDocument, variables).toPromise();
  if (error !== undefined) throw error;
  const relations = data?.repository?.symbol?.relations;
  const ids = relations?.nodes.map(({ symbol }) => symbol.id) ?? [];
  return { ids, isCut: relations?.pageInfo.hasNextPage ?? false, isEmpty: ids.length === 0 };
}

async function around(
  client: Client,
  repository: string,
  request: {
    readonly id: string;
    readonly depth: number;
    readonly maxNodes?: number;
    readonly direction?: 'OUT' | 'IN';
    readonly types?: readonly RelationTypeName[];
  },
): Promise<StepAnswer> {
  const { maxNodes = MAX_AROUND, types, ...rest } = request;
  const variables = { repository, maxNodes, ...rest, ...(types === undefined ? {} : { types: [...types] }) };
  const { data, error } = await client.query(aroundDocument, variables).toPromise();
  if (error !== undefined) throw error;
  const found = data?.repository?.symbol?.neighbourhood;
  const ids = found?.symbols.map(({ id }) => id) ?? [];
  return { ids, isCut: found?.truncated ?? false, isEmpty: ids.length <= 1 };
}

async function path(client: Client, repository: string, step: Extract<Step, { kind: 'path' }>): Promise<StepAnswer> {
  const { data, error } = await client.query(pathDocument, { repository, fromId: step.id, toId: step.to }).toPromise();
  if (error !== undefined) throw error;
  const found = data?.repository?.path ?? data?.repository?.anyWay;
  // Both ends are drawn even when nothing joins them, so that one sees what was asked.
  const ids = found?.symbols.map(({ id }) => id) ?? [step.id, step.to];
  return { ids, isCut: false, isEmpty: found == null };
}

/** Whether something thrown is a failure of a request. */
export function isRequestFailure(thrown: unknown): thrown is CombinedError {
  return thrown instanceof Error && thrown.name === 'CombinedError';
}
