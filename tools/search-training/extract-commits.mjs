#!/usr/bin/env node
/**
 * As extract_commits.py, of a JavaScript or TypeScript repository: messages of commits that mend something, with the functions that they changed.
 * usage: extract-commits.mjs CLONE DEFINITIONS.jsonl OUT.jsonl [MOST]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { definitionsIn } from './javascript-definitions.mjs';

const MENDING = /\b(fix|bug|prevent|avoid|crash|error|wrong|incorrect|issue|handle|ensure|throw)/i;
const TRAILER = /^\s*(signed-off|co-authored|change-id|fixes:? #|fix #|closes:? #|refs? #|re:? #|\* )/i;
const LEFT_OUT =
  /(^|\/)(__tests__|tests?|spec|examples?|docs?|node_modules|vendor|umd|min|bundles?|dist)(\/|$)|\.(test|spec|min|d)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$/;
const MOST_FILES = 4;
const MOST_FUNCTIONS = 6;
const BODY_LINES = 12;
const MOST_CHARACTERS = 400_000;

const [clone = '', definitions = '', out = '', most = '150'] = process.argv.slice(2);
const known = new Set(lines(readFileSync(definitions, 'utf8')).map((line) => keyOf(JSON.parse(line))));
const found = [];
for (const entry of git('log', '--no-merges', '-n', '4000', '--format=%H%x00%B%x01', 'HEAD').split('\x01')) {
  const [commit = '', message] = entry.trim().split('\0');
  if (message === undefined || !MENDING.test(message.split('\n')[0])) continue;
  const query = cleaned(message);
  if (query.split(/\s+/).length < 4) continue;
  const targets = changedFunctions(commit).filter((target) => known.has(keyOf(target)));
  if (targets.length === 0 || targets.length > MOST_FUNCTIONS) continue;
  found.push({ q: query, targets: targets.map(({ filePath, class: owner, name }) => [filePath, owner ?? null, name]) });
  if (found.length >= Number(most)) break;
}
writeFileSync(out, found.map((record) => `${JSON.stringify(record)}\n`).join(''));

function git(...args) {
  try {
    return execFileSync('git', ['-C', clone, ...args], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  } catch {
    // A commit at the border of a shallow clone has no parent to be compared with.
    return '';
  }
}

function cleaned(message) {
  const [first = '', ...rest] = message.trim().split('\n');
  const title = first.replace(/^\s*(\[\w+\]|(fix|bug)(es|ed|fix)?(\([^)]*\))?!?:)\s*/i, '').replace(/\s*\(?#\d+\)?\s*$/, '');
  const body = rest.filter((line) => line.trim() !== '' && !TRAILER.test(line)).slice(0, BODY_LINES);
  return [title, ...body].join('\n').trim();
}

/** Innermost functions around the changed lines; none when the commit changes many files. */
function changedFunctions(commit) {
  const parts = git('show', '-U0', '--format=', commit)
    .split(/^diff --git /m)
    .map((part) => ({ part, file: /^\+\+\+ b\/(.*)$/m.exec(part)?.[1] ?? '' }))
    .filter(({ file }) => /\.[cm]?[jt]sx?$/.test(file) && !LEFT_OUT.test(file));
  if (parts.length > MOST_FILES) return [];
  const changed = new Map();
  for (const { part, file } of parts) {
    const text = git('show', `${commit}:${file}`);
    if (text === '' || text.length > MOST_CHARACTERS) continue;
    const functions = definitionsIn(text, file, { all: true }).filter(({ label }) => label === 'FUNCTION' || label === 'METHOD');
    for (const line of changedLines(part)) {
      const around = functions.filter((each) => each.lines[0] <= line && line <= each.lines[1]);
      const innermost = around.sort((a, b) => b.lines[0] - a.lines[0])[0];
      if (innermost !== undefined) changed.set(keyOf(innermost), innermost);
    }
  }
  return [...changed.values()];
}

/** Numbers of the lines that a difference adds or changes. */
function changedLines(difference) {
  return [...difference.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count]) =>
    Array.from({ length: Math.max(1, Number(count ?? 1)) }, (_, at) => Number(start) + at),
  );
}

function keyOf({ filePath, class: owner = null, name }) {
  return JSON.stringify([filePath, owner, name]);
}

function lines(text) {
  return text.split('\n').filter((line) => line !== '');
}
