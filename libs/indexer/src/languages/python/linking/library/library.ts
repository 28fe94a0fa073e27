import type { LibraryModule } from '../../../../linking/language/module-resolution.js';
import { builtins } from './builtins.js';
import { typing } from './typing.js';
import { collections } from './collections.js';
import { furtherModules } from './modules.js';

/** Stubs of the standard library: only what gives receivers their types. What is missing stays external. */
export const pythonLibrary: readonly LibraryModule[] = [
  { name: 'builtins', fileName: 'builtins.pyi', text: builtins },
  { name: 'typing', fileName: 'typing.pyi', text: typing },
  { name: 'collections', fileName: 'collections.pyi', text: collections },
  ...furtherModules,
  {
    name: 'types',
    fileName: 'types.pyi',
    text: 'class FunctionType:\n    __name__: str\n    __qualname__: str\n    __module__: str\n    __doc__: str\n    def __get__(self, instance, owner): ...\n',
  },
];
