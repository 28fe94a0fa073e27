import type { LinkLanguage } from '../../../linking/language/link-language.js';
import { pythonCalls } from './calls.js';
import { pythonLibrary } from './library/library.js';
import { c3 } from './member-order.js';
import { createPythonModuleResolver } from './modules.js';
import { pythonProtocols } from './protocols.js';
import { pythonScopes } from './scopes.js';
import { pythonTypes } from './types.js';

/** How Python files are linked. */
export const linkLanguage: LinkLanguage = {
  family: 'python',
  library: pythonLibrary,
  createModuleResolver: createPythonModuleResolver,
  scopes: pythonScopes,
  classes: {
    linearize: c3,
    constructors: ['__init__', '__new__'],
    root: 'builtins.object',
    memberEscapes: ['__getattr__', '__getattribute__'],
    receiverIsParameter: true,
    classReceivers: ['__new__', '__init_subclass__', '__class_getitem__'],
    mergesDeclarations: false,
    callConstructs: true,
    inheritingKinds: ['extends'],
    staticsAreSeparate: false,
    prototypeName: '',
    parentName: '',
    className: '__class__',
    descriptor: '__get__',
  },
  protocols: pythonProtocols,
  types: pythonTypes,
  calls: pythonCalls,
};
