import { defineMessages } from '../../i18n/messages.js';

/** Texts of the sandbox, and the titles of its examples. */
export const sandboxMessages = defineMessages({
  title: { en: 'GraphQL sandbox', zh: 'GraphQL 沙盒' },
  lead: {
    en: 'What this interface uses, other programs can use too. Queries run with your token; changes are real.',
    zh: '此界面使用的接口，其他程序也可以使用。查询会使用你的令牌；更改会真实生效。',
  },
  examples: { en: 'Examples', zh: '示例' },
  choose: { en: 'Choose an example…', zh: '选择示例…' },
  copyLink: { en: 'Copy link', zh: '复制链接' },
  repositories: { en: 'All repositories', zh: '全部代码库' },
  callers: { en: 'Who calls a symbol', zh: '谁调用了某个符号' },
  quality: { en: 'What was not understood', zh: '哪些没有被理解' },
  search: { en: 'Search by words and meaning', zh: '按词语和语义搜索' },
  cypher: { en: 'Run Cypher', zh: '运行 Cypher' },
  ask: { en: 'Ask a question', zh: '提问' },
  jobs: { en: 'Jobs', zh: '任务' },
  follow: { en: 'Follow all jobs (subscription)', zh: '跟踪全部任务（订阅）' },
  models: { en: 'Models and their health', zh: '模型及其状态' },
});
