/** Definitions of one JavaScript or TypeScript file, as extract-javascript.mjs and extract-commits.mjs take them. */
import ts from 'typescript';

/**
 * Definitions of a text, in order, with their lines. Functions inside of functions only where they are documented, unless `all`. With `keep` the code comes
 * with its documentation.
 */
export function definitionsIn(text, file, { keep = false, all = false } = {}) {
  const kind = /x$/.test(file) ? ts.ScriptKind.TSX : /js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found = [];
  const walk = (node, owner, inFunction) => {
    const definition = definitionOf(node, owner, source) ?? (inFunction ? undefined : valueDefinition(node));
    if (definition !== undefined) {
      const record = recordOf(node, definition, { text, file, source, keep });
      if (all || !inFunction || record.query !== null) found.push(record);
    }
    const next = ownerInside(node, owner);
    const inside = inFunction || ['FUNCTION', 'METHOD'].includes(definition?.label);
    ts.forEachChild(node, (child) => walk(child, next, inside));
  };
  walk(source, undefined, false);
  return found;
}

function definitionOf(node, owner, source) {
  return (
    declaration(node) ??
    method(node, owner) ??
    propertyFunction(node, owner) ??
    variableFunction(node) ??
    assignedFunction(node, source)
  );
}

function declaration(node) {
  if (ts.isFunctionDeclaration(node) && node.name && node.body) return { label: 'FUNCTION', name: node.name.text };
  if ((ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name)
    return { label: 'CLASS', name: node.name.text };
  return undefined;
}

/** Methods and accessors, those of interfaces and abstract classes, too: they say the same as what does the work, and stand among the candidates of a search. */
function method(node, owner) {
  if (!ts.isMethodDeclaration(node) && !ts.isGetAccessorDeclaration(node) && !ts.isMethodSignature(node)) return undefined;
  if (!ts.isIdentifier(node.name)) return undefined;
  return { label: owner === undefined ? 'FUNCTION' : 'METHOD', name: node.name.text, owner };
}

/** Types and values of modules: they stand among the candidates of a search, too. */
function valueDefinition(node) {
  if (ts.isTypeAliasDeclaration(node)) return { label: 'TYPE', name: node.name.text };
  if (ts.isEnumDeclaration(node)) return { label: 'CLASS', name: node.name.text };
  if (!ts.isSourceFile(node.parent ?? node)) return undefined;
  const variable = onlyVariable(node);
  return variable === undefined ? undefined : { label: 'GLOBAL_VARIABLE', name: variable.name.text };
}

/** `act = () => {}` in a class and `act: () => {}` in an object. */
function propertyFunction(node, owner) {
  const isOfClass = ts.isPropertyDeclaration(node) && owner !== undefined;
  if (!isOfClass && !ts.isPropertyAssignment(node)) return undefined;
  if (!ts.isIdentifier(node.name) || !isFunction(node.initializer)) return undefined;
  return { label: 'METHOD', name: node.name.text, owner };
}

function variableFunction(node) {
  const variable = onlyVariable(node);
  return variable !== undefined && isFunction(variable.initializer) ? { label: 'FUNCTION', name: variable.name.text } : undefined;
}

/** `Thing.prototype.act = function () {}` and `exports.act = function () {}`. */
function assignedFunction(node, source) {
  if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return undefined;
  const { left, right } = node.expression;
  if (!ts.isPropertyAccessExpression(left) || !isFunction(right)) return undefined;
  const holder = left.expression;
  const isPrototype = ts.isPropertyAccessExpression(holder) && holder.name.text === 'prototype';
  const owner = (isPrototype ? holder.expression : holder).getText(source).slice(0, 60);
  if (/^(module\.)?exports$/.test(owner)) return { label: 'FUNCTION', name: left.name.text };
  return { label: 'METHOD', name: left.name.text, owner };
}

function recordOf(node, { label, name, owner }, { text, file, source, keep }) {
  const whole = text.slice(node.getStart(source), node.end);
  const code = keep ? whole : whole.replace(/\/\*\*[\s\S]*?\*\//g, '');
  const documentation = documentationOf(node);
  const brace = code.indexOf('{');
  const place = file.replace(/^package\//, '');
  return {
    label,
    name,
    qualifiedName: [place.replace(/\.\w+$/, '').replaceAll('/', '.'), owner, name].filter((part) => part !== undefined).join('.'),
    filePath: place,
    ...(label === 'METHOD' && owner !== undefined ? { class: owner } : {}),
    signature: code.slice(0, brace > 0 ? Math.min(brace, 500) : 200),
    code: code.slice(0, 12_000),
    query: documentation === undefined ? null : firstSentence(documentation),
    ...(documentation === undefined ? {} : { docstring: documentation.slice(0, 1500) }),
    lines: [node.getStart(source), node.end].map((at) => source.getLineAndCharacterOfPosition(at).line + 1),
    uses: label === 'CLASS' ? [] : [...calledNames(node)].sort().slice(0, 40),
    members: label === 'CLASS' ? node.members.map((member) => member.name?.text).filter((each) => each !== undefined) : [],
    parents:
      label === 'CLASS'
        ? (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression.getText(source)))
        : [],
  };
}

function calledNames(node) {
  const names = new Set();
  const look = (inner) => {
    if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) {
      const called = inner.expression;
      if (ts.isIdentifier(called)) names.add(called.text);
      else if (ts.isPropertyAccessExpression(called)) names.add(called.name.text);
    }
    ts.forEachChild(inner, look);
  };
  look(node);
  return names;
}

function ownerInside(node, owner) {
  if ((ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name) return node.name.text;
  return onlyVariable(node)?.name.text ?? owner;
}

function onlyVariable(node) {
  if (!ts.isVariableStatement(node) || node.declarationList.declarations.length !== 1) return undefined;
  const [variable] = node.declarationList.declarations;
  return ts.isIdentifier(variable.name) ? variable : undefined;
}

function isFunction(node) {
  return node !== undefined && (ts.isFunctionExpression(node) || ts.isArrowFunction(node));
}

function documentationOf(node) {
  const comment = node.jsDoc?.at(-1);
  if (comment === undefined) return undefined;
  const named = (comment.tags ?? []).find((tag) => /^(description|desc|summary|classdesc)$/.test(tag.tagName.text));
  return textOf(comment.comment) ?? textOf(named?.comment);
}

function textOf(comment) {
  const text = Array.isArray(comment)
    ? comment.map((part) => part.text || (part.name ? part.name.getText() : '')).join('')
    : comment;
  return text === undefined || text === '' ? undefined : text;
}

function firstSentence(documentation) {
  const lines = [];
  for (const line of documentation.split('\n')) {
    if (line.trim() === '' && lines.length > 0) break;
    if (/^\s*(@\w+|\* |- |```|>>>)/.test(line)) break;
    if (line.trim() !== '') lines.push(line.trim());
  }
  const text = lines
    .join(' ')
    .replace(/\{@(?:link|code)\s+([^}]*)\}/g, '$1')
    .replace(/`{1,2}([^`]*)`{1,2}/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '');
  return (/^(.+?[.!?])(\s+[A-Z(]|\s*$)/.exec(text)?.[1] ?? text).trim().slice(0, 240);
}
