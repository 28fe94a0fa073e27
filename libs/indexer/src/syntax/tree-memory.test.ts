import { Language, Parser } from 'web-tree-sitter';
import { describe, expect, it } from 'vitest';
import { loadLanguages } from '../languages/registry.js';
import type { FlatTreeParts } from './flat-tree-parts.js';
import { MAX_SYNTAX_DEPTH, readFlatTree } from './flat-tree.js';
import { openCursor, startParserRuntime, treeMemory } from './parser-runtime.js';
import { TreeMemoryReader, type TreeMemory } from './tree-memory.js';

const PYTHON = `# ünïcode 😀
@decorated(x=1)
class A(B, metaclass=M):
    """doc"""
    async def f(self, *xs: int, y: str | None = None) -> list[str]:
        async with a as b, c: return [f"{y!r:>{w}}" async for y in xs if y] + [lambda: (yield)]
    match x:
        case {"a": [1, *_], **rest} if rest: pass
def broken(:
    pass
    else
`;

const TYPESCRIPT = `
export default abstract class A<const T extends {[k: string]: number}> extends B<T> implements C {
  static #x = 1; @dec() get y(): T['a'] { return super.y satisfies T; }
  constructor(private readonly z?: () => void, ...rest: unknown[]) { super(); label: for (const [a, {b = 1}] of rest) { continue label; } }
}
const t = \`a\${b\`c\${1}\`}\`, r = /x/g.test(s) ? <T,>(x: T) => x : function* () { yield* 1 };
if (x { let y = ) } type U = A extends infer B ? [...B] : never
`;

const JSX = 'const a = <A.B {...p} c="d" e={f}>text {/* note */}<br/>&amp;</A.B>;\n// end\nfoo?.[0]?.(...x) ?? y\n';

/** The parts as plain lists, as far as they are filled. */
function plain(tree: FlatTreeParts | undefined): unknown {
  if (tree === undefined) return undefined;
  const { count, missing, truncated } = tree;
  const list = (values: Uint16Array | Int32Array) => [...values.subarray(0, count)];
  const { kind, field, start, end, parent, after } = tree;
  return { count, missing, truncated, lists: [kind, field, start, end, parent, after].map(list) };
}

async function withTree<T>(
  path: string,
  text: string,
  use: (both: { walked: FlatTreeParts; memory: TreeMemory; nodes: number }) => T,
) {
  await startParserRuntime();
  const language = (await loadLanguages()).byPath(path);
  if (language === undefined) throw new TypeError(path);
  const parser = new Parser();
  parser.setLanguage(await Language.load(language.grammarPath()));
  const tree = parser.parse(text);
  const memory = tree && treeMemory(tree);
  if (!tree || !memory) throw new TypeError('no tree');
  const result = use({ walked: readFlatTree(tree, openCursor), memory, nodes: tree.rootNode.descendantCount });
  tree.delete();
  parser.delete();
  return result;
}

describe('TreeMemoryReader', () => {
  it.each([
    ['a.py', PYTHON],
    ['a.ts', TYPESCRIPT],
    ['a.tsx', JSX],
    ['a.js', JSX],
    ['a.py', ''],
    ['a.py', '\n  # nothing but this\n'],
    ['a.ts', '}}} ((( "'],
    ['a.py', 'x = ' + '('.repeat(1000) + ')'.repeat(1000)],
    ['a.js', PYTHON + TYPESCRIPT],
    ['a.py', 'a = 1\n'.repeat(5000)],
  ])('reads what the cursor walks: %s', async (path, text) => {
    const [read, walked] = await withTree(path, text, ({ walked, memory, nodes }) => [
      new TreeMemoryReader(memory, nodes, MAX_SYNTAX_DEPTH).read(),
      walked,
    ]);
    expect(plain(read)).toEqual(plain(walked));
  });

  it('reads what the cursor walks, wherever a text is cut', async () => {
    for (const [path, text] of [
      ['a.py', PYTHON],
      ['a.ts', TYPESCRIPT],
    ] as const) {
      for (let at = 1; at < text.length; at += 37) {
        const same = await withTree(path, text.slice(at), ({ walked, memory, nodes }) => {
          const read = new TreeMemoryReader(memory, nodes, MAX_SYNTAX_DEPTH).read();
          return [plain(read), plain(walked)];
        });
        expect(same[0], text.slice(at)).toEqual(same[1]);
      }
    }
  });

  it('gives up where memory holds more nodes than there are', async () => {
    const read = await withTree('a.py', PYTHON, ({ memory, nodes }) => new TreeMemoryReader(memory, nodes - 1, 400).read());
    expect(read).toBeUndefined();
  });
});
