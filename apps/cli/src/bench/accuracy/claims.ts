import { z } from 'zod';

/** What the ground truth counts as an edge, in the order of reports. */
export const CLAIM_KINDS = [
  'INHERITS',
  'CALLS',
  'IMPORTS',
  'IMPORTS_SYMBOL',
  'USES',
  'CONTAINS',
  'HAS_METHOD',
  'HAS_FIELD',
] as const;

/** See {@link CLAIM_KINDS}. */
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** Labels that the ground truth knows. Packages, externals and types are left out of the comparison. */
export const COMPARED_LABELS = ['MODULE', 'CLASS', 'FUNCTION', 'METHOD', 'FIELD', 'GLOBAL_VARIABLE'] as const;

/** A symbol as the export tells it: enough to find the definition of the ground truth that it stands for. */
export interface SymbolReference {
  readonly file: string;
  readonly name: string;
  readonly class?: string | undefined;
  /** 1-based line of the name, a decorator or the keyword. */
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
  readonly label: string;
}

/** One edge of an export in the terms of the ground truth. */
export interface EdgeClaim {
  readonly kind: ClaimKind;
  readonly source: SymbolReference;
  readonly target: SymbolReference;
  /** Linking rules of the edges that say so; several when edges fall together. */
  readonly rules: readonly string[];
}

/** A whole export in the terms of the ground truth. */
export interface Claims {
  readonly symbols: readonly SymbolReference[];
  readonly edges: readonly EdgeClaim[];
}

const exportedNode = z.object({
  id: z.string(),
  label: z.string(),
  name: z.string(),
  file_path: z.string().default(''),
  class: z.string().optional(),
  start_line: z.number().optional(),
  end_line: z.number().optional(),
});

const exportedEdge = z.object({
  type: z.string(),
  source: z.string(),
  target: z.string(),
  rule: z.string().default(''),
  confidence: z.string().default('exact'),
  role: z.string().optional(),
});

/** One line of `codexgraph export --format jsonl`. Lines that are neither a node nor an edge pass through empty. */
export const exportLineSchema = z.object({ node: exportedNode.optional(), edge: exportedEdge.optional() });

type ExportLine = z.infer<typeof exportLineSchema>;
type ExportedNode = z.infer<typeof exportedNode>;
type ExportedEdge = z.infer<typeof exportedEdge>;

/**
 * Translates an export: CALLS and INSTANTIATES become CALLS; USES and REFERENCES of role `type` become USES; IMPORTS of a symbol
 * becomes IMPORTS of its file and IMPORTS_SYMBOL; containment and INHERITS stay; everything else is left out.
 */
export function claimsOf(lines: Iterable<ExportLine>, options: { readonly withCandidates: boolean }): Claims {
  const nodes = new Map<string, ExportedNode>();
  const edges: ExportedEdge[] = [];
  for (const { node, edge } of lines) {
    if (node !== undefined) nodes.set(node.id, node);
    if (edge !== undefined) edges.push(edge);
  }
  const collector = new ClaimCollector();
  for (const edge of edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (source === undefined || target === undefined || !isCompared(source) || !isCompared(target)) continue;
    if (!options.withCandidates && edge.confidence === 'candidate') continue;
    collector.add(edge, source, target);
  }
  const symbols = [...nodes.values()].filter(isCompared).map(referenceTo);
  return { symbols, edges: collector.claims() };
}

/** Collects claims; edges that say the same become one claim with both rules. */
class ClaimCollector {
  readonly #byKey = new Map<string, { readonly claim: EdgeClaim; readonly rules: Set<string> }>();

  add(edge: ExportedEdge, source: ExportedNode, target: ExportedNode): void {
    for (const kind of kindsOf(edge, target)) {
      const key = `${kind}\u0000${source.id}\u0000${kind === 'IMPORTS' ? target.file_path : target.id}`;
      const known = this.#byKey.get(key);
      if (known !== undefined) known.rules.add(edge.rule);
      else this.#byKey.set(key, newClaim(kind, { edge, source, target }));
    }
  }

  claims(): EdgeClaim[] {
    return [...this.#byKey.values()].map(({ claim, rules }) => ({ ...claim, rules: [...rules] }));
  }
}

function newClaim(
  kind: ClaimKind,
  { edge, source, target }: { edge: ExportedEdge; source: ExportedNode; target: ExportedNode },
): { claim: EdgeClaim; rules: Set<string> } {
  const reference: SymbolReference =
    kind === 'IMPORTS' ? { file: target.file_path, name: target.file_path, label: 'MODULE' } : referenceTo(target);
  return { claim: { kind, source: referenceTo(source), target: reference, rules: [] }, rules: new Set([edge.rule]) };
}

function kindsOf(edge: ExportedEdge, target: ExportedNode): readonly ClaimKind[] {
  switch (edge.type) {
    case 'CALLS':
    case 'INSTANTIATES':
      return ['CALLS'];
    case 'USES':
      return ['USES'];
    case 'REFERENCES':
      return edge.role === 'type' ? ['USES'] : [];
    case 'IMPORTS':
      return target.label === 'MODULE' ? ['IMPORTS'] : ['IMPORTS', 'IMPORTS_SYMBOL'];
    case 'CONTAINS':
    case 'HAS_METHOD':
    case 'HAS_FIELD':
    case 'INHERITS':
      return [edge.type];
    default:
      return [];
  }
}

function isCompared(node: ExportedNode): boolean {
  return (COMPARED_LABELS as readonly string[]).includes(node.label);
}

function referenceTo(node: ExportedNode): SymbolReference {
  return {
    file: node.file_path,
    name: node.name,
    class: node.class,
    line: node.start_line,
    endLine: node.end_line,
    label: node.label,
  };
}
