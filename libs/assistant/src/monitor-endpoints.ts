import {
  endpointHealth,
  EndpointMonitor,
  type ChatModels,
  type ModelEndpoint,
  type ModelRole,
  type MonitoredEndpoint,
} from '@codexgraph/llm';

const ROLES: readonly ModelRole[] = ['agent', 'cypher', 'critique', 'generation', 'description'];
const CHECK_TIMEOUT_MS = 5000;

/** Watches the models that answer in some role, the built-in planner among them where it answers, and those that others bring. */
export function endpointMonitor(
  models: ChatModels,
  options: { readonly endpoints?: readonly ModelEndpoint[]; readonly now: () => Date; readonly nowMs: () => number },
  others: readonly MonitoredEndpoint[] = [],
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
  return new EndpointMonitor(joined([...configured, ...builtIn, ...others]), { now: options.now });
}

/** One entry for each name: a model that chats and judges search hits stands once. */
function joined(endpoints: readonly MonitoredEndpoint[]): readonly MonitoredEndpoint[] {
  const byName = new Map<string, MonitoredEndpoint>();
  for (const endpoint of endpoints) {
    const known = byName.get(endpoint.name);
    byName.set(endpoint.name, known === undefined ? endpoint : { ...known, roles: [...known.roles, ...endpoint.roles] });
  }
  return [...byName.values()];
}
