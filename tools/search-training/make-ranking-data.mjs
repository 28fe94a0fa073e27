#!/usr/bin/env node
/**
 * Features of candidates for train_ranker.py, computed by the product itself; build libs/retrieval first.
 * usage: make-ranking-data.mjs DEFINITIONS_FOLDER QUESTIONS_FOLDER OUT [--every N] [--limit N]
 * QUESTIONS: files named as those of the definitions. Either pairs as make-pairs.mjs writes them (a sentence is answered by the definitions that it documents), or lines {q, targets:
 * [[file, class, name], ...]}. `--every 8` takes only files 3, 11, 19, ...: those that train_embedder.py held out. Writes OUT.bin and OUT.json.
 */
import { closeSync, openSync, readdirSync, readFileSync, existsSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const product = (file) => import(new URL(`../../libs/retrieval/dist/${file}`, import.meta.url).href);
const { searchFieldsOf } = await product('descriptions/search-fields.js');
const { BuiltInEmbedder } = await product('embedding/built-in-embedder.js');
const { CorpusStatistics, wordsOfField } = await product('embedding/corpus-statistics.js');
const { loadEmbedderWeights } = await product('embedding/load-embedder-weights.js');
const { dotProduct } = await product('embedding/word-vectors.js');
const { analyseQuery } = await product('query/analyse-query.js');
const { FIELD_WEIGHTS, ratedWords } = await product('reranking/lexical-scores.js');
const { RANKING_FEATURES, rankingFeatures } = await product('reranking/ranking-features.js');

const MOST_DEFINITIONS = 4000;
const WORD_CANDIDATES = 120;
const VECTOR_CANDIDATES = 60;
const NAME_CANDIDATES = 100;
const MOST_WORDS = 60;
const LEFT_OUT = /(^|\/)(tests?|docs?|examples?|benchmarks?)\//;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string' }, limit: { type: 'string' } },
});
const [definitionsFolder = '', questionsFolder = '', out = ''] = positionals;
const limit = Number(values.limit ?? '150');
const files = readdirSync(questionsFolder).sort();
const chosen = values.every === undefined ? files : files.filter((_, at) => at % Number(values.every) === 3);
const weights = await loadEmbedderWeights();
const data = openSync(`${out}.bin`, 'w');
const meta = [];
for (const file of chosen) {
  if (!existsSync(path.join(definitionsFolder, file))) continue;
  const corpus = await readCorpus(path.join(definitionsFolder, file));
  const asked = spread(readQuestions(path.join(questionsFolder, file), corpus), limit);
  for (const question of asked) write(file, corpus, question);
}
closeSync(data);
writeFileSync(`${out}.json`, `${JSON.stringify({ features: RANKING_FEATURES, meta })}\n`);

async function readCorpus(file) {
  const documents = lines(file)
    .slice(0, MOST_DEFINITIONS)
    .map((line, at) => documentOf(JSON.parse(line), at))
    .filter(({ filePath }) => !LEFT_OUT.test(filePath));
  const statistics = await CorpusStatistics.of(documents.map(({ fields }) => fields));
  const embedder = new BuiltInEmbedder(weights, statistics);
  return { documents, statistics, embedder, vectors: documents.map(({ fields }) => embedder.embedDocument(fields)) };
}

function documentOf(definition, at) {
  const symbol = { ...definition, id: String(at), isTest: false, codeLength: definition.code.length };
  return { ...symbol, fields: searchFieldsOf(symbol, definition), inDegree: definition.usedBy.length };
}

function readQuestions(file, { documents }) {
  const answers = new Map();
  documents.forEach(({ query, filePath, class: owner = '', name }, at) => {
    const keys = [JSON.stringify([filePath, owner, name])];
    if (query !== null && query !== undefined) keys.push(query.toLowerCase());
    for (const key of keys) answers.set(key, (answers.get(key) ?? new Set()).add(at));
  });
  return lines(file).flatMap((line) => {
    const { t, q, targets } = JSON.parse(line);
    const keys = targets?.map(([place, owner, name]) => JSON.stringify([place, owner ?? '', name])) ?? [t?.toLowerCase()];
    const right = new Set(keys.flatMap((key) => [...(answers.get(key) ?? [])]));
    return right.size === 0 || (targets === undefined && right.size > 3) ? [] : [{ text: t ?? q, right }];
  });
}

function write(file, corpus, { text, right }) {
  const query = analyseQuery(text);
  const candidates = candidatesOf(corpus, query);
  const found = candidates.filter(({ at }) => right.has(at)).length;
  if (found === 0) return;
  const { statistics, embedder } = corpus;
  const rated = rankingFeatures(query, candidates, { statistics, wordVectors: embedder.wordVectors });
  const rows = rated.map(({ candidate, features }) => [
    meta.length,
    right.has(candidate.at) ? 1 : 0,
    ...RANKING_FEATURES.map((feature) => features[feature]),
  ]);
  writeSync(data, new Uint8Array(new Float32Array(rows.flat()).buffer));
  meta.push([meta.length, file, rows.length, found]);
}

/** As a search brings them: the best by words, by vectors, and those that the question names. */
function candidatesOf({ documents, vectors, statistics, embedder }, query) {
  const vector = embedder.embedQuery(query);
  const cosines = vectors.map((each) => dotProduct(vector, each));
  const words = ratedWords(query.words, statistics)
    .sort((a, b) => b.rate - a.rate)
    .slice(0, MOST_WORDS);
  const scores = documents.map(({ fields }) => wordScore(fields, words, statistics));
  const names = new Set(query.names);
  const named = documents.flatMap(({ name }, at) => (names.has(name.toLowerCase()) ? [at] : [])).slice(0, NAME_CANDIDATES);
  const places = new Set([...best(scores, WORD_CANDIDATES), ...best(cosines, VECTOR_CANDIDATES), ...named]);
  return [...places].map((at) => ({ ...documents[at], at, cosine: cosines[at] }));
}

function wordScore(fields, words, statistics) {
  const parts = Object.entries(FIELD_WEIGHTS).map(([field, weight]) => {
    const there = wordsOfField(fields[field]);
    return { there, weight: weight / (0.5 + (0.5 * there.length) / Math.max(1, statistics.averageLength(field))) };
  });
  return words.reduce((sum, { word, rate }) => {
    const frequency = parts.reduce(
      (total, { there, weight }) => total + weight * there.filter((each) => each === word).length,
      0,
    );
    return sum + (rate * frequency) / (frequency + 2);
  }, 0);
}

function best(scores, count) {
  return scores
    .map((score, at) => ({ score, at }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, count)
    .map(({ at }) => at);
}

/** At most `count`, evenly from the whole. */
function spread(items, count) {
  const step = Math.max(1, items.length / count);
  return items.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step) || at === 0);
}

function lines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
