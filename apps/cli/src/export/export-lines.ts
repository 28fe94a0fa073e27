import type { EdgeRow, GraphReaderPort, NodeRow, PropertyValue } from '@codexgraph/graph-model';

/** Lines are handed on in chunks of about this many UTF-16 code units, so that a slow reader of the pipe holds little. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * The published graph of a repository as JSON lines: all nodes sorted by id, then all edges sorted by (type, source, target, role).
 * The same graph gives the same bytes. Yields chunks of whole lines.
 */
export async function* exportLines(reader: GraphReaderPort, repository: string): AsyncGenerator<string> {
  let chunk = '';
  for await (const node of reader.nodes(repository)) {
    chunk += `${nodeLine(node)}\n`;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  for await (const edge of reader.edges(repository)) {
    chunk += `${edgeLine(edge)}\n`;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** One node as a line of the export: fixed keys first, then properties sorted by name. */
export function nodeLine(node: NodeRow): string {
  const { id, label, name, qualified_name, file_path, start_line, end_line, properties } = node;
  return JSON.stringify({
    node: { id, label, name, qualified_name, file_path, start_line, end_line, ...sorted(properties) },
  });
}

/** One edge as a line of the export: fixed keys first, then properties sorted by name. */
export function edgeLine(edge: EdgeRow): string {
  const { type, source, target, lines, confidence, rule, properties } = edge;
  return JSON.stringify({ edge: { type, source, target, lines, confidence, rule, ...sorted(properties) } });
}

function sorted(properties: Readonly<Record<string, PropertyValue>>): Record<string, PropertyValue> {
  const names = Object.keys(properties).sort();
  return Object.fromEntries(names.map((name) => [name, properties[name] as PropertyValue]));
}
