import { BindingKind, type TypeParameterFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { docRange } from './declarations.js';
import { docTags, templateNames, type DocTag } from './doc-tags.js';
import { parseDocType } from './doc-type-parser.js';
import type { Extraction } from './extraction.js';
import { Meaning, type Scope } from './scopes.js';
import { Node } from './syntax-kinds.js';

/** The doc comment before the statement that a node belongs to, as written; '' for none. */
export function docOf(x: Extraction, node: number): string {
  const { tree } = x;
  for (let at = node; at > 0; at = tree.parent(at)) {
    const [start, end] = docRange(tree.text, tree.start(at));
    if (start >= 0) return ownComment(tree.text.slice(start, end));
    const kind = tree.kindOf(at);
    if (
      kind === Node.expression_statement ||
      kind === Node.export_statement ||
      kind === Node.method_definition ||
      kind === Node.statement_block
    )
      return '';
    if (kind === Node.variable_declaration || kind === Node.lexical_declaration) continue;
    if (kind === Node.arguments || kind === Node.formal_parameters || kind === Node.class_body) return '';
  }
  return '';
}

/** A comment that declares a type says nothing about what stands below it. */
function ownComment(doc: string): string {
  return /@(typedef|callback)\b/.test(doc) ? '' : doc;
}

/** Type term of `@type {T}` before the node; -1 for none. */
export function docType(x: Extraction, node: number): number {
  return typeOf(x, docOf(x, node), 'type');
}

/** Type term of `@returns {T}`. */
export function returnDocType(x: Extraction, doc: string): number {
  return typeOf(x, doc, 'returns');
}

/** Type term of `@this {T}`. */
export function thisDocType(x: Extraction, doc: string): number {
  return typeOf(x, doc, 'this');
}

function typeOf(x: Extraction, doc: string, tag: string): number {
  if (!doc.includes(tag === 'returns' ? '@return' : `@${tag}`)) return -1;
  const found = docTags(doc).find((candidate) => candidate.tag === tag && candidate.type !== '');
  return found === undefined ? -1 : parseDocType(x, found.type);
}

/** Types of `/** @type {T} *\/ (value)`: the value as T; the value itself without such a comment. */
export function docCast(x: Extraction, node: number, value: number): number {
  if (!x.javascript) return value;
  const [start, end] = docRange(x.tree.text, x.tree.start(node));
  const type = start < 0 ? -1 : typeOf(x, x.tree.text.slice(start, end), 'type');
  return type <= 0 ? value : x.facts.term(TermOp.CAST, value, type);
}

/** The `@param` tags of a comment. */
export function parameterTags(doc: string): readonly DocTag[] {
  return doc.includes('@param') || doc.includes('@arg') ? docTags(doc).filter((tag) => tag.tag === 'param') : [];
}

/** Type term of a parameter: by its name, or by its place when it is a pattern. -1 for none. */
export function parameterDocType(x: Extraction, tags: readonly DocTag[], at: { name: string; index: number }): number {
  if (tags.length === 0) return -1;
  const own = tags.filter((tag) => !tag.name.includes('.'));
  const tag = at.name === '' ? own[at.index] : own.find((candidate) => candidate.name === at.name);
  return tag === undefined || tag.type === '' ? -1 : taggedType(x, tags, tag);
}

/** The type of a tag; for an object whose members have tags of their own (`options.x`), those members. */
export function taggedType(x: Extraction, tags: readonly DocTag[], tag: DocTag): number {
  const { facts } = x;
  if (!/^\s*[?!]?\s*[oO]bject\s*(\[\])?\s*=?\s*$/.test(tag.type)) return parseDocType(x, tag.type);
  const prefixes = [`${tag.name}.`, `${tag.name}[].`];
  const pairs = tags.flatMap((member) => {
    const prefix = prefixes.find((candidate) => member.name.startsWith(candidate));
    const name = prefix === undefined ? '' : member.name.slice(prefix.length);
    return name === '' || name.includes('.') ? [] : [x.string(name), Math.max(0, taggedType(x, tags, member))];
  });
  if (pairs.length === 0) return parseDocType(x, tag.type);
  const object = facts.term(TermOp.TYPE_OBJECT, facts.list(pairs));
  return tag.type.includes('[') ? facts.term(TermOp.TYPE_ARRAY, object) : object;
}

/** Declares the names of `@template` in a scope; their types are read with all of them in sight. */
export function docTypeParameters(x: Extraction, doc: string, place: { scope: Scope; offset: number }): TypeParameterFact[] {
  if (!doc.includes('@template')) return [];
  const names = templateNames(docTags(doc));
  const bindings = names.map(({ name }) =>
    x.declared.declareAt({ ...place, name, kind: BindingKind.TYPE_PARAMETER, meaning: Meaning.TYPE }),
  );
  const type = (text: string): number => (text === '' ? -1 : parseDocType(x, text));
  let facts: TypeParameterFact[] = [];
  x.inScope(place.scope, () => {
    facts = names.map(({ name, constraint, defaultType }, index) => ({
      name,
      binding: bindings[index] as number,
      constraint: type(constraint),
      defaultType: type(defaultType),
    }));
  });
  return facts;
}
