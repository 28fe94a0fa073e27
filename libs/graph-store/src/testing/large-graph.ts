import type { EdgeRow, GraphInput, NodeRow } from '@codexgraph/graph-model';
import { edge, node } from './sample-graph.js';

/** A graph of `nodeCount` functions, each calling the next two, made while it is read: it never stands in memory. Each of `marks` is put into the code of every node. */
export function largeGraph(nodeCount: number, mark = ''): GraphInput & { readonly edgeCount: number } {
  const idOf = (index: number): string => `FUNCTION:src/module_${Math.floor(index / 50)}.py:function_${index}`;
  function* nodes(): Generator<NodeRow> {
    for (let index = 0; index < nodeCount; index += 1) {
      const code = `def function_${index}(argument):\n    return argument + ${index}  # ${mark}\n`.repeat(4);
      yield node('FUNCTION', idOf(index), {
        name: `function_${index}`,
        file_path: `src/module_${Math.floor(index / 50)}.py`,
        lines: [index + 1, index + 8],
        properties: { code, mark, is_async: false },
      });
    }
  }
  function* edges(): Generator<EdgeRow> {
    for (let index = 0; index < nodeCount; index += 1) {
      for (const step of [1, 2]) yield edge('CALLS', idOf(index), idOf((index + step) % nodeCount), { lines: [index + 2] });
    }
  }
  const counts = {
    files: Math.ceil(nodeCount / 50),
    filesSkipped: 0,
    nodes: { FUNCTION: nodeCount },
    edges: { CALLS: nodeCount * 2 },
  };
  const calls = { total: nodeCount * 2, resolved: nodeCount * 2, external: 0, unresolved: 0 };
  return { nodes: nodes(), edges: edges(), counts: () => ({ ...counts, calls }), edgeCount: nodeCount * 2 };
}
