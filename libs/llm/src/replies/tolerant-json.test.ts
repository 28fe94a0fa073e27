import { describe, expect, it } from 'vitest';
import { findJsonObject } from './tolerant-json.js';

const GOOD = { action: 'TEXT_QUERIES', action_input: ['a', 'b'] };

describe('findJsonObject reads', () => {
  it.each([
    ['plain JSON', '{"action": "TEXT_QUERIES", "action_input": ["a", "b"]}'],
    ['a fence', '```json\n{"action": "TEXT_QUERIES", "action_input": ["a", "b"]}\n```'],
    [
      'a fence without a language, and text around it',
      'Sure!\n```\n{"action": "TEXT_QUERIES", "action_input": ["a", "b"]}\n```\nDone.',
    ],
    ['a fence that is not closed', '```json\n{"action": "TEXT_QUERIES", "action_input": ["a", "b"]}'],
    ['trailing commas', '{"action": "TEXT_QUERIES", "action_input": ["a", "b",],}'],
    ['missing commas', '{"action": "TEXT_QUERIES"\n "action_input": ["a" "b"]}'],
    ['single quotes', "{'action': 'TEXT_QUERIES', 'action_input': ['a', 'b']}"],
    ['names without quotes', '{action: "TEXT_QUERIES", action_input: ["a", "b"]}'],
    ['comments', '{"action": "TEXT_QUERIES", // search\n /* two */ "action_input": ["a", "b"]}'],
    ['a brace in the text before', 'Use {x} like this: {"action": "TEXT_QUERIES", "action_input": ["a", "b"]}'],
    ['two objects: the first that fits', '{"note": 1}\n{"action": "TEXT_QUERIES", "action_input": ["a", "b"]}\n{"action": "X"}'],
  ])('%s', (_name, reply) => {
    expect(findJsonObject(reply, (value) => 'action' in value)).toEqual({ ok: true, value: GOOD });
  });

  it.each([
    ['raw line breaks', '{"thought": "one\ntwo"}', 'one\ntwo'],
    ['escapes', '{"thought": "a\\n\\"b\\" \\u4f60 \\d"}', 'a\n"b" 你 d'],
    ['braces in a text', '{"thought": "if (x) { y } }"}', 'if (x) { y } }'],
  ])('%s', (_name, reply, thought) => {
    expect(findJsonObject(reply)).toEqual({ ok: true, value: { thought } });
  });

  it('words of Python, numbers, nesting', () => {
    expect(findJsonObject("{'a': True, 'b': None, 'c': [-1.5e2, {}], 'd': 'it\\'s'}")).toEqual({
      ok: true,
      value: { a: true, b: null, c: [-150, {}], d: "it's" },
    });
  });
});

describe('findJsonObject tells', () => {
  it.each([
    ['I cannot help with that.', 'none', 'no JSON object'],
    ['', 'none', 'no JSON object'],
    ['{"action": "TEXT_QUERIES", "action_input": ["a", "b', 'cut-off', 'cut off at its end (line 1): a text is not closed'],
    ['{"action": "TEXT_QUERIES",\n "action_input": ["a",', 'cut-off', 'cut off at its end (line 2)'],
    ['{"action" "TEXT_QUERIES"} and more', 'broken', 'broken at line 1, column 11: ":" was expected'],
    ['{"a": <b>} and more', 'broken', 'a value was expected'],
  ])('%j: %s', (reply, kind, words) => {
    const reading = findJsonObject(reply);
    expect(reading).toMatchObject({ ok: false, kind });
    expect(reading.ok ? '' : reading.problem).toContain(words);
  });

  it('does not hang on brackets without end', () => {
    expect(findJsonObject('{'.repeat(200_000)).ok).toBe(false);
    expect(findJsonObject('{"a":['.repeat(50_000)).ok).toBe(false);
    expect(findJsonObject(`{"a": "${'\\'.repeat(300_001)}`).ok).toBe(false);
  });
});
