import { defineMessages } from '../i18n/messages.js';

/** Texts of the frame around the pages. */
export const appMessages = defineMessages({
  skip: { en: 'Skip to the page', zh: '跳到正文' },
  pages: { en: 'Pages', zh: '页面' },
  repository: { en: 'Repository', zh: '代码库' },
  noRepository: { en: 'No repository', zh: '没有代码库' },
  search: { en: 'Search or jump to…', zh: '搜索或跳转…' },
  preferences: { en: 'Language and theme', zh: '语言和主题' },
  language: { en: 'Language', zh: '语言' },
  theme: { en: 'Theme', zh: '主题' },
  themeSystem: { en: 'As the system', zh: '跟随系统' },
  themeLight: { en: 'Light', zh: '浅色' },
  themeDark: { en: 'Dark', zh: '深色' },
  shortcuts: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
  away: { en: 'The service does not answer. Trying again…', zh: '服务没有响应，正在重试…' },
  notFound: { en: 'There is no such page', zh: '页面不存在' },
  notFoundText: { en: 'The address may be mistyped, or of another version.', zh: '地址可能有误，或属于其他版本。' },
  toStart: { en: 'Go to the repositories', zh: '前往代码库' },
  tokenTitle: { en: 'This server asks for a token', zh: '此服务器需要访问令牌' },
  tokenText: {
    en: 'It is the value of CODEXGRAPH_API_TOKEN on the server. It is kept in this tab only.',
    zh: '即服务器上 CODEXGRAPH_API_TOKEN 的值。它只保存在此标签页中。',
  },
  token: { en: 'Token', zh: '令牌' },
  tokenRefused: { en: 'The server did not take this token.', zh: '服务器拒绝了此令牌。' },
  enter: { en: 'Enter', zh: '进入' },
  close: { en: 'Close', zh: '关闭' },
  more: { en: 'More', zh: '更多' },
  openPalette: { en: 'Search and commands', zh: '搜索与命令' },
});
