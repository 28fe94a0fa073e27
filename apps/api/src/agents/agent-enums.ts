import { RUN_STATES } from '@codexgraph/graph-model';
import { registerEnumType } from '@nestjs/graphql';

function upperCaseEnum<Name extends string>(names: readonly Name[]): Record<string, Name> {
  return Object.fromEntries(names.map((name) => [name.toUpperCase().replaceAll('-', '_'), name]));
}

function described(texts: Readonly<Record<string, string>>): Record<string, { description: string }> {
  return Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));
}

/** Which agents answer. */
export const ConversationModeEnum = upperCaseEnum(['general', 'chat', 'both'] as const);
/** An agent. */
export const AgentEnum = upperCaseEnum(['general', 'chat'] as const);
/** What a run is for. */
export const AgentTaskEnum = upperCaseEnum(['question-answering', 'new-code', 'comments', 'unit-tests', 'debugging'] as const);
/** How a run stands. */
export const RunStateEnum = upperCaseEnum(RUN_STATES);
/** How an endpoint stands. */
export const EndpointStatusEnum = upperCaseEnum(['up', 'down', 'checking'] as const);
/** A side-by-side vote. */
export const PreferenceEnum = upperCaseEnum(['a', 'b', 'tie', 'neither'] as const);
/** A judgement of one answer. */
export const ThumbEnum = upperCaseEnum(['up', 'down'] as const);

registerEnumType(ConversationModeEnum, {
  name: 'ConversationMode',
  description: 'Which agents answer the questions of a conversation.',
  valuesMap: described({
    GENERAL: 'The General agent, which replies with JSON actions.',
    CHAT: 'The Chat agent, which replies with markers.',
    BOTH: 'Both side by side, not named until you vote.',
  }),
});
registerEnumType(AgentEnum, {
  name: 'Agent',
  description: 'One of the two agents.',
  valuesMap: described({ GENERAL: 'Replies with JSON actions.', CHAT: 'Replies with markers.' }),
});
registerEnumType(AgentTaskEnum, {
  name: 'AgentTask',
  description: 'What an agent is to do.',
  valuesMap: described({
    QUESTION_ANSWERING: 'Answer a question.',
    NEW_CODE: 'Write new code, with the place where it belongs.',
    COMMENTS: 'Write comments, as a diff.',
    UNIT_TESTS: 'Write unit tests, as a diff.',
    DEBUGGING: 'Find a bug and mend it, as a diff.',
  }),
});
registerEnumType(RunStateEnum, {
  name: 'RunState',
  description: 'How a run stands. QUEUED and RUNNING are alive, the others final.',
  valuesMap: described({
    QUEUED: 'It waits for its turn.',
    RUNNING: 'The agent works.',
    ANSWERED: 'There is an answer.',
    FAILED: 'It failed; the result says why.',
    STOPPED: 'Somebody stopped it.',
    INTERRUPTED: 'The process that worked on it ended; ask again.',
  }),
});
registerEnumType(PreferenceEnum, {
  name: 'Preference',
  description: 'Which of two answers is better.',
  valuesMap: described({
    A: 'The one in seat a.',
    B: 'The one in seat b.',
    TIE: 'Both are equally good.',
    NEITHER: 'Neither is good.',
  }),
});
registerEnumType(ThumbEnum, {
  name: 'Thumb',
  description: 'A judgement of one answer.',
  valuesMap: described({ UP: 'It helped.', DOWN: 'It did not.' }),
});
registerEnumType(EndpointStatusEnum, {
  name: 'EndpointStatus',
  description: 'How a model endpoint stands.',
  valuesMap: described({
    UP: 'It answers.',
    DOWN: 'It does not answer, or not as it should.',
    CHECKING: 'It is being asked for the first time.',
  }),
});
