import type { CypherValue } from '@codexgraph/graph-model';
import type { AnswerValue, Citation } from '@codexgraph/llm';
import type { SymbolEntry } from '../names/symbol-entry.js';

/** An answer without a model: text, what it rests on, and how it came about. */
export interface PlannedAnswer {
  /** Markdown in the language of the question. */
  readonly text: string;
  readonly value?: AnswerValue;
  /** The symbols that are the answer, in the order of the text. */
  readonly citations: readonly Citation[];
  /** What could not be resolved and may be missing, in one sentence; absent when there is nothing to say. */
  readonly limits?: string;
  /** The plan in plain words; absent when nothing was understood. */
  readonly plan?: string;
  /** Absent when nothing was run. */
  readonly cypher?: string;
}

/** A symbol as a citation. */
export function citationOf(entry: SymbolEntry): Citation {
  return {
    id: entry.id,
    label: entry.label,
    name: entry.name,
    qualified_name: entry.qualifiedName,
    ...(entry.className === '' ? {} : { class: entry.className }),
    file_path: entry.filePath,
    ...(entry.startLine > 0 ? { start_line: entry.startLine } : {}),
    ...(entry.endLine > 0 ? { end_line: entry.endLine } : {}),
  };
}

/** Rows of the plan's Cypher, as a runner or a report gives them. */
export interface AnswerRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CypherValue[])[];
  /** True when a cap ended the reading. */
  readonly truncated: boolean;
}
