/** A step of a plan on its line. */
export interface PlanLine {
  readonly operator: string;
  readonly variables: readonly string[];
  readonly depth: number;
  readonly rows: number | undefined;
  readonly hits: number | undefined;
}

/**
 * The steps of a plan, the last first. What feeds a step stands below it; only a second source is set in, so that long plans stay narrow. The plan comes
 * from the service as JSON: what is no step is left out.
 */
export function flattenPlan(plan: unknown, depth = 0): readonly PlanLine[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const { operator, variables, rows, hits, children } = plan as Readonly<Record<string, unknown>>;
  if (typeof operator !== 'string') return [];
  const sources: readonly unknown[] = Array.isArray(children) ? children : [];
  const line: PlanLine = {
    operator,
    variables: Array.isArray(variables) ? variables.filter((name) => typeof name === 'string') : [],
    depth,
    rows: typeof rows === 'number' ? rows : undefined,
    hits: typeof hits === 'number' ? hits : undefined,
  };
  const [first, ...others] = sources;
  return [line, ...others.flatMap((other) => flattenPlan(other, depth + 1)), ...flattenPlan(first, depth)];
}
