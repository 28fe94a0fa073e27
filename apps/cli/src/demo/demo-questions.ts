import type { EdgeRow, GraphReaderPort, NodeRow, RelationType } from '@codexgraph/graph-model';

/** One line of an answer: a symbol with the place that proves it. */
export interface Citation {
  readonly name: string;
  readonly filePath: string;
  /** 1-based line of the call, or of the definition where no call is meant. */
  readonly line: number;
}

/** A question about the repository with its answer from the graph. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly subject: Citation;
  /** Sorted by file and line; never empty. */
  readonly citations: readonly Citation[];
}

/** What is asked of the graph: whose incoming relations of which types make the best question. */
interface QuestionKind {
  readonly labels: readonly string[];
  readonly types: readonly RelationType[];
  readonly ask: (name: string) => string;
  /** Cite the lines of the relation (calls) instead of the line where the other end is defined. */
  readonly citesRelation: boolean;
}

const WHO_CALLS: QuestionKind = {
  labels: ['FUNCTION', 'METHOD'],
  types: ['CALLS'],
  ask: (name) => `Who calls ${name}?`,
  citesRelation: true,
};
/** The first kind that the repository has an answer to. */
const STRUCTURE: readonly QuestionKind[] = [
  { labels: ['CLASS'], types: ['INHERITS'], ask: (name) => `What inherits from ${name}?`, citesRelation: false },
  { labels: ['MODULE'], types: ['IMPORTS'], ask: (name) => `What imports ${name}?`, citesRelation: true },
];
/** A subject with more relations than this is a hub whose answer nobody reads to the end. */
const MOST_CITATIONS = 12;

/**
 * Two questions that fit the repository, answered from its published graph: who calls a function, and what inherits from a class
 * (or imports a module, where nothing inherits). Fewer where the graph has no such relation.
 */
export async function answerDemoQuestions(reader: GraphReaderPort, repository: string): Promise<readonly AnsweredQuestion[]> {
  const nodes = new Map<string, NodeRow>();
  for await (const node of reader.nodes(repository)) nodes.set(node.id, node);
  const wanted = new Set<RelationType>([WHO_CALLS, ...STRUCTURE].flatMap((kind) => kind.types));
  const edges: EdgeRow[] = [];
  for await (const edge of reader.edges(repository)) if (wanted.has(edge.type)) edges.push(edge);
  const calls = answer(WHO_CALLS, nodes, edges);
  const structure = STRUCTURE.map((kind) => answer(kind, nodes, edges)).find((found) => found !== undefined);
  return [calls, structure].filter((found) => found !== undefined);
}

function answer(
  kind: QuestionKind,
  nodes: ReadonlyMap<string, NodeRow>,
  edges: readonly EdgeRow[],
): AnsweredQuestion | undefined {
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
  if (best === undefined || subject === undefined) return undefined;
  return {
    question: kind.ask(displayName(subject)),
    subject: citationOf(subject, subject.start_line ?? 1),
    citations: best[1]
      .map((edge) => {
        const source = nodes.get(edge.source) as NodeRow;
        return citationOf(source, kind.citesRelation ? (edge.lines[0] ?? 1) : (source.start_line ?? 1));
      })
      .sort(byPlace),
  };
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
  return edges.length <= MOST_CITATIONS ? edges.length : MOST_CITATIONS / edges.length;
}

function citationOf(node: NodeRow, line: number): Citation {
  return { name: displayName(node), filePath: node.file_path, line };
}

/** Short, but with its class: `Session.send`. */
function displayName(node: NodeRow): string {
  const owner = node.properties['class'];
  return typeof owner === 'string' ? `${owner}.${node.name}` : node.name;
}

function byPlace(left: Citation, right: Citation): number {
  if (left.filePath !== right.filePath) return left.filePath < right.filePath ? -1 : 1;
  return left.line - right.line;
}
