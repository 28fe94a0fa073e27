import { BindingKind, DefinitionFlag, ScopeKind, type ImportFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { docTags, type DocTag } from './doc-tags.js';
import { docParameter, docSignature, parseDocType } from './doc-type-parser.js';
import { docTypeParameters, taggedType } from './doc-types.js';
import type { Extraction } from './extraction.js';
import { Meaning, Scope } from './scopes.js';

/** A type that a comment declares. */
interface DocDeclaration {
  readonly tag: DocTag;
  readonly tags: readonly DocTag[];
  readonly doc: string;
  /** Offset of the comment. */
  readonly offset: number;
  readonly name: string;
  /** Definition of the type; -1 for another name of a type elsewhere. */
  readonly definition: number;
  readonly binding: number;
  readonly scope: Scope;
}

const COMMENT = /\/\*\*[^]*?\*\//g;
/** `import('x').A`: what a typedef that is no type of its own stands for. */
const IMPORTED = /^\s*import\(\s*['"][^'"]+['"]\s*\)\s*(\.\s*[\w$]+\s*)*$/;

/** Declares what `@typedef`, `@callback` and `@import` in comments of a JavaScript file declare. All names stand in the module scope. */
export function declareDocTypes(x: Extraction): void {
  const { text } = x.tree;
  if (!x.javascript || !/@(typedef|callback|import)\b/.test(text)) return;
  const declarations: DocDeclaration[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const doc = match[0];
    if (!/@(typedef|callback|import)\b/.test(doc)) continue;
    const tags = docTags(doc);
    tags.forEach((tag, at) => {
      if (tag.tag === 'import') importTypes(x, tag, match.index);
      if (tag.tag !== 'typedef' && tag.tag !== 'callback') return;
      const next = tags.findIndex((other, index) => index > at && (other.tag === 'typedef' || other.tag === 'callback'));
      const inside = tags.slice(at + 1, next < 0 ? tags.length : next);
      const declared = declareType(x, { tag, tags: inside, doc, offset: match.index });
      if (declared !== undefined) declarations.push(declared);
    });
  }
  for (const declaration of declarations) readType(x, declaration);
}

function declareType(x: Extraction, at: Pick<DocDeclaration, 'tag' | 'tags' | 'doc' | 'offset'>): DocDeclaration | undefined {
  const { declared, facts } = x;
  const { tag, doc, offset } = at;
  const { name } = tag;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return undefined;
  const { moduleScope } = declared;
  const definition = IMPORTED.test(tag.type) ? -1 : defineType(x, at);
  const binding = declared.declareAt({
    scope: moduleScope,
    name,
    offset: offset + tag.nameStart,
    kind: definition < 0 ? BindingKind.ASSIGNMENT : BindingKind.DEFINITION,
    meaning: Meaning.TYPE,
    definition,
  });
  const scope = new Scope(facts.scope(ScopeKind.TYPE, moduleScope.index, definition, -1), ScopeKind.TYPE, moduleScope);
  if (definition >= 0) Object.assign(declared.definition(definition), { binding, scope: scope.index });
  const term = facts.term(TermOp.NAME, x.string(name), 0, 1);
  facts.exports.push({ name, kind: 'local', term, import: -1, line: x.tree.flat.lineAt(offset + tag.nameStart), typeOnly: true });
  return { ...at, doc, name, definition, binding, scope };
}

/** The TYPE node: the comment is its text, and its documentation. */
function defineType(x: Extraction, at: Pick<DocDeclaration, 'tag' | 'doc' | 'offset'>): number {
  const { flat } = x.tree;
  const { tag, doc, offset } = at;
  const end = offset + doc.length;
  const nameAt = offset + tag.nameStart;
  const definition = x.declared.defineAt({
    label: 'TYPE',
    kind: 'alias',
    name: tag.name,
    parent: 0,
    path: tag.name,
    start: offset,
    end,
    startLine: flat.lineAt(offset),
    endLine: flat.lineAt(end - 1),
    nameLine: flat.lineAt(nameAt),
    nameColumn: flat.columnAt(nameAt),
    headerStart: offset + tag.start,
    headerEnd: nameAt + tag.name.length,
    docStart: offset,
    docEnd: end,
    flags: DefinitionFlag.EXPORTED,
  });
  x.declared.definition(definition).declaredTypeText = tag.type
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .trim()
    .slice(0, 200);
  return definition;
}

function readType(x: Extraction, at: DocDeclaration): void {
  const { facts } = x;
  const first = x.declared.definition(Math.max(0, at.definition));
  x.inScope(at.scope, () => {
    const parameters = docTypeParameters(x, at.doc, { scope: at.scope, offset: at.offset });
    const type = at.tag.tag === 'callback' ? callbackType(x, at) : typedefType(x, at);
    if (at.definition >= 0) {
      first.typeParameters.push(...parameters);
      first.declaredType = type;
    } else facts.setBindingValue(at.binding, type);
  });
}

/** `@typedef {T} Name`, or `@typedef {object} Name` with `@property` tags. */
function typedefType(x: Extraction, at: DocDeclaration): number {
  const { facts } = x;
  const properties = at.tags.filter((tag) => tag.tag === 'property' && tag.name !== '');
  if (properties.length === 0) return at.tag.type === '' ? 0 : parseDocType(x, at.tag.type);
  const pairs = properties
    .filter((tag) => !tag.name.includes('.'))
    .flatMap((tag) => [x.string(tag.name), tag.type === '' ? 0 : Math.max(0, taggedType(x, properties, tag))]);
  return facts.term(TermOp.TYPE_OBJECT, facts.list(pairs));
}

function callbackType(x: Extraction, at: DocDeclaration): number {
  const parameters = at.tags.filter((tag) => tag.tag === 'param' && !tag.name.includes('.'));
  const result = at.tags.find((tag) => tag.tag === 'returns' && tag.type !== '');
  const facts = parameters.map((tag) => docParameter(tag.name, tag.type === '' ? -1 : taggedType(x, at.tags, tag)));
  return x.facts.term(TermOp.TYPE_FUNCTION, docSignature(x, facts, result === undefined ? -1 : parseDocType(x, result.type)), 0);
}

/** `@import { A, B as C } from './x'`, `@import * as ns from './x'`, `@import D from './x'`: types alone, so no edge is drawn. */
function importTypes(x: Extraction, tag: DocTag, offset: number): void {
  const match = /^\s*(?:(\w+)\s*,?\s*)?(?:\*\s+as\s+(\w+)\s*|\{([^}]*)\}\s*)?from\s*['"]([^'"]+)['"]/.exec(written(tag));
  if (match === null) return;
  const [, byDefault, namespace, named = '', specifier = ''] = match;
  const add = (localName: string, kind: string, name = ''): void => {
    const binding = x.declared.declareAt({
      scope: x.declared.moduleScope,
      name: localName,
      offset,
      kind: BindingKind.IMPORT,
      value: x.facts.term(TermOp.IMPORT, x.facts.imports.length),
      meaning: Meaning.TYPE | Meaning.NAMESPACE,
    });
    const line = x.tree.flat.lineAt(offset + tag.start);
    const place = { line, scope: 0, binding, typeOnly: true, conditional: false, reexport: false };
    const fact: ImportFact = { specifier, level: 0, kind, name, localName, ...place };
    x.facts.imports.push(fact);
  };
  if (byDefault !== undefined) add(byDefault, 'default');
  if (namespace !== undefined) add(namespace, 'namespace');
  for (const part of named.split(',')) {
    const names = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part);
    if (names?.[1] === undefined) continue;
    add(names[2] ?? names[1], names[1] === 'default' ? 'default' : 'name', names[1] === 'default' ? '' : names[1]);
  }
}

/** A tag's text as one expression: braces that look like a type belong to it. */
function written(tag: DocTag): string {
  return (tag.type === '' ? tag.rest : `{${tag.type}}${tag.rest}`).replace(/\n\s*\*/g, '\n');
}
