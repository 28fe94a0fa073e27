import type { LinkLanguage } from '../../../linking/language/link-language.js';
import { scriptCalls } from './calls.js';
import { scriptLibrary } from './library/library.js';
import { memberOrder } from './member-order.js';
import { createScriptModuleResolver } from './module-resolver.js';
import { scriptTypes } from './types.js';

/** How TypeScript and JavaScript files are linked. */
export const linkLanguage: LinkLanguage = {
  family: 'ecmascript',
  library: scriptLibrary,
  createModuleResolver: createScriptModuleResolver,
  scopes: {
    visibleFromInside: () => true,
    select: (_file, bindings) => bindings,
    builtins: 'global',
    externalName: (libraryModule, path) => {
      if (libraryModule !== 'global') return `${libraryModule}.${path}`;
      return path.startsWith('global.') ? path.slice('global.'.length) : path;
    },
    exportsScope: false,
  },
  classes: {
    linearize: memberOrder,
    constructors: ['constructor'],
    root: 'global.Object',
    memberEscapes: [],
    receiverIsParameter: false,
    classReceivers: [],
    mergesDeclarations: true,
    callConstructs: false,
    inheritingKinds: ['extends'],
    staticsAreSeparate: true,
    prototypeName: 'prototype',
    parentName: '__proto__',
    className: 'constructor',
    descriptor: '',
  },
  protocols: {
    call: '',
    iterate: ['[Symbol.iterator]', 'next'],
    iterateAsync: ['[Symbol.asyncIterator]', 'next'],
    enter: '',
    enterAsync: '',
    subscript: '',
    iterateBySubscript: false,
    binary: {},
    unary: {},
    nextWrapsValue: true,
  },
  types: scriptTypes,
  calls: scriptCalls,
};
