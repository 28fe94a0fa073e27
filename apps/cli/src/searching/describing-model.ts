import { homedir } from 'node:os';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { Config } from '@codexgraph/config';
import type { ChatModel } from '@codexgraph/llm';
import type { VerbContext } from '../framework/verb-context.js';
import { UsageError } from '../framework/usage-error.js';

const LIST_TIMEOUT_MS = 5_000;

/** What people say of the model on the command line. */
export interface ChosenModel {
  /** Address of a server, or name of one of CODEXGRAPH_MODEL_ENDPOINTS. */
  readonly endpoint?: string | undefined;
  readonly model?: string | undefined;
}

/** The model that describes; undefined when none is configured. @throws CONFIGURATION, UsageError */
export async function describingModel(context: VerbContext, chosen: ChosenModel): Promise<ChatModel | undefined> {
  const { describingModelOf } = await import('@codexgraph/assistant');
  const { models } = await withChosen(context, chosen);
  return describingModelOf(models, { random: Math.random });
}

/** What to say where no model is configured. */
export function noModel(): CodexGraphError {
  return new CodexGraphError(
    'CONFIGURATION',
    'No language model is configured, so symbols keep the descriptions that are derived from their code. Set CODEXGRAPH_DESCRIPTION_MODEL (and OPENAI_BASE_URL), or give --endpoint and --model.',
  );
}

/** The configuration as if the model were in it: the options stand for the variables of the same meaning. */
async function withChosen(context: VerbContext, { endpoint, model }: ChosenModel): Promise<Config> {
  if (endpoint === undefined && model === undefined) return context.config;
  const { readConfig } = await import('@codexgraph/config');
  const { variables } = context;
  const machine = { platform: process.platform, homeFolder: homedir(), variables };
  const read = (given: Readonly<Record<string, string | undefined>>): Config => readConfig({ ...variables, ...given }, machine);
  if (endpoint === undefined) return read({ CODEXGRAPH_DESCRIPTION_MODEL: model });
  if (!URL.canParse(endpoint)) return read({ CODEXGRAPH_DESCRIPTION_MODEL: endpoint });
  // A key goes to the server that it was given for, and to no other.
  const isOwn = endpoint === variables['OPENAI_BASE_URL'];
  const server = { OPENAI_BASE_URL: endpoint, ...(isOwn ? {} : { OPENAI_API_KEY: undefined }) };
  const name = model ?? (await onlyModelAt(endpoint, isOwn ? variables['OPENAI_API_KEY'] : undefined));
  return read({ ...server, CODEXGRAPH_DESCRIPTION_MODEL: name });
}

async function onlyModelAt(baseUrl: string, apiKey: string | undefined): Promise<string> {
  const { endpointHealth } = await import('@codexgraph/llm');
  const endpoint = { name: 'describe', baseUrl, model: '', ...(apiKey === undefined ? {} : { apiKey }) };
  const { models, problem } = await endpointHealth(endpoint, { timeoutMs: LIST_TIMEOUT_MS, nowMs: () => performance.now() });
  const [only, ...others] = models;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw new UsageError(`That server has several models; name one with --model: ${models.join(', ')}.`);
  throw new UsageError(`Name the model of that server with --model. ${problem?.message ?? ''}`.trim());
}
