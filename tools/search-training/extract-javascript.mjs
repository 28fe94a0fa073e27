#!/usr/bin/env node
/**
 * Definitions of JavaScript and TypeScript packages as JSON lines for training; see extract_python.py for the fields.
 * usage: extract-javascript.mjs FOLDER OUT [--keep-documentation]
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { definitionsIn } from './javascript-definitions.mjs';

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
  const found = readOnce(root, withoutSecondCopies(sourceFiles(root))).flatMap(({ text, file }) =>
    definitionsIn(text, file, { keep }),
  );
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

function ownName({ class: owner, name }) {
  return owner === undefined ? name : `${owner}.${name}`;
}
