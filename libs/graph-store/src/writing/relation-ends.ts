import { CodexGraphError, RELATION_ENDS } from '@codexgraph/graph-model';

const ALLOWED: ReadonlySet<string> = new Set(
  Object.entries(RELATION_ENDS).flatMap(([type, { from, to }]) =>
    from.flatMap((source) => to.map((target) => joinKey(type, source, target))),
  ),
);

/** Refuses a relationship that the schema does not know. @throws CodexGraphError BAD_INPUT */
export function checkJoin(type: string, source: string, target: string): void {
  if (ALLOWED.has(joinKey(type, source, target))) return;
  throw new CodexGraphError(
    'BAD_INPUT',
    `An edge ${type.slice(0, 100)} joins a ${source} with a ${target}, which the schema of the graph does not know; please report it.`,
  );
}

function joinKey(type: string, source: string, target: string): string {
  return `${source} ${type} ${target}`;
}
