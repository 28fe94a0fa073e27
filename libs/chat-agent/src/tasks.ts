import type { AgentTask, RunPurpose } from '@codexgraph/llm';

/** One kind of work: how its search ends and what is made in the end. */
export interface TaskDefinition {
  readonly name: AgentTask;
  /** Action of the General agent that ends the search. */
  readonly finalAction: string;
  /** What that action is for, as the prompt says it. */
  readonly actionText: string;
  /** What the user wants, as the prompts say it. */
  readonly instruction: string;
  /** Stage of the call that makes the result; `code` and `patch` give edits. */
  readonly stage: Extract<RunPurpose['stage'], 'answer' | 'code' | 'patch'>;
}

const TASKS: readonly TaskDefinition[] = [
  {
    name: 'question-answering',
    finalAction: 'ANSWER_QUESTION',
    actionText: 'the rows answer the question; action_input is left out.',
    instruction: 'Answer a question about the repository.',
    stage: 'answer',
  },
  {
    name: 'new-code',
    finalAction: 'GENERATE_NEW_CODE',
    actionText: 'you know where the new code goes and what it uses; action_input is left out.',
    instruction:
      'Write new code for the repository: find where it belongs, what it must call and import, and how code of its kind is written there.',
    stage: 'code',
  },
  {
    name: 'comments',
    finalAction: 'ADD_COMMENTS',
    actionText: 'you have the code to be commented and know what it does; action_input is left out.',
    instruction: 'Add comments and docstrings to code of the repository. Change nothing but comments and docstrings.',
    stage: 'code',
  },
  {
    name: 'unit-tests',
    finalAction: 'GENERATE_UNITTEST',
    actionText: 'you have the code to be tested and know how tests are written there; action_input is left out.',
    instruction: 'Write unit tests for code of the repository, in the way and in the place in which its tests are written.',
    stage: 'code',
  },
  {
    name: 'debugging',
    finalAction: 'GENERATE_PATCH',
    actionText:
      'you know where the bug is; action_input is a list of {"file_path", "symbol", "start_line", "end_line", "reason"}, the places to be changed.',
    instruction: 'Find the cause of a bug in the repository and mend it with the smallest change.',
    stage: 'patch',
  },
];

/** Names of all tasks, in the order in which they are shown. */
export const AGENT_TASKS: readonly AgentTask[] = TASKS.map(({ name }) => name);

/** The definition of a task; undefined for a name that is none. */
export function taskNamed(name: string): TaskDefinition | undefined {
  return TASKS.find((task) => task.name === name);
}
