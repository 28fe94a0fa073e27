import type { NodeLabel } from '@codexgraph/graph-model';

/** A symbol as linking and answers need it. Lines are 1-based and inclusive. */
export interface SymbolEntry {
  readonly id: string;
  readonly label: NodeLabel;
  readonly name: string;
  readonly qualifiedName: string;
  /** Short name of the class of a METHOD or FIELD; '' otherwise. */
  readonly className: string;
  /** '' for EXTERNAL. */
  readonly filePath: string;
  readonly startLine: number;
  readonly endLine: number;
  /** `kind` of the graph: class, interface, constructor, ...; '' where it has none. */
  readonly kind: string;
}

/** Finds symbols of a repository by what people call them. */
export interface SymbolDirectory {
  /** Every symbol with one of these exact short names, sorted by id; at most 2000. */
  named(repository: string, names: readonly string[]): Promise<readonly SymbolEntry[]>;
  /** Files and folders whose path, or dotted name, is or ends with one of these, sorted by id. */
  places(repository: string, paths: readonly string[]): Promise<readonly SymbolEntry[]>;
  /** Methods and fields of these names that the classes inherit, nearest first. */
  inherited(repository: string, classIds: readonly string[], names: readonly string[]): Promise<readonly SymbolEntry[]>;
  /** Symbols whose names are like this text, most alike first; at most `limit`. */
  similar(repository: string, text: string, limit: number): Promise<readonly SymbolEntry[]>;
}
