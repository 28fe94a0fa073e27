import type { Direction, Relation, SymbolAttribute } from './symbol-set.js';

/** Languages that plans are said in. */
export type PlanLanguage = 'en' | 'zh';

type Phrases = Readonly<Record<Relation, Readonly<Record<Direction, string>>>>;

/** "callers of X": the noun for what a traversal finds. `%` stands for the symbols it starts from. */
export const RELATION_NOUNS: Readonly<Record<PlanLanguage, Phrases>> = {
  en: {
    calls: { in: 'callers of %', out: 'what % calls' },
    creates: { in: 'code that creates %', out: 'classes that % creates' },
    inherits: { in: 'subclasses of %', out: 'base classes of %' },
    overrides: { in: 'methods that override %', out: 'methods that % overrides' },
    imports: { in: 'files that import %', out: 'files that % imports' },
    uses: { in: 'code that uses %', out: 'fields and variables that % uses' },
    references: { in: 'definitions that refer to %', out: 'definitions that % refers to' },
    defines: { in: 'what encloses %', out: 'definitions in %' },
    'has-method': { in: 'classes of %', out: 'methods of %' },
    'has-field': { in: 'classes of %', out: 'fields of %' },
  },
  zh: {
    calls: { in: '% 的调用者', out: '% 调用的函数' },
    creates: { in: '创建 % 实例的代码', out: '% 创建实例的类' },
    inherits: { in: '% 的子类', out: '% 的父类' },
    overrides: { in: '重写 % 的方法', out: '% 重写的方法' },
    imports: { in: '导入 % 的文件', out: '% 导入的文件' },
    uses: { in: '使用 % 的代码', out: '% 使用的字段和变量' },
    references: { in: '引用 % 的定义', out: '% 引用的定义' },
    defines: { in: '包含 % 的定义', out: '% 中的定义' },
    'has-method': { in: '% 所属的类', out: '% 的方法' },
    'has-field': { in: '% 所属的类', out: '% 的字段' },
  },
};

/** "that call X": the clause for a condition. `%` stands for the symbols at the other end. */
export const RELATION_CLAUSES: Readonly<Record<PlanLanguage, Phrases>> = {
  en: {
    calls: { in: 'called by %', out: 'that call %' },
    creates: { in: 'created by %', out: 'that create %' },
    inherits: { in: 'inherited by %', out: 'that inherit from %' },
    overrides: { in: 'overridden by %', out: 'that override %' },
    imports: { in: 'imported by %', out: 'that import %' },
    uses: { in: 'used by %', out: 'that use %' },
    references: { in: 'referred to by %', out: 'that refer to %' },
    defines: { in: 'defined in %', out: 'that define %' },
    'has-method': { in: 'that are methods of %', out: 'that have %' },
    'has-field': { in: 'that are fields of %', out: 'that have %' },
  },
  zh: {
    calls: { in: '被 % 调用', out: '调用 %' },
    creates: { in: '由 % 创建', out: '创建 %' },
    inherits: { in: '被 % 继承', out: '继承 %' },
    overrides: { in: '被 % 重写', out: '重写 %' },
    imports: { in: '被 % 导入', out: '导入 %' },
    uses: { in: '被 % 使用', out: '使用 %' },
    references: { in: '被 % 引用', out: '引用 %' },
    defines: { in: '定义在 % 中', out: '定义了 %' },
    'has-method': { in: '是 % 的方法', out: '有 %' },
    'has-field': { in: '是 % 的字段', out: '有 %' },
  },
};

/** Words for attributes. */
export const ATTRIBUTE_WORDS: Readonly<Record<PlanLanguage, Readonly<Record<SymbolAttribute, string>>>> = {
  en: {
    test: 'tests',
    async: 'async',
    abstract: 'abstract',
    generator: 'generators',
    public: 'public',
    private: 'private',
    protected: 'protected',
    static: 'static',
    documented: 'documented',
    exported: 'exported',
    recursive: 'recursive',
    tested: 'tested',
    decorated: 'decorated',
    deprecated: 'deprecated',
    getter: 'getters',
    setter: 'setters',
  },
  zh: {
    test: '测试',
    async: '异步',
    abstract: '抽象',
    generator: '生成器',
    public: '公开',
    private: '私有',
    protected: '受保护',
    static: '静态',
    documented: '有文档',
    exported: '导出',
    recursive: '递归',
    tested: '有测试',
    decorated: '带装饰器',
    deprecated: '已弃用',
    getter: 'getter',
    setter: 'setter',
  },
};
