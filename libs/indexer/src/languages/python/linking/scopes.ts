import { BindingKind, ScopeKind } from '../../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../../facts/term.js';
import { BindingField, type LinkedFile } from '../../../linking/program/linked-file.js';
import type { ScopeRules } from '../../../linking/language/link-language.js';

/** Names: a class body is not seen from the functions inside it. */
export const pythonScopes: ScopeRules = {
  visibleFromInside: (scopeKind) => scopeKind !== ScopeKind.CLASS,
  select: selectBindings,
  builtins: 'builtins',
  externalName: (_module, path) => path,
  exportsScope: true,
};

/** `del x` binds nothing, and `x = None` beside an import of x stands for its absence (`except ImportError: x = None`). */
function selectBindings(file: LinkedFile, bindings: readonly number[]): readonly number[] {
  if (bindings.length < 2) return bindings;
  const isImported = bindings.some((binding) => file.binding(binding, BindingField.KIND) === BindingKind.IMPORT);
  const kept = bindings.filter((binding) => {
    const kind = file.binding(binding, BindingField.KIND);
    if (kind === BindingKind.DELETE) return false;
    return !(isImported && kind === BindingKind.ASSIGNMENT && isNone(file, file.binding(binding, BindingField.VALUE)));
  });
  return kept.length > 0 ? kept : bindings;
}

function isNone(file: LinkedFile, term: number): boolean {
  return term > 0 && file.op(term) === TermOp.CONSTANT && file.a(term) === ConstantKind.NONE;
}
