import { CYPHER_PROMPT_FOLDER } from '@codexgraph/cypher-agent';
import { loadPromptCatalog, type PromptCatalog } from '@codexgraph/llm';

const AGENT_PROMPT_FOLDER = new URL('../../prompts/', import.meta.url);

/** All prompts of the agents and of the CypherAgent, checked. @throws CONFIGURATION when one is wrong */
export function loadAgentPrompts(): PromptCatalog {
  return loadPromptCatalog([AGENT_PROMPT_FOLDER, CYPHER_PROMPT_FOLDER]);
}
