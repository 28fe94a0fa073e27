import type { ModelEndpointSettings } from '@codexgraph/config';
import type { ModelEndpoint } from '@codexgraph/llm';

/** Configured endpoints with their keys, which leave their wrapping only here. */
export function modelEndpoints(settings: readonly ModelEndpointSettings[]): readonly ModelEndpoint[] {
  return settings.map(({ apiKey, ...rest }) => ({ ...rest, ...(apiKey === undefined ? {} : { apiKey: apiKey.reveal() }) }));
}
