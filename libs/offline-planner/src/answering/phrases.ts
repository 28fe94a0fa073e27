import type { NodeLabel } from '@codexgraph/graph-model';
import type { SymbolEntry } from '../names/symbol-entry.js';
import type { QuestionLanguage } from '../words/token.js';

const KIND_WORDS: Readonly<Record<QuestionLanguage, Readonly<Record<NodeLabel, string>>>> = {
  en: {
    PACKAGE: 'folder',
    MODULE: 'file',
    CLASS: 'class',
    FUNCTION: 'function',
    METHOD: 'method',
    FIELD: 'field',
    GLOBAL_VARIABLE: 'variable',
    TYPE: 'type alias',
    EXTERNAL: 'external name',
  },
  zh: {
    PACKAGE: '目录',
    MODULE: '文件',
    CLASS: '类',
    FUNCTION: '函数',
    METHOD: '方法',
    FIELD: '字段',
    GLOBAL_VARIABLE: '变量',
    TYPE: '类型别名',
    EXTERNAL: '外部名称',
  },
};

/** "method", "类". */
export function kindWord(entry: SymbolEntry, language: QuestionLanguage): string {
  const known = ['interface', 'struct', 'trait', 'enum', 'constructor', 'getter', 'setter'];
  return language === 'en' && known.includes(entry.kind) ? entry.kind : KIND_WORDS[language][entry.label];
}

/** `Session.send` for members, the path for files, the name for the rest. */
export function displayName(entry: SymbolEntry): string {
  if (entry.label === 'MODULE' || entry.label === 'PACKAGE') return entry.filePath;
  return entry.className === '' ? entry.name : `${entry.className}.${entry.name}`;
}

/** "`Session.send` (src/sessions.py:752)". */
export function citedName(entry: SymbolEntry): string {
  if (entry.label === 'MODULE' || entry.label === 'PACKAGE') return `\`${entry.filePath}\``;
  return `\`${displayName(entry)}\` (${entry.filePath}:${entry.startLine})`;
}

/** Picks by language. */
export function say(language: QuestionLanguage, english: string, chinese: string): string {
  return language === 'zh' ? chinese : english;
}
