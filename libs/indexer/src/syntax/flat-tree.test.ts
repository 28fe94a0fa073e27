import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import { FlatTree, MAX_SYNTAX_DEPTH, nodeKinds } from './flat-tree.js';
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
  const flat = new FlatTree(tree, text);
  tree.delete();
  return flat;
}

describe('FlatTree', () => {
  it('holds what the public cursor of the library says, node by node', () => {
    const tree = parser.parse(SOURCE);
    if (tree === null) throw new TypeError('no tree');
    const direct = new FlatTree(tree, SOURCE);
    const viaLibrary = new FlatTree(tree, SOURCE, (of) => new PublicCursor(of));
    tree.delete();
    expect(direct).toEqual(viaLibrary);
    expect(direct.count).toBeGreaterThan(60);
  });

  it('reads two trees in turn without mixing them', () => {
    const first = parser.parse('a = 1\n');
    const second = parser.parse('def f():\n    return g(1)\n');
    if (first === null || second === null) throw new TypeError('no tree');
    const b = new FlatTree(second, 'def f():\n    return g(1)\n');
    const a = new FlatTree(first, 'a = 1\n');
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
