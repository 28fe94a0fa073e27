#!/usr/bin/env node
/**
 * Definitions of JavaScript and TypeScript packages as JSON lines for training; see extract_python.py for the fields.
 * usage: extract-javascript.mjs FOLDER OUT [--keep-documentation]
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const LEFT_OUT =
  /(^|\/)(__tests__|tests?|spec|examples?|docs?|node_modules|vendor|umd|min|bundles?)(\/|$)|\.(test|spec|min|d)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|\.umd\.|\.min\./;
const SECOND_COPY = /(^|\/)(esm|es|_esm\w*|module|fesm\w*)\//;
const FIRST_COPY = /(cjs|lib|dist)\//;
const MOST_FILE_BYTES = 500_000;
const MOST_BYTES = 9_000_000;
const MOST_LINE_LENGTH = 300;

const [folder = '', out = '', ...flags] = process.argv.slice(2);
const keep = flags.includes('--keep-documentation');
mkdirSync(out, { recursive: true });
for (const name of readdirSync(folder).sort()) {
  const records = definitionsOf(path.join(folder, name));
  writeFileSync(path.join(out, `js_${name}.jsonl`), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** Definitions of one package, with who calls them by name. */
function definitionsOf(root) {
  const found = readOnce(root, withoutSecondCopies(sourceFiles(root))).flatMap(({ text, file }) => definitionsIn(text, file));
  return withUsers(found);
}

/** Of files that packages carry twice, those to read: sources rather than what is built of them, else the first build. */
function withoutSecondCopies(files) {
  const sources = files.filter((file) => file.startsWith('package/src/'));
  if (sources.some((file) => /\.tsx?$/.test(file))) return sources;
  const hasFirstCopy = files.some((file) => FIRST_COPY.test(file));
  return files.filter((file) => !hasFirstCopy || !SECOND_COPY.test(file));
}

/** Texts of files up to the bounds of size, without minified ones and without files of equal name and size. */
function readOnce(root, files) {
  const seen = new Set();
  const texts = [];
  let bytes = 0;
  for (const file of files) {
    const { size } = statSync(path.join(root, file));
    const key = `${path.basename(file)} ${size}`;
    if (size > MOST_FILE_BYTES || bytes > MOST_BYTES || seen.has(key)) continue;
    seen.add(key);
    bytes += size;
    const text = readFileSync(path.join(root, file), 'utf8');
    if (text.length / text.split('\n').length <= MOST_LINE_LENGTH) texts.push({ text, file });
  }
  return texts;
}

/** Records with who calls them; of methods whose names too many call, nobody. */
function withUsers(records) {
  const users = new Map();
  for (const record of records) {
    for (const name of record.uses) users.set(name, (users.get(name) ?? new Set()).add(ownName(record)));
  }
  return records.map((record) => {
    const mine = users.get(record.name) ?? new Set();
    return { ...record, usedBy: record.label !== 'METHOD' || mine.size < 6 ? [...mine].sort().slice(0, 12) : [] };
  });
}

function sourceFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
}

function definitionsIn(text, file) {
  const kind = /x$/.test(file) ? ts.ScriptKind.TSX : /js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found = [];
  const walk = (node, owner, inFunction) => {
    const definition = definitionOf(node, owner, source);
    if (definition !== undefined) {
      const record = recordOf(node, definition, { text, file, source });
      if (!inFunction || record.query !== null) found.push(record);
    }
    const next = ownerInside(node, owner);
    const inside = inFunction || (definition !== undefined && definition.label !== 'CLASS');
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

function method(node, owner) {
  if (!ts.isMethodDeclaration(node) && !ts.isGetAccessorDeclaration(node)) return undefined;
  if (!node.body || !ts.isIdentifier(node.name)) return undefined;
  return { label: owner === undefined ? 'FUNCTION' : 'METHOD', name: node.name.text, owner };
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

function recordOf(node, { label, name, owner }, { text, file, source }) {
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
    ...(keep && documentation !== undefined ? { docstring: documentation.slice(0, 1500) } : {}),
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

function ownName({ class: owner, name }) {
  return owner === undefined ? name : `${owner}.${name}`;
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
