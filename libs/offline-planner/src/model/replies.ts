import type { AgentTask, RunPurpose } from '@codexgraph/llm';
import type { PlannedAnswer } from '../answering/answer.js';
import { languageOf } from '../words/lexer.js';

const FINAL_ACTIONS: Readonly<Record<AgentTask, string>> = {
  'question-answering': 'ANSWER_QUESTION',
  'new-code': 'GENERATE_NEW_CODE',
  comments: 'ADD_COMMENTS',
  'unit-tests': 'GENERATE_UNITTEST',
  debugging: 'GENERATE_PATCH',
};

/** A round that searches, in the protocol of the run. */
export function searchReply({ protocol, question }: RunPurpose, textQueries: readonly string[]): string {
  const thought = languageOf(question) === 'zh' ? '按代码结构查询。' : 'Ask the graph.';
  if (protocol === 'json-action') return JSON.stringify({ thought, action: 'TEXT_QUERIES', action_input: textQueries });
  const sections = textQueries.map((query, index) => `### Text Query ${index + 1}\n${query}`);
  return `[start_of_analysis]\n${thought}\n[end_of_analysis]\n[start_of_code_search]\n${sections.join('\n')}\n[end_of_code_search]`;
}

/** The end of the search. */
export function finishReply({ protocol, task }: RunPurpose, answer: PlannedAnswer): string {
  if (protocol === 'json-action')
    return JSON.stringify({ thought: answer.plan ?? '', action: FINAL_ACTIONS[task], action_input: '' });
  const references = answer.citations.map(
    ({ file_path: path, start_line: start = 1, end_line: end = start, qualified_name: name }) =>
      `  - ${path}:${start}-${end} \`${name}\``,
  );
  const lines = [
    '[start_of_answer]',
    '### Answer',
    `- Analysis: ${answer.plan ?? ''}`,
    `- Conclusion: ${answer.text}`,
    '- Source code reference:',
    ...references,
    '[end_of_answer]',
  ];
  return lines.join('\n');
}

/** The final answer with the block of what it rests on. */
export function finalAnswerReply(answer: PlannedAnswer): string {
  const value = answer.value === undefined ? [] : [`value: ${String(answer.value)}`];
  const references = answer.citations.map((citation) => JSON.stringify({ id: citation.id }));
  const limits = answer.limits === undefined ? [] : ['', answer.limits];
  return [answer.text, ...limits, '', '[start_of_references]', ...value, ...references, '[end_of_references]'].join('\n');
}

/** Tasks that write code need a language model. */
export function refusalReply({ protocol, task, stage, question }: RunPurpose): string {
  const text =
    languageOf(question) === 'zh'
      ? '目前没有配置语言模型，无法编写代码；可以回答关于代码结构的问题。配置 OPENAI_BASE_URL 和 CODEXGRAPH_CHAT_MODEL 后再试。'
      : 'No language model is configured, so no code can be written; questions about the structure of the code can be answered. Set OPENAI_BASE_URL and CODEXGRAPH_CHAT_MODEL, and try again.';
  if (stage !== 'round') return text;
  if (protocol === 'json-action') return JSON.stringify({ thought: text, action: FINAL_ACTIONS[task], action_input: text });
  return task === 'debugging'
    ? `[start_of_bug_locations]\n[]\n[end_of_bug_locations]\n${text}`
    : `[start_of_answer]\n### Answer\n- Conclusion: ${text}\n[end_of_answer]`;
}
