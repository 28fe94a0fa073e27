import type { LinkContext } from '../../../linking/language/link-context.js';
import type { CallRules, CallView, MemberCopy } from '../../../linking/language/link-language.js';
import { ValueSet } from '../../../linking/values/value-set.js';

/** Calls that the language gives a meaning of their own. */
export const scriptCalls: CallRules = {
  special,
  keepsDecorated: () => true,
  wrapping: [],
  invokesReceiver: ['Function.call', 'Function.apply'],
  copiesMembers,
  copyingNames: ['assign', 'inherits', 'extend', 'merge', 'mixin'],
  setsPrototype: ['Object.setPrototypeOf', 'Reflect.setPrototypeOf'],
  definesMembers: { 'Object.defineProperty': 'one', 'Object.defineProperties': 'all' },
  mergingNames: [],
  addsElements: { push: -1, unshift: -1, add: 0, set: 1 },
};

function special(path: string, call: CallView, context: LinkContext): ValueSet | undefined {
  switch (path) {
    case 'Function.call':
      return receiver(call, (values) => context.call(context.bind(values, call.argument(0).values[0]), rest(call, 1)));
    case 'Function.apply':
      return receiver(call, (values) => context.call(context.bind(values, call.argument(0).values[0]), []));
    case 'Function.bind':
      return receiver(call, (values) => context.bind(values, call.argument(0).values[0]));
    case 'Object.assign':
    case 'Object.freeze':
    case 'Object.seal':
    case 'Object.preventExtensions':
    case 'Object.defineProperty':
    case 'Object.defineProperties':
    case 'Object.setPrototypeOf':
    case 'structuredClone':
      return call.argument(0);
    case 'Array.from':
      return arrayFrom(call, context);
    default:
      return undefined;
  }
}

/** The elements of anything that can be iterated, mapped where a second argument says how. */
function arrayFrom(call: CallView, context: LinkContext): ValueSet {
  const elements = context.element(call.argument(0), false);
  const mapped = call.argumentCount > 1 ? context.call(call.argument(1), [elements]) : elements;
  return context.libraryInstance('global.Array', [mapped]);
}

function receiver(call: CallView, answer: (values: ValueSet) => ValueSet): ValueSet | undefined {
  return call.receiver === undefined ? undefined : answer(ValueSet.of(call.receiver, 0));
}

function rest(call: CallView, from: number): ValueSet[] {
  const values: ValueSet[] = [];
  for (let at = from; at < call.argumentCount; at++) values.push(call.argument(at));
  return values;
}

function copiesMembers(path: string): MemberCopy | undefined {
  switch (path) {
    case 'Object.assign':
      return { target: 0, from: 1, instances: false };
    case 'node:util.inherits':
    case 'util.inherits':
    case 'inherits':
      return { target: 0, from: 1, instances: true };
    case 'merge-descriptors':
    case 'lodash.assign':
    case 'lodash.extend':
    case 'lodash.merge':
    case 'node:util._extend':
      return { target: 0, from: 1, instances: false };
    default:
      return undefined;
  }
}
