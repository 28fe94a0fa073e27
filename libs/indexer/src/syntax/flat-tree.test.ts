import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatTreeParts } from './flat-tree-parts.js';
import { FlatTree, MAX_SYNTAX_DEPTH, nodeKinds, readFlatTree } from './flat-tree.js';
import { PublicCursor, startParserRuntime } from './parser-runtime.js';

const SOURCE = `# ünïcode 😀
class A(B):
    """doc"""
    def f(self, x: int = 1) -> list[str]:
        return [y for y in x if y]
def broken(:
    pass
`;

let python: Language;
let parser: Parser;

beforeAll(async () => {
  await startParserRuntime();
  python = await Language.load(fileURLToPath(import.meta.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')));
  parser = new Parser();
  parser.setLanguage(python);
});

function flatten(text: string): FlatTree {
  const tree = parser.parse(text);
  if (tree === null) throw new TypeError('no tree');
  const flat = new FlatTree(text, readFlatTree(tree));
  tree.delete();
  return flat;
}

function partsOf(tree: FlatTree): FlatTreeParts {
  const { count, kind, field, start, end, parent, after, missing, truncated } = tree;
  return { count, kind, field, start, end, parent, after, missing, truncated };
}

describe('FlatTree', () => {
  it('holds what the public cursor of the library says, node by node', () => {
    const tree = parser.parse(SOURCE);
    if (tree === null) throw new TypeError('no tree');
    const direct = new FlatTree(SOURCE, readFlatTree(tree));
    const viaLibrary = new FlatTree(
      SOURCE,
      readFlatTree(tree, (of) => new PublicCursor(of)),
    );
    tree.delete();
    expect(direct).toEqual(viaLibrary);
    expect(direct.count).toBeGreaterThan(60);
  });

  it('reads two trees in turn without mixing them', () => {
    const first = parser.parse('a = 1\n');
    const second = parser.parse('def f():\n    return g(1)\n');
    if (first === null || second === null) throw new TypeError('no tree');
    const b = new FlatTree('def f():\n    return g(1)\n', readFlatTree(second));
    const a = new FlatTree('a = 1\n', readFlatTree(first));
    expect([a.count, b.count]).toEqual([first.rootNode.descendantCount, second.rootNode.descendantCount]);
    first.delete();
    second.delete();
  });

  it('finds children by field and kind, with offsets in UTF-16', () => {
    const flat = flatten(SOURCE);
    const kinds = nodeKinds(python, ['class_definition', 'block']);
    const owner = flat.childOfKind(0, kinds.class_definition);
    const name = flat.childByField(owner, python.fieldIdForName('name') ?? -1);
    expect(flat.textOf(name)).toBe('A');
    expect([flat.lineAt(flat.start[name] as number), flat.columnAt(flat.start[name] as number)]).toEqual([2, 6]);
    expect(flat.childOfKind(owner, kinds.block)).toBeGreaterThan(name);
    expect(flat.children(0).length).toBe(flat.children(0).filter((child) => flat.parent[child] === 0).length);
  });

  it('stops at the depth limit and says so', () => {
    const flat = flatten('x = ' + '('.repeat(100_000) + ')'.repeat(100_000));
    expect(flat.truncated).toBe(true);
    expect(flat.count).toBeLessThan(100_000);
    const depth = (node: number): number => (node < 0 ? -1 : 1 + depth(flat.parent[node] as number));
    expect(Math.max(...Array.from({ length: flat.count }, (_, node) => depth(node)))).toBe(MAX_SYNTAX_DEPTH);
  });

  it('cuts a tree to a depth, and keeps all above it', () => {
    const whole = flatten(SOURCE);
    const describeNode = (tree: FlatTree, node: number): unknown[] => [
      tree.kind[node],
      tree.field[node],
      tree.textOf(node),
      tree.children(node).length,
    ];
    const depth = (node: number): number => (node < 0 ? -1 : 1 + depth(whole.parent[node] as number));
    const nodes = Array.from({ length: whole.count }, (_, node) => node);
    const cut = whole.cutAt(3);
    const expected = nodes.filter((node) => depth(node) <= 3).map((node) => describeNode(whole, node));
    for (const row of expected.keys()) {
      const [kind, field, text, children] = describeNode(cut, row);
      expect([kind, field, text]).toEqual(expected[row]?.slice(0, 3));
      if (children !== 0) expect(children).toBe(expected[row]?.[3]);
    }
    expect([cut.count, cut.truncated]).toEqual([expected.length, true]);
    const all = whole.cutAt(MAX_SYNTAX_DEPTH);
    expect(new FlatTree(SOURCE, { ...partsOf(all), truncated: false })).toEqual(whole);
  });

  it.each([
    ['a\nbb\n', [1, 1, 2, 2, 2, 3], 2],
    ['a\r\nb', [1, 1, 1, 2, 2], 2],
    ['a\rb\n', [1, 1, 2, 2, 3], 2],
    ['', [1], 1],
  ])('numbers the lines of %j', (text, lines, count) => {
    const flat = flatten(text);
    const forward = Array.from({ length: text.length + 1 }, (_, offset) => flat.lineAt(offset));
    const backward = Array.from({ length: text.length + 1 }, (_, offset) => flat.lineAt(text.length - offset)).reverse();
    expect(forward).toEqual(lines);
    expect(backward).toEqual(lines);
    expect(flat.lineCount).toBe(count);
  });
});
