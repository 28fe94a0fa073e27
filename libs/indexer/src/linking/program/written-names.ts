import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField } from './record-fields.js';

/** A definition and one of its decorators, as a value term. */
export interface DecoratedDefinition {
  readonly definition: number;
  readonly decorator: number;
}

/** Definitions with decorators, by the last token of each decorator. */
export function decorationsByName(file: LinkedFile): ReadonlyMap<string, readonly DecoratedDefinition[]> {
  const found = new Map<string, DecoratedDefinition[]>();
  for (const [definition, fact] of file.facts.definitions.entries()) {
    for (const decorator of fact.decorators) append(found, lastToken(file, decorator), { definition, decorator });
  }
  return found;
}

/** Last token of a base as written, before its type arguments or the arguments of its call. */
const BASE_NAME = /([\w$]+)\s*(?:[[<(].*)?$/s;

/** Classes by the names in their base lists. */
export function classesByBase(file: LinkedFile): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [definition, fact] of file.facts.definitions.entries()) {
    const names = fact.bases.flatMap((base) => BASE_NAME.exec(base.text)?.[1] ?? []);
    for (const name of new Set(names)) append(found, name, definition);
  }
  return found;
}

/** Name by which a value term is written: `c` of `c`, `a.b.c` and `c(1)`; '' when it has none. */
function lastToken(file: LinkedFile, term: number): string {
  switch (file.op(term)) {
    case TermOp.CALL:
      return lastToken(file, file.a(term));
    case TermOp.NAME:
      return file.string(file.a(term));
    case TermOp.BINDING:
      return file.string(file.binding(file.a(term), BindingField.NAME));
    case TermOp.ATTRIBUTE:
      return file.string(file.b(term));
    default:
      return '';
  }
}
