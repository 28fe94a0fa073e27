import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { FileToParse, ParseCost } from './parse-baseline.js';

/** Parsed before the clock runs, so that WebAssembly is compiled. */
const WARM_UP_FILES = 20;

/** Visits every node and reads its type and range. Gives the number of nodes. */
function walk(cursor: TreeCursor): number {
  let nodes = 0;
  let checksum = 0;
  for (;;) {
    nodes++;
    checksum ^= cursor.nodeTypeId ^ cursor.startIndex ^ cursor.endIndex;
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) {
      // The sum is used, so that no compiler leaves the reading out.
      if (!cursor.gotoParent()) return checksum === 0.5 ? -1 : nodes;
    }
  }
}

function parseOne(parser: Parser, source: string): number {
  const tree = parser.parse(source);
  if (tree === null) return 0;
  const cursor = tree.walk();
  const nodes = walk(cursor);
  cursor.delete();
  tree.delete();
  return nodes;
}

async function measure(files: readonly FileToParse[]): Promise<ParseCost> {
  await Parser.init();
  const parsers = new Map<string, Parser>();
  for (const grammarPath of new Set(files.map((file) => file.grammarPath))) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammarPath));
    parsers.set(grammarPath, parser);
  }
  const parse = (file: FileToParse, source: string): number => {
    const parser = parsers.get(file.grammarPath);
    return parser === undefined ? 0 : parseOne(parser, source);
  };
  for (const file of files.slice(0, WARM_UP_FILES)) parse(file, readFileSync(file.path, 'utf8'));
  const cost = { cpuSeconds: 0, files: files.length, characters: 0, lines: 0, nodes: 0 };
  for (const file of files) {
    const source = readFileSync(file.path, 'utf8');
    const before = process.cpuUsage();
    cost.nodes += parse(file, source);
    const used = process.cpuUsage(before);
    cost.cpuSeconds += (used.user + used.system) / 1e6;
    cost.characters += source.length;
    cost.lines += source.split('\n').length - 1;
  }
  return cost;
}

const files = JSON.parse(await text(process.stdin)) as readonly FileToParse[];
process.stdout.write(JSON.stringify(await measure(files)));
