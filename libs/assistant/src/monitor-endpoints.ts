import { endpointHealth, EndpointMonitor, type ChatModels, type ModelEndpoint, type ModelRole } from '@codexgraph/llm';

const ROLES: readonly ModelRole[] = ['agent', 'cypher', 'critique', 'generation', 'description'];
const CHECK_TIMEOUT_MS = 5000;

/** Watches the models that answer in some role, the built-in planner among them where it answers. */
export function endpointMonitor(
  models: ChatModels,
  options: { readonly endpoints?: readonly ModelEndpoint[]; readonly now: () => Date; readonly nowMs: () => number },
): EndpointMonitor {
  const roles = new Map<string, ModelRole[]>();
  for (const role of ROLES) {
    const { endpoint } = models.forRole(role).identity;
    roles.set(endpoint, [...(roles.get(endpoint) ?? []), role]);
  }
  const configured = (options.endpoints ?? []).map((endpoint) => ({
    name: endpoint.name,
    model: endpoint.model,
    roles: roles.get(endpoint.name) ?? [],
    check: () => endpointHealth(endpoint, { timeoutMs: CHECK_TIMEOUT_MS, nowMs: options.nowMs }),
  }));
  const builtIn = [...roles.keys()].flatMap((name) => {
    if (configured.some((endpoint) => endpoint.name === name)) return [];
    const model = ROLES.map((role) => models.forRole(role).identity).find(({ endpoint }) => endpoint === name)?.model ?? name;
    return [{ name, model, roles: roles.get(name) ?? [] }];
  });
  return new EndpointMonitor([...configured, ...builtIn], { now: options.now });
}
