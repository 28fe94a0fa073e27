#!/usr/bin/env node
/**
 * Pairs of a sentence and a definition for train_embedder.py, as words folded by the product itself; build libs/retrieval first.
 * usage: make-pairs.mjs DEFINITIONS_FOLDER PAIRS_FOLDER
 * The first line of a file has the package, its number of definitions, and in how many of them each word stands.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const product = (file) => import(new URL(`../../libs/retrieval/dist/${file}`, import.meta.url).href);
const { searchFieldsOf } = await product('descriptions/search-fields.js');
const { isStopWord } = await product('text/stop-words.js');
const { wordsOfText } = await product('text/words-of-text.js');

const UNFIT = /^(see |deprecated|todo|note|alias|same as|internal|#|@|copyright|license)/i;
const LEAST_WORDS = 4;
const LEAST_CODE = 50;
const LEAST_PAIRS = 15;
const MOST_PAIRS = 2500;
const MOST_DEFINITIONS = 12_000;

const [from = '', to = ''] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
for (const file of readdirSync(from).sort()) {
  const lines = readFileSync(path.join(from, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const definitions = lines.slice(0, MOST_DEFINITIONS).map((line) => JSON.parse(line));
  const counts = new Map();
  const seen = new Set();
  const pairs = [];
  for (const definition of definitions) {
    const fields = fieldsOf(definition);
    for (const word of new Set(fields.join(' ').split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
    const { query, code, label } = definition;
    if (pairs.length >= MOST_PAIRS || query === null || code.length < LEAST_CODE) continue;
    if (query.split(' ').length < LEAST_WORDS || UNFIT.test(query) || seen.has(query.toLowerCase())) continue;
    seen.add(query.toLowerCase());
    const words = countedWords(query);
    if (words.length >= 2) pairs.push({ q: words, t: query, l: label, f: fields });
  }
  if (pairs.length < LEAST_PAIRS) continue;
  const header = { p: path.basename(file, '.jsonl'), N: definitions.length, df: Object.fromEntries(counts) };
  writeFileSync(path.join(to, file), [header, ...pairs].map((record) => `${JSON.stringify(record)}\n`).join(''));
}

function fieldsOf(definition) {
  const symbol = { ...definition, id: '', isTest: false, codeLength: definition.code.length, docstring: undefined };
  const { name, path: place, signature, code, context } = searchFieldsOf(symbol, definition);
  return [name, place, signature, code, context];
}

/** Distinct meaningful words with their counts, as analyseQuery takes them from a sentence. */
function countedWords(text) {
  const counts = new Map();
  const meant = text.replace(/[A-Za-z']+/g, (word) => (isStopWord(word.toLowerCase()) ? ' ' : word));
  for (const word of wordsOfText(meant)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}
