import type { EdgeRow, GraphReaderPort, NodeRow, RelationType } from '@codexgraph/graph-model';

/** Whose incoming relations of which types make the best question. */
interface QuestionKind {
  readonly labels: readonly string[];
  readonly types: readonly RelationType[];
  readonly ask: (name: string) => string;
}

const WHO_CALLS: QuestionKind = {
  labels: ['FUNCTION', 'METHOD'],
  types: ['CALLS'],
  ask: (name) => `Who calls ${name}?`,
};
/** The first kind that the repository has an answer to. */
const STRUCTURE: readonly QuestionKind[] = [
  { labels: ['CLASS'], types: ['INHERITS'], ask: (name) => `What inherits from ${name}?` },
  { labels: ['MODULE'], types: ['IMPORTS'], ask: (name) => `What imports ${name}?` },
];
/** A subject with more relations than this is a hub whose answer nobody reads to the end. */
const MOST_RELATIONS = 12;

/**
 * Two questions that fit the repository: who calls a function, and what inherits from a class (or imports a module, where nothing inherits). Fewer where
 * the graph has no such relation.
 */
export async function chooseDemoQuestions(reader: GraphReaderPort, repository: string): Promise<readonly string[]> {
  const nodes = new Map<string, NodeRow>();
  for await (const node of reader.nodes(repository)) nodes.set(node.id, node);
  const wanted = new Set<RelationType>([WHO_CALLS, ...STRUCTURE].flatMap((kind) => kind.types));
  const edges: EdgeRow[] = [];
  for await (const edge of reader.edges(repository)) if (wanted.has(edge.type)) edges.push(edge);
  const calls = bestQuestion(WHO_CALLS, nodes, edges);
  const structure = STRUCTURE.map((kind) => bestQuestion(kind, nodes, edges)).find((found) => found !== undefined);
  return [calls, structure].filter((found) => found !== undefined);
}

function bestQuestion(kind: QuestionKind, nodes: ReadonlyMap<string, NodeRow>, edges: readonly EdgeRow[]): string | undefined {
  const incoming = new Map<string, EdgeRow[]>();
  for (const edge of edges) {
    if (!fits(edge, kind, nodes)) continue;
    incoming.set(edge.target, [...(incoming.get(edge.target) ?? []), edge]);
  }
  const ranked = [...incoming].sort(
    ([leftId, left], [rightId, right]) => score(right) - score(left) || (leftId < rightId ? -1 : 1),
  );
  const best = ranked[0];
  const subject = best === undefined ? undefined : nodes.get(best[0]);
  return subject === undefined ? undefined : kind.ask(displayName(subject));
}

/** Certain relations of the asked type between product code; recursion answers nothing. */
function fits(edge: EdgeRow, kind: QuestionKind, nodes: ReadonlyMap<string, NodeRow>): boolean {
  if (!kind.types.includes(edge.type) || edge.source === edge.target || edge.confidence === 'candidate') return false;
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  if (source === undefined || target === undefined || !kind.labels.includes(target.label)) return false;
  return [source, target].every((node) => node.properties['is_test'] !== true);
}

/** More relations make a better question, up to what a person reads. */
function score(edges: readonly EdgeRow[]): number {
  return edges.length <= MOST_RELATIONS ? edges.length : MOST_RELATIONS / edges.length;
}

/** Short, but with its class: `Session.send`. */
function displayName(node: NodeRow): string {
  const owner = node.properties['class'];
  return typeof owner === 'string' ? `${owner}.${node.name}` : node.name;
}
