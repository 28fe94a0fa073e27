import { ConstantKind } from '../../../facts/term.js';
import type { LinkContext } from '../../../linking/language/link-context.js';
import type { TypeApplication, TypeRules } from '../../../linking/language/link-language.js';
import type { ValueSet } from '../../../linking/values/value-set.js';

const KEYWORDS: Readonly<Record<string, string>> = {
  string: 'global.String',
  number: 'global.Number',
  boolean: 'global.Boolean',
  bigint: 'global.BigInt',
  symbol: 'global.Symbol',
  'unique symbol': 'global.Symbol',
  void: 'nothing',
  null: 'nothing',
  undefined: 'nothing',
  never: 'nothing',
};

const CONSTANTS: Readonly<Record<number, string>> = {
  [ConstantKind.BOOLEAN]: 'global.Boolean',
  [ConstantKind.INTEGER]: 'global.Number',
  [ConstantKind.FLOAT]: 'global.Number',
  [ConstantKind.STRING]: 'global.String',
  [ConstantKind.REGEX]: 'global.RegExp',
  [ConstantKind.BIGINT]: 'global.BigInt',
};

/** Heads whose members are those of their first argument. */
const TRANSPARENT = new Set([
  'Partial',
  'Required',
  'Readonly',
  'NonNullable',
  'Pick',
  'Omit',
  'Extract',
  'Exclude',
  'NoInfer',
  'ThisType',
  'Mutable',
  'Writable',
]);

/** Declared types of TypeScript and JSDoc. */
export const scriptTypes: TypeRules = {
  typesAreExpressions: false,
  assignmentNarrows: false,
  isTypeVariable: () => false,
  keyword: (keyword) => KEYWORDS[keyword] ?? 'unknown',
  constant: (kind) => CONSTANTS[kind] ?? '',
  sequence: () => 'global.Array',
  mapping: () => 'global.Object',
  keysAreMembers: () => true,
  tuple: 'global.Array',
  functionClass: 'global.Function',
  asyncResult: 'global.Promise',
  asyncIsDeclaredWrapped: true,
  generator: 'global.Generator',
  asyncGenerator: 'global.AsyncGenerator',
  manager: [],
  asyncManager: [],
  awaitable: ['global.Promise', 'global.PromiseLike'],
  special: specialType,
};

function specialType(path: string, application: TypeApplication, context: LinkContext): ValueSet | undefined {
  const { argument, terms } = application;
  if (terms.length === 0) return undefined;
  if (TRANSPARENT.has(path)) return argument(0);
  switch (path) {
    case 'Awaited':
      return context.awaited(argument(0));
    case 'ReturnType':
      return context.call(argument(0), []);
    case 'InstanceType':
      return context.instantiate(argument(0));
    case 'Record':
      return undefined;
    case 'Uppercase':
    case 'Lowercase':
    case 'Capitalize':
    case 'Uncapitalize':
      return context.libraryInstance('global.String');
    default:
      return undefined;
  }
}
