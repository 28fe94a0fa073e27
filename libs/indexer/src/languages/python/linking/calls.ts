import type { LinkContext } from '../../../linking/language/link-context.js';
import type { CallRules, CallView } from '../../../linking/language/link-language.js';
import type { ValueSet } from '../../../linking/values/value-set.js';

/** Decorators that give back what they decorate, as callers see it. */
const KEEPING = new Set([
  'builtins.property',
  'builtins.staticmethod',
  'builtins.classmethod',
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
  'asyncio.coroutine',
  'types.coroutine',
  'atexit.register',
  'typing_extensions.override',
  'typing_extensions.final',
  'typing_extensions.overload',
  'typing_extensions.deprecated',
  'warnings.deprecated',
  'functools.wraps',
  'functools.lru_cache',
  'functools.cache',
  'functools.cached_property',
  'functools.total_ordering',
  'functools.singledispatch',
  'abc.abstractmethod',
  'typing.overload',
  'typing.final',
  'typing.override',
  'typing.runtime_checkable',
  'typing.no_type_check',
  'dataclasses.dataclass',
  'enum.unique',
]);

type SpecialCall = (call: CallView, context: LinkContext) => ValueSet | undefined;

/** Calls whose result no signature tells. */
const SPECIAL: Readonly<Record<string, SpecialCall>> = {
  'typing.cast': (call, context) => context.declaredType(call.file, call.argumentTerm(0)),
  'builtins.getattr': (call, context) => {
    const name = call.text(1);
    if (name === undefined) return context.union([]).withOpen(true);
    const member = context.member(call.argument(0), name);
    return call.argumentCount > 2 ? context.union([member, call.argument(2)]) : member;
  },
  'builtins.type': (call, context) => (call.argumentCount === 1 ? context.classOf(call.argument(0)) : undefined),
  'builtins.next': (call, context) => context.element(call.argument(0), false),
  'builtins.iter': (call) => call.argument(0),
  'builtins.min': extreme,
  'builtins.max': extreme,
  'collections.defaultdict': (call, context) => {
    const unknown = context.union([]).withOpen(true);
    return context.libraryInstance('collections.defaultdict', [unknown, context.call(call.argument(0), [])]);
  },
  'copy.copy': (call) => call.argument(0),
  'copy.deepcopy': (call) => call.argument(0),
  'functools.partial': (call) => call.argument(0),
  'functools.update_wrapper': (call) => call.argument(0),
};

/** `min(items)` gives an element, `min(a, b)` one of its arguments. */
function extreme(call: CallView, context: LinkContext): ValueSet {
  if (call.argumentCount === 1) return context.element(call.argument(0), false);
  return context.union(Array.from({ length: call.argumentCount }, (_, index) => call.argument(index)));
}

/** Calls with a meaning of their own. */
export const pythonCalls: CallRules = {
  special: (path, call, context) => SPECIAL[path]?.(call, context),
  keepsDecorated: (path) => KEEPING.has(path),
  wrapping: ['functools.wraps', 'functools.update_wrapper'],
  invokesReceiver: [],
  copiesMembers: () => undefined,
  copyingNames: [],
  setsPrototype: [],
  definesMembers: {},
  mergingNames: ['update'],
  addsElements: { append: 0, add: 0, insert: 1, appendleft: 0 },
};
