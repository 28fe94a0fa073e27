import { CodexGraphError } from '@codexgraph/graph-model';
import type { ChatModel, ChatModels } from '../chat-model.port.js';
import type { ModelRole } from '../chat-purpose.js';
import { tokenCounterFor } from '../tokens/token-counter.js';
import type { ModelEndpoint } from './endpoint.js';
import { OpenAiCompatibleModel } from './openai-compatible-model.js';

/** Which endpoint answers in which role. */
export interface ChatModelsOptions {
  /** Names are unique. Empty: the offline model answers everything. */
  readonly endpoints: readonly ModelEndpoint[];
  /** Names of endpoints. A role without one is answered by that of `agent`; `agent` by the offline model, or by the first endpoint when no role is named at all. */
  readonly roles: Readonly<Partial<Record<ModelRole, string>>>;
  /** Answers where no endpoint is configured. */
  readonly offline: ChatModel;
  readonly random: () => number;
}

/** Makes the models of a configuration and gives them by role. @throws CONFIGURATION when a role names an endpoint that does not exist. */
export async function createChatModels(options: ChatModelsOptions): Promise<ChatModels> {
  const models = new Map<string, ChatModel>();
  for (const endpoint of options.endpoints) {
    const tokens = await tokenCounterFor(endpoint.model);
    models.set(endpoint.name, new OpenAiCompatibleModel({ endpoint, tokens, random: options.random }));
  }
  const named = (role: ModelRole): ChatModel | undefined => {
    const name = options.roles[role];
    if (name === undefined) return undefined;
    const model = models.get(name);
    if (model !== undefined) return model;
    throw new CodexGraphError(
      'CONFIGURATION',
      `The role ${role} names the model endpoint "${name}", which is not configured. There are: ${[...models.keys()].join(', ') || 'none'}.`,
    );
  };
  for (const role of Object.keys(options.roles) as ModelRole[]) named(role);
  const only = Object.keys(options.roles).length === 0 ? models.values().next().value : undefined;
  const first = named('agent') ?? only ?? options.offline;
  return { forRole: (role) => named(role) ?? first };
}

/** The same model in every role. */
export function oneChatModel(model: ChatModel): ChatModels {
  return { forRole: () => model };
}
