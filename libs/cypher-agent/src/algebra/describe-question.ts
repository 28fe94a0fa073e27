import type { NodeLabel } from '@codexgraph/graph-model';
import { ATTRIBUTE_WORDS, RELATION_CLAUSES, RELATION_NOUNS, type PlanLanguage } from './relation-words.js';
import {
  UNBOUNDED_STEPS,
  type Comparison,
  type Condition,
  type GraphQuestion,
  type Measure,
  type SymbolSet,
  type TextPlace,
  type Traversal,
} from './symbol-set.js';

export type { PlanLanguage } from './relation-words.js';

const LABEL_WORDS: Readonly<Record<PlanLanguage, Readonly<Record<NodeLabel, string>>>> = {
  en: {
    PACKAGE: 'packages',
    MODULE: 'files',
    CLASS: 'classes',
    FUNCTION: 'functions',
    METHOD: 'methods',
    FIELD: 'fields',
    GLOBAL_VARIABLE: 'variables',
    TYPE: 'type aliases',
    EXTERNAL: 'external names',
  },
  zh: {
    PACKAGE: '包',
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

/** A question in plain words: "callers of `send`, up to 2 levels, only tests". */
export function describeQuestion(question: GraphQuestion, language: PlanLanguage): string {
  const chinese = language === 'zh';
  switch (question.ask) {
    case 'list':
      return describeSet(question.of, language);
    case 'count':
      return chinese ? `统计数量：${describeSet(question.of, language)}` : `number of ${describeSet(question.of, language)}`;
    case 'exists':
      return chinese
        ? `是否存在：${describeSet(question.of, language)}`
        : `whether there are ${describeSet(question.of, language)}`;
    case 'rank':
      return describeRank(question, language);
    case 'path':
      return chinese
        ? `从 ${describeSet(question.from, language)} 到 ${describeSet(question.to, language)} 的最短调用链`
        : `the shortest chain of calls from ${describeSet(question.from, language)} to ${describeSet(question.to, language)}`;
    case 'import-cycles':
      return chinese ? '互相导入的文件' : 'files that import each other';
  }
}

/** A set in plain words. */
export function describeSet(set: SymbolSet, language: PlanLanguage): string {
  switch (set.kind) {
    case 'symbols':
      return `\`${set.title}\``;
    case 'selection':
      return describeLabels(set.labels, language);
    case 'files':
      return language === 'zh' ? `${describeSet(set.of, language)} 所在的文件` : `files of ${describeSet(set.of, language)}`;
    case 'union':
      return set.sets.map((part) => describeSet(part, language)).join(language === 'zh' ? '，以及 ' : ', and ');
    case 'related':
      return `${fill(RELATION_NOUNS[language], set.by, describeSet(set.of, language))}${describeSteps(set.by, language)}`;
    case 'filtered': {
      const conditions = set.conditions.map((condition) => describeCondition(condition, language));
      return [describeSet(set.of, language), ...conditions].join(language === 'zh' ? '，' : ', ');
    }
  }
}

function describeLabels(labels: readonly NodeLabel[], language: PlanLanguage): string {
  if (labels.length === 0) return language === 'zh' ? '符号' : 'symbols';
  return labels.map((label) => LABEL_WORDS[language][label]).join(language === 'zh' ? '、' : ' and ');
}

function describeCondition(condition: Condition, language: PlanLanguage): string {
  const chinese = language === 'zh';
  switch (condition.is) {
    case 'kind':
      return `${chinese ? '仅限' : 'only '}${describeLabels(condition.labels, language)}`;
    case 'attribute':
      return `${chinese ? '仅限' : 'only '}${ATTRIBUTE_WORDS[language][condition.attribute]}`;
    case 'named':
      return `${chinese ? '名为 ' : 'named '}${quotedList(condition.names, language)}`;
    case 'containing':
      return describeText(condition, language);
    case 'decorated':
      return `${chinese ? '带装饰器 ' : 'decorated with '}${quotedList(condition.names, language)}`;
    case 'compared':
      return describeComparison(condition, language);
    case 'placed':
      return `${chinese ? '位于 ' : 'in '}${quotedList(condition.paths, language)}`;
    case 'related':
      return describeRelated(condition, language);
    case 'member-of':
      return chinese ? `属于「${describeSet(condition.set, language)}」` : `among ${describeSet(condition.set, language)}`;
    case 'namesake':
      return chinese
        ? `与「${describeSet(condition.of, language)}」同名`
        : `with a name among ${describeSet(condition.of, language)}`;
    case 'not':
      return `${chinese ? '排除：' : 'but not '}${describeCondition(condition.condition, language).replace(/^(?:only |仅限)/, '')}`;
    case 'all':
    case 'any': {
      return condition.conditions.map((part) => describeCondition(part, language)).join(JOINS[language][condition.is]);
    }
  }
}

const PLACES: Readonly<Record<PlanLanguage, Readonly<Record<TextPlace, string>>>> = {
  en: {
    code: 'with % in the code',
    docstring: 'with % in the documentation',
    signature: 'with % in the signature',
    name: 'with % in the name',
    'name-start': 'whose name begins with %',
    'name-end': 'whose name ends with %',
  },
  zh: {
    code: '代码包含 %',
    docstring: '文档包含 %',
    signature: '签名包含 %',
    name: '名称包含 %',
    'name-start': '名称以 % 开头',
    'name-end': '名称以 % 结尾',
  },
};

function describeText({ text, place }: Extract<Condition, { is: 'containing' }>, language: PlanLanguage): string {
  return PLACES[language][place].replace('%', () => `\`${text}\``);
}

const COMPARISON_WORDS: Readonly<Record<PlanLanguage, Readonly<Record<Comparison, string>>>> = {
  en: { more: 'more than %', 'at-least': 'at least %', less: 'fewer than %', 'at-most': 'at most %', exactly: 'exactly %' },
  zh: { more: '超过 %', 'at-least': '至少 %', less: '少于 %', 'at-most': '至多 %', exactly: '恰好 %' },
};

/** "more than 5". */
export function describeAmount(comparison: Comparison, amount: number, language: PlanLanguage): string {
  return COMPARISON_WORDS[language][comparison].replace('%', () => String(amount));
}

function describeComparison(
  { measure, comparison, amount }: Extract<Condition, { is: 'compared' }>,
  language: PlanLanguage,
): string {
  const words = describeAmount(comparison, amount, language);
  const what = describeMeasure(measure, language);
  return language === 'zh' ? `${what}${words}` : `with ${words} ${what}`;
}

const JOINS = { en: { all: ' and ', any: ' or ' }, zh: { all: ' 且 ', any: ' 或 ' } } as const;

function quotedList(names: readonly string[], language: PlanLanguage): string {
  return names.map((name) => `\`${name}\``).join(JOINS[language].any);
}

function describeRelated(condition: Extract<Condition, { is: 'related' }>, language: PlanLanguage): string {
  const anything = language === 'zh' ? '任何代码' : 'anything';
  const to = condition.to === undefined ? anything : describeSet(condition.to, language);
  return `${fill(RELATION_CLAUSES[language], condition.by, to)}${describeSteps(condition.by, language)}`;
}

function fill(phrases: typeof RELATION_NOUNS.en, by: Traversal, symbols: string): string {
  return phrases[by.relation][by.direction].replace('%', () => symbols);
}

function describeSteps({ steps }: Traversal, language: PlanLanguage): string {
  if (steps <= 1) return '';
  if (steps >= UNBOUNDED_STEPS) return language === 'zh' ? '（直接和间接）' : ' (direct and indirect)';
  return language === 'zh' ? `（最多 ${steps} 层）` : ` (up to ${steps} levels)`;
}

function describeRank(question: Extract<GraphQuestion, { ask: 'rank' }>, language: PlanLanguage): string {
  const set = describeSet(question.of, language);
  const measure = describeMeasure(question.measure, language);
  const most = question.order === 'most';
  if (language === 'zh') return `${set} 中${measure}${most ? '最多' : '最少'}的`;
  return `${set} with the ${most ? 'most' : 'fewest'} ${measure}`;
}

const MEASURE_WORDS: Readonly<Record<PlanLanguage, Readonly<Record<string, string>>>> = {
  en: {
    'calls in': 'callers',
    'calls out': 'callees',
    'inherits in': 'subclasses',
    'inherits out': 'base classes',
    'imports in': 'importing files',
    'imports out': 'imported files',
    'has-method out': 'methods',
    'has-field out': 'fields',
    'uses in': 'users',
    'defines out': 'definitions',
    'creates in': 'creating callers',
    'overrides in': 'overrides',
    'references in': 'references',
  },
  zh: {
    'calls in': '调用者',
    'calls out': '被调用函数',
    'inherits in': '子类',
    'inherits out': '父类',
    'imports in': '导入者',
    'imports out': '导入的文件',
    'has-method out': '方法',
    'has-field out': '字段',
    'uses in': '使用者',
    'defines out': '定义',
    'creates in': '创建处',
    'overrides in': '重写',
    'references in': '引用',
  },
};

/** The noun of a measure in the plural: "callers", "lines". */
export function describeMeasure(measure: Measure, language: PlanLanguage): string {
  if (measure.by === 'lines') return language === 'zh' ? '行数' : 'lines';
  if (measure.labels !== undefined) return describeLabels(measure.labels, language);
  return MEASURE_WORDS[language][`${measure.relation} ${measure.direction}`] ?? (language === 'zh' ? '关系' : 'relations');
}
