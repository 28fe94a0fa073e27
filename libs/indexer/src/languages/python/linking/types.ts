import { ConstantKind, TermOp } from '../../../facts/term.js';
import type { LinkContext } from '../../../linking/language/link-context.js';
import type { TypeApplication, TypeRules } from '../../../linking/language/link-language.js';
import type { ValueSet } from '../../../linking/values/value-set.js';

const CONSTANTS: Readonly<Record<number, string>> = {
  [ConstantKind.BOOLEAN]: 'builtins.bool',
  [ConstantKind.INTEGER]: 'builtins.int',
  [ConstantKind.FLOAT]: 'builtins.float',
  [ConstantKind.STRING]: 'builtins.str',
  [ConstantKind.BYTES]: 'builtins.bytes',
  [ConstantKind.COMPLEX]: 'builtins.complex',
};

const SEQUENCES = ['builtins.list', 'builtins.set', 'builtins.list', 'typing.Generator'];

/** `typing` names that stand for a class of the library; PEP 585 names stand for themselves. */
const ALIASES: Readonly<Record<string, string>> = {
  List: 'builtins.list',
  Dict: 'builtins.dict',
  Set: 'builtins.set',
  FrozenSet: 'builtins.frozenset',
  Text: 'builtins.str',
  DefaultDict: 'collections.defaultdict',
  OrderedDict: 'collections.OrderedDict',
  Counter: 'collections.Counter',
  Deque: 'collections.deque',
  ChainMap: 'collections.ChainMap',
};

/** Heads that mean their first argument. */
const TRANSPARENT = new Set(['Annotated', 'ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly', 'Unpack', 'InitVar']);

/** Declared types: annotations are expressions, `typing` has heads of its own. */
export const pythonTypes: TypeRules = {
  typesAreExpressions: true,
  assignmentNarrows: true,
  isTypeVariable: (path) => path === 'typing.TypeVar' || path === 'typing_extensions.TypeVar',
  keyword: () => 'unknown',
  constant: (kind) => CONSTANTS[kind] ?? '',
  sequence: (kind) => SEQUENCES[kind] ?? 'builtins.list',
  mapping: () => 'builtins.dict',
  keysAreMembers: () => false,
  tuple: 'builtins.tuple',
  functionClass: 'types.FunctionType',
  asyncResult: 'typing.Coroutine',
  asyncIsDeclaredWrapped: false,
  generator: 'typing.Generator',
  asyncGenerator: 'typing.AsyncGenerator',
  manager: ['typing.Iterator'],
  asyncManager: ['typing.AsyncIterator'],
  awaitable: ['typing.Awaitable'],
  special: specialType,
};

function specialType(path: string, application: TypeApplication, context: LinkContext): ValueSet | undefined {
  const dot = path.lastIndexOf('.');
  const module = path.slice(0, dot);
  const name = path.slice(dot + 1);
  if (path === 'builtins.tuple') return tuple(application, context);
  if (path === 'builtins.type') return classType(application, context);
  if (module !== 'typing' && module !== 'typing_extensions' && module !== 'dataclasses' && module !== 'types') return undefined;
  if (name === 'Optional') return application.argument(0);
  if (name === 'Union') return context.union(application.terms.map((_term, index) => application.argument(index)));
  if (TRANSPARENT.has(name)) return application.argument(0);
  if (name === 'Any' || name === 'NoReturn' || name === 'Never') return context.union([]).withOpen(name === 'Any');
  if (name === 'Type') return classType(application, context);
  if (name === 'Tuple') return tuple(application, context);
  if (name === 'Callable') return undefined;
  const alias = ALIASES[name];
  if (alias === undefined) return undefined;
  return context.libraryInstance(
    alias,
    application.terms.map((_term, index) => application.argument(index)),
  );
}

/** `type[X]`: the class itself. */
function classType(application: TypeApplication, context: LinkContext): ValueSet | undefined {
  return application.terms.length === 0 ? undefined : context.classOf(application.argument(0));
}

/** `tuple[A, B]`, and `tuple[A, ...]` of any length. */
function tuple(application: TypeApplication, context: LinkContext): ValueSet | undefined {
  const { terms, file } = application;
  if (terms.length === 0) return undefined;
  const last = terms[terms.length - 1] as number;
  const isOpen = file.op(last) === TermOp.CONSTANT && file.a(last) === ConstantKind.ELLIPSIS;
  if (isOpen) return context.libraryInstance('builtins.tuple', [application.argument(0)]);
  return context.tuple(terms.map((_term, index) => application.argument(index)));
}
