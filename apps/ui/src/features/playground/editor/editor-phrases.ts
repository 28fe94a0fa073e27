import type { Language } from '../../../preferences/preferences.js';

const CHINESE: Readonly<Record<string, string>> = {
  Diagnostics: '问题列表',
  'No diagnostics': '没有问题',
  Completions: '补全',
  close: '关闭',
  'Control character': '控制字符',
  'Selection deleted': '已删除所选内容',
  'current match': '当前匹配',
};

/** What the editor itself says to screen readers and in its panels. */
export function editorPhrases(language: Language): Record<string, string> {
  return language === 'zh' ? { ...CHINESE } : {};
}
