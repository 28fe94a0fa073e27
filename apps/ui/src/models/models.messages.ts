import { defineMessages } from '../i18n/messages.js';

/** Texts about the models that answer. */
export const modelsMessages = defineMessages({
  UP: { en: 'Up', zh: '正常' },
  DOWN: { en: 'Down', zh: '异常' },
  CHECKING: { en: 'Checking', zh: '检查中' },
  offline: { en: 'Built-in planner', zh: '内置规划器' },
  builtin: { en: 'Built-in search', zh: '内置搜索' },
  offlineHint: {
    en: 'Answers without a language model. Nothing leaves this machine.',
    zh: '无需语言模型即可回答，数据不会离开本机。',
  },
  latency: { en: '{time} to answer', zh: '响应用时 {time}' },
  checked: { en: 'checked {ago}', zh: '{ago}检查' },
  idle: { en: 'No role uses it.', zh: '没有角色使用它。' },
  agent: { en: 'Agents', zh: '智能体' },
  cypher: { en: 'Cypher', zh: 'Cypher' },
  critique: { en: 'Critique', zh: '评审' },
  generation: { en: 'Final answers', zh: '最终回答' },
  description: { en: 'Descriptions', zh: '描述' },
  embedding: { en: 'Search by meaning', zh: '语义搜索' },
  rerank: { en: 'Ranking', zh: '排序' },
});
