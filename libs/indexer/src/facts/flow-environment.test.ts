import { describe, expect, it } from 'vitest';
import { FactsBuilder } from './facts-builder.js';
import { FlowEnvironment } from './flow-environment.js';
import { NarrowKind, TermOp } from './term.js';

function check(body: (env: FlowEnvironment, facts: FactsBuilder) => void): void {
  body(new FlowEnvironment(), new FactsBuilder('test'));
}

describe('FlowEnvironment', () => {
  it('forgets the paths below a name that is assigned, not those of a narrowed one', () => {
    check((env) => {
      env.assign('1:x', 10);
      env.assign('1:x.y', 11);
      env.narrow('1:x', 12);
      expect(env.get('1:x.y')).toBe(11);
      env.assign('1:x', 13);
      expect(env.get('1:x.y')).toBeUndefined();
    });
  });

  it('joins branches: unions, keys known in all of them, and names known in some', () => {
    check((env, facts) => {
      const [a, b, c] = [1, 2, 3].map((index) => facts.term(TermOp.BINDING, index)) as [number, number, number];
      env.assign('1:x', a);
      env.assign('1:z', a);
      const other = env.fork();
      env.assign('1:x', b);
      env.assign('1:y', c);
      env.assign('1:x.p', c);
      env.replaceByMerge([env, other], facts, (key) => !key.includes('.'));
      const { op, a: list } = facts.termAt(env.get('1:x') ?? 0);
      expect(op).toBe(TermOp.PHI);
      expect(facts.listAt(list)).toEqual([b, a]);
      expect(env.get('1:y')).toBe(c);
      expect(env.get('1:z')).toBe(a);
      expect(env.get('1:x.p')).toBeUndefined();
    });
  });

  it('leaves out branches that do not go on', () => {
    check((env, facts) => {
      env.assign('1:x', 5);
      const left = env.fork();
      left.assign('1:x', 6);
      left.reachable = false;
      env.replaceByMerge([left, env], facts);
      expect(env.get('1:x')).toBe(5);
      expect(env.reachable).toBe(true);
    });
  });

  it('undoes a test when both outcomes meet again', () => {
    check((env, facts) => {
      const value = facts.term(TermOp.BINDING, 1);
      const other = env.fork();
      env.narrow('1:x', facts.term(TermOp.NARROW, value, -1, NarrowKind.TRUTHY));
      other.narrow('1:x', facts.term(TermOp.NARROW, value, -1, NarrowKind.FALSY));
      env.replaceByMerge([env, other], facts);
      expect(env.get('1:x')).toBe(value);
    });
  });

  it('closes the values of a loop with what its body assigns', () => {
    check((env, facts) => {
      const [before, inside] = [facts.term(TermOp.BINDING, 1), facts.term(TermOp.BINDING, 2)];
      env.assign('1:x', before);
      const close = env.enterLoop(['1:x', '1:new'], facts);
      const phi = env.get('1:x') ?? 0;
      env.assign('1:x', inside);
      close([env]);
      expect(facts.listAt(facts.termAt(phi).a)).toEqual([before, inside]);
    });
  });
});
