import {
  NODE_LABELS,
  RELATION_TYPES,
  type EdgeRow,
  type GraphCounts,
  type GraphInput,
  type NodeLabel,
  type NodeRow,
  type PropertyValue,
} from '@codexgraph/graph-model';

/** A small graph as rows. */
export interface GraphRows {
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly EdgeRow[];
}

const SESSION_CODE =
  'class Session:\n    def send(self, request):\n        return helper(request)\n\ndef helper(x):\n    return x\n';

/** A graph of three files and one folder, with an overload, a recursion, an external, and one edge type with roles. */
export const SAMPLE_GRAPH: GraphRows = {
  nodes: [
    node('PACKAGE', 'PACKAGE:pkg', { name: 'pkg', file_path: 'pkg' }),
    node('MODULE', 'MODULE:pkg/session.py', {
      name: 'pkg.session',
      file_path: 'pkg/session.py',
      lines: [1, 6],
      properties: {
        code: SESSION_CODE,
        language: 'python',
        lines: 6,
        calls_total: 5,
        calls_resolved: 2,
        calls_external: 1,
        imports_unresolved: 1,
        parse_errors: 0,
      },
    }),
    node('MODULE', 'MODULE:pkg/empty.py', {
      name: 'pkg.empty',
      file_path: 'pkg/empty.py',
      properties: { code: '', language: 'python', lines: 0 },
    }),
    node('MODULE', 'MODULE:main.py', {
      name: 'main',
      file_path: 'main.py',
      lines: [1, 3],
      properties: { language: 'python', lines: 3, calls_total: 1, calls_resolved: 1 },
    }),
    node('CLASS', 'CLASS:pkg/session.py:Session', {
      name: 'Session',
      file_path: 'pkg/session.py',
      lines: [1, 3],
      properties: { bases: ['Base'], decorators: [], is_abstract: false },
    }),
    node('METHOD', 'METHOD:pkg/session.py:Session.send', {
      name: 'send',
      file_path: 'pkg/session.py',
      lines: [2, 3],
      properties: { class: 'Session', is_async: false, signature: 'send(self, request)' },
    }),
    node('FUNCTION', 'FUNCTION:pkg/session.py:helper', {
      name: 'helper',
      file_path: 'pkg/session.py',
      lines: [5, 6],
      properties: { weights: [0.5, 2], counts: [1, 2, 3], ratio: 0.25, size: 4 },
    }),
    node('FUNCTION', 'FUNCTION:pkg/session.py:helper~1', { name: 'helper', file_path: 'pkg/session.py', lines: [5, 6] }),
    node('EXTERNAL', 'EXTERNAL:requests.Base', { name: 'Base', properties: { package: 'requests' } }),
  ],
  edges: [
    edge('CONTAINS', 'PACKAGE:pkg', 'MODULE:pkg/session.py'),
    edge('CONTAINS', 'PACKAGE:pkg', 'MODULE:pkg/empty.py'),
    edge('CONTAINS', 'MODULE:pkg/session.py', 'CLASS:pkg/session.py:Session'),
    edge('CONTAINS', 'MODULE:pkg/session.py', 'FUNCTION:pkg/session.py:helper'),
    edge('CONTAINS', 'MODULE:pkg/session.py', 'FUNCTION:pkg/session.py:helper~1'),
    edge('HAS_METHOD', 'CLASS:pkg/session.py:Session', 'METHOD:pkg/session.py:Session.send'),
    edge('INHERITS', 'CLASS:pkg/session.py:Session', 'EXTERNAL:requests.Base', {
      lines: [1],
      properties: { position: 0, kind: 'extends' },
    }),
    edge('IMPORTS', 'MODULE:main.py', 'CLASS:pkg/session.py:Session', { lines: [1], properties: { alias: 'S', star: false } }),
    edge('CALLS', 'METHOD:pkg/session.py:Session.send', 'FUNCTION:pkg/session.py:helper', { lines: [3] }),
    edge('CALLS', 'FUNCTION:pkg/session.py:helper', 'FUNCTION:pkg/session.py:helper', { lines: [6], confidence: 'inferred' }),
    edge('REFERENCES', 'FUNCTION:pkg/session.py:helper', 'CLASS:pkg/session.py:Session', {
      lines: [5],
      properties: { role: 'type' },
    }),
    edge('REFERENCES', 'FUNCTION:pkg/session.py:helper', 'CLASS:pkg/session.py:Session', {
      lines: [6],
      properties: { role: 'value' },
    }),
  ],
};

/** A node with what does not matter filled in. */
export function node(
  label: NodeLabel,
  id: string,
  row: {
    readonly name: string;
    readonly file_path?: string;
    readonly lines?: readonly [number, number];
    readonly properties?: Readonly<Record<string, PropertyValue>>;
  },
): NodeRow {
  const { name, file_path = '', lines, properties = {} } = row;
  return {
    id,
    label,
    name,
    qualified_name: `q.${name}`,
    file_path,
    ...(lines && { start_line: lines[0], end_line: lines[1] }),
    properties,
  };
}

/** An edge with what does not matter filled in. */
export function edge(type: EdgeRow['type'], source: string, target: string, row: Partial<EdgeRow> = {}): EdgeRow {
  return { type, source, target, lines: [], confidence: 'exact', rule: 'sample-rule', properties: {}, ...row };
}

/** Rows as the input of a publication, with true counts. */
export function inputOf(rows: GraphRows): GraphInput {
  return { nodes: rows.nodes, edges: rows.edges, counts: () => countsOf(rows) };
}

/** Counts of some rows; calls are made up. */
export function countsOf(rows: GraphRows): GraphCounts {
  const tally = (keys: readonly string[], values: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      keys.map((key) => [key, values.filter((value) => value === key).length] as const).filter(([, count]) => count > 0),
    );
  return {
    files: rows.nodes.filter((row) => row.label === 'MODULE').length,
    filesSkipped: 0,
    nodes: tally(
      NODE_LABELS,
      rows.nodes.map((row) => row.label),
    ),
    edges: tally(
      RELATION_TYPES,
      rows.edges.map((row) => row.type),
    ),
    calls: { total: 6, resolved: 3, external: 1, unresolved: 2 },
  };
}
