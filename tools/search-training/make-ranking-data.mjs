#!/usr/bin/env node
/**
 * Features of candidates for train_ranker.py, computed by the product itself; build libs/retrieval first.
 * usage: make-ranking-data.mjs DEFINITIONS_FOLDER QUESTIONS_FOLDER OUT [--every N] [--limit N] [--later]
 * QUESTIONS: files named as those of the definitions. Either pairs as make-pairs.mjs writes them (a sentence is answered by the definitions that it documents), or lines {q, targets:
 * [[file, class, name], ...]}. `--every 8` takes only files 3, 11, 19, ...: those that train_embedder.py held out. `--later` asks the second sentence of each documentation and
 * keeps the first one in the documents: questions about documented code, in other words than its summary. Writes OUT.bin and OUT.json.
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
const { FIELD_WEIGHTS, ratedWords } = await product('reranking/rated-words.js');
const { RANKING_FEATURES, rankingFeatures } = await product('reranking/ranking-features.js');

const MOST_DEFINITIONS = 4000;
const WORD_CANDIDATES = 120;
const VECTOR_CANDIDATES = 60;
const NAME_CANDIDATES = 60;
const MOST_WORDS = 60;
const LEAST_WORDS = 5;
const AMBIGUOUS = 3;
const LEFT_OUT = /(^|\/)(tests?|docs?|examples?|benchmarks?)\//;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string' }, limit: { type: 'string' }, later: { type: 'boolean', default: false } },
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
  const questions = values.later ? laterQuestions(corpus) : readQuestions(path.join(questionsFolder, file), corpus);
  const asked = spread(questions, limit);
  for (const question of asked) write(file, corpus, question);
  console.log(file, corpus.documents.length, 'definitions', asked.length, 'questions');
}
closeSync(data);
writeFileSync(`${out}.json`, `${JSON.stringify({ features: RANKING_FEATURES, meta })}\n`);

async function readCorpus(file) {
  const documents = lines(file)
    .slice(0, MOST_DEFINITIONS)
    .map((line) => JSON.parse(line))
    .filter(({ filePath }) => !LEFT_OUT.test(filePath))
    .map(documentOf);
  const statistics = await CorpusStatistics.of(documents.map(({ fields }) => fields));
  const embedder = new BuiltInEmbedder(weights, statistics);
  const vectors = documents.map(({ fields }) => embedder.embedDocument(fields));
  const corpus = { documents, statistics, embedder, vectors, postings: postingsOf(documents, statistics) };
  addNeighbours(documents);
  return corpus;
}

function documentOf(definition, at) {
  const { docstring, query, code } = definition;
  const told = values.later ? (query ?? undefined) : values.every === undefined ? docstring : undefined;
  const symbol = { ...definition, id: String(at), isTest: false, codeLength: code.length, docstring: told };
  return { ...symbol, whole: docstring, fields: searchFieldsOf(symbol, definition), inDegree: definition.usedBy.length };
}

/** Neighbours by name, as far as a name is of one definition of the file, or of few of all. */
function addNeighbours(documents) {
  const byName = new Map();
  documents.forEach((document) => byName.set(document.name, [...(byName.get(document.name) ?? []), document]));
  const links = documents.map(() => new Set());
  documents.forEach((document, at) => {
    for (const name of document.uses) {
      const named = byName.get(name) ?? [];
      const near = named.filter(({ filePath }) => filePath === document.filePath);
      const meant = near.length === 1 ? near : named.length < AMBIGUOUS ? named : [];
      for (const { id } of meant) {
        links[at].add(id);
        links[Number(id)].add(String(at));
      }
    }
  });
  documents.forEach((document, at) => (document.neighbours = [...links[at]]));
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

/** What a documentation says after its first sentence. */
function laterQuestions({ documents }) {
  return documents.flatMap(({ whole, query }, at) => {
    if (whole === undefined || query === null || query === undefined) return [];
    const prose = whole.split(/\n\s*(?:[:@>*-]|\.\. |\w[\w ]*:\n|\w+\n\s*---)/)[0].replace(/\s+/g, ' ');
    const sentences = prose.split(/(?<=[.!?])\s+(?=[A-Z])/);
    const text = (sentences[1] ?? '').replace(/`+/g, '').trim();
    return text.split(' ').length < LEAST_WORDS || text.length > 240 ? [] : [{ text, right: new Set([at]) }];
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
function candidatesOf({ documents, vectors, statistics, embedder, postings }, query) {
  const vector = embedder.embedQuery(query);
  const cosines = vectors.map((each) => dotProduct(vector, each));
  const scores = new Float64Array(documents.length);
  const words = ratedWords(query.words, statistics)
    .sort((a, b) => b.rate - a.rate)
    .slice(0, MOST_WORDS);
  for (const { word, rate } of words)
    for (const [at, frequency] of postings.get(word) ?? []) scores[at] += (rate * frequency) / (frequency + 2);
  const names = new Set(query.names);
  const named = documents.flatMap(({ name }, at) => (names.has(name.toLowerCase()) ? [at] : [])).slice(0, NAME_CANDIDATES);
  const places = new Set([...best([...scores], WORD_CANDIDATES), ...best(cosines, VECTOR_CANDIDATES), ...named]);
  return [...places].map((at) => ({ ...documents[at], at, cosine: cosines[at] }));
}

/** Of each word, where it stands with which weighted frequency, as full-text search counts it. */
function postingsOf(documents, statistics) {
  const postings = new Map();
  documents.forEach(({ fields }, at) => {
    const frequencies = new Map();
    for (const [field, weight] of Object.entries(FIELD_WEIGHTS)) {
      const words = wordsOfField(fields[field]);
      const share = weight / (0.5 + (0.5 * words.length) / Math.max(1, statistics.averageLength(field)));
      for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + share);
    }
    for (const [word, frequency] of frequencies) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [[at, frequency]]);
      else list.push([at, frequency]);
    }
  });
  return postings;
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
