import type { ChatRequest } from '../chat-model.port.js';

/** A call as an agent makes it, with what a test wants to be different. */
export function sampleRequest(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    messages: [
      { role: 'system', content: 'You answer questions about code.' },
      { role: 'user', content: 'who calls send?' },
    ],
    purpose: {
      role: 'cypher',
      stage: 'cypher',
      repository: 'sample',
      textQueries: ['who calls send?'],
      failures: [],
      conversation: [],
      attempt: 1,
    },
    prompts: [],
    ...changes,
  };
}
