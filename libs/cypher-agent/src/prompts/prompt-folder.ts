/** Folder of the prompts of the CypherAgent, for the catalog of prompts. */
export const CYPHER_PROMPT_FOLDER = new URL('../../prompts/', import.meta.url);
