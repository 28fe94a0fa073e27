import type { CypherRunner } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { SampleRunner } from '../testing/sample-runner.js';
import { PlannedShapes } from './planned-shapes.js';

const compile = (text: string) =>
  new PlannedShapes(new SampleRunner() as unknown as CypherRunner).compile(text, { repository: 'sample' });

describe('text queries of fixed shapes', () => {
  it.each([
    'callers of Session.send',
    'find the class Session',
    'source of parse_url',
    'methods of Session',
    'callees of Session.send up to 2 levels',
    'subclasses of Adapter',
    'what overrides Adapter.send',
    'files that import util.py',
    'uses of DEFAULT_TIMEOUT',
    'path from Session.send to parse_url',
    'tests of Session.send',
    'impact of changing parse_url',
  ])('need no model: %s', async (text) => {
    const queries = await compile(text);
    expect(queries?.length).toBeGreaterThan(0);
    for (const query of queries ?? []) expect(query.text).toMatch(/^MATCH|^CALL|^UNWIND/u);
  });

  it.each(['how are retries handled', 'callers of frobnicate_all', 'everything that smells of callers of Session.send', 'x'])(
    'leave the rest to the model: %s',
    async (text) => {
      expect(await compile(text)).toBeUndefined();
    },
  );
});
