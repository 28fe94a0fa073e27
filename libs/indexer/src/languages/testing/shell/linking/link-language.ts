import type { LinkLanguage } from '../../../../linking/language/link-language.js';
import type { ModuleResolver, ModuleWorld } from '../../../../linking/language/module-resolution.js';

/** Scripts name files, relative to their own folder. */
function createShellModuleResolver(world: ModuleWorld): ModuleResolver {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  return {
    resolve: ({ from, specifier }) => {
      const path = new URL(specifier, `file:///${folderOf(from)}`).pathname.slice(1);
      if (world.hasFile(path)) return { kind: 'file', path };
      if (specifier.startsWith('/')) return { kind: 'external', name: specifier, package: specifier };
      return { kind: 'unresolved', name: specifier };
    },
    submodule: () => undefined,
    nameOf: (path) => path.replace(/\.sh$/, '').replaceAll('/', '.'),
    nameOfFolder: (folder) => folder.replaceAll('/', '.'),
  };
}

/** A shell has functions and nothing else: no classes, types, protocols or calls with a meaning of their own. */
export const linkLanguage: LinkLanguage = {
  family: 'shell',
  library: [],
  createModuleResolver: createShellModuleResolver,
  scopes: {
    visibleFromInside: () => true,
    select: (_file, bindings) => bindings.slice(-1),
    builtins: '',
    externalName: (_libraryModule, path) => path,
    exportsScope: true,
  },
  classes: {
    linearize: (own) => [own],
    constructors: [],
    root: '',
    memberEscapes: [],
    receiverIsParameter: false,
    classReceivers: [],
    mergesDeclarations: false,
    callConstructs: false,
    inheritingKinds: [],
    staticsAreSeparate: false,
    prototypeName: '',
    parentName: '',
    className: '',
    descriptor: '',
  },
  protocols: {
    call: '',
    iterate: ['', ''],
    iterateAsync: ['', ''],
    enter: '',
    enterAsync: '',
    subscript: '',
    iterateBySubscript: false,
    binary: {},
    unary: {},
    nextWrapsValue: false,
  },
  types: {
    assignmentNarrows: false,
    typesAreExpressions: false,
    keyword: () => 'unknown',
    isTypeVariable: () => false,
    constant: () => '',
    sequence: () => '',
    mapping: () => '',
    keysAreMembers: () => false,
    tuple: '',
    functionClass: '',
    asyncResult: '',
    asyncIsDeclaredWrapped: false,
    generator: '',
    asyncGenerator: '',
    manager: [],
    asyncManager: [],
    awaitable: [],
    special: () => undefined,
  },
  calls: {
    special: () => undefined,
    keepsDecorated: () => false,
    wrapping: [],
    invokesReceiver: [],
    copiesMembers: () => undefined,
    copyingNames: [],
    setsPrototype: [],
    definesMembers: {},
    mergingNames: [],
    addsElements: {},
  },
};
