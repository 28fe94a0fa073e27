import { defineMessages } from '../i18n/messages.js';

/** Texts of the command palette. */
export const paletteMessages = defineMessages({
  title: { en: 'Search and commands', zh: '搜索与命令' },
  placeholder: { en: 'A symbol, a repository, a page, an action…', zh: '符号、代码库、页面、操作…' },
  results: { en: 'Results', zh: '结果' },
  nothing: { en: 'Nothing of that name', zh: '没有匹配项' },
  pages: { en: 'Pages', zh: '页面' },
  actions: { en: 'Actions', zh: '操作' },
  repositories: { en: 'Repositories', zh: '代码库' },
  symbols: { en: 'Symbols in {repository}', zh: '{repository} 中的符号' },
  themeLight: { en: 'Use the light theme', zh: '使用浅色主题' },
  themeDark: { en: 'Use the dark theme', zh: '使用深色主题' },
  themeSystem: { en: 'Use the theme of the system', zh: '使用系统主题' },
  english: { en: 'Switch to English', zh: '切换到英文（English）' },
  chinese: { en: 'Switch to Chinese (中文)', zh: '切换到中文' },
  shortcuts: { en: 'Show keyboard shortcuts', zh: '显示键盘快捷键' },
});
