import { ScopeKind } from '../../../facts/file-facts.js';
import type { ScopeRules } from '../../../linking/language/link-language.js';

/** Names: a class body is not seen from the functions inside it. */
export const pythonScopes: ScopeRules = {
  visibleFromInside: (scopeKind) => scopeKind !== ScopeKind.CLASS,
  select: (_file, bindings) => bindings,
  builtins: 'builtins',
  externalName: (_module, path) => path,
  exportsScope: true,
};
