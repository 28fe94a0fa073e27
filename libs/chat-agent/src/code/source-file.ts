import type { SymbolReaderPort } from '@codexgraph/graph-model';

/** A file of the indexed revision, whole. */
export interface SourceFile {
  readonly filePath: string;
  /** Without line ends; the last line is '' when the file ends with one. */
  readonly lines: readonly string[];
  /** True when lines end with CR LF. */
  readonly hasCarriageReturns: boolean;
}

/** The file as it was indexed; undefined when there is none, or its text is not kept. @throws what the reader throws */
export async function readSourceFile(
  symbols: SymbolReaderPort,
  repository: string,
  filePath: string,
): Promise<SourceFile | undefined> {
  const module = (await symbols.symbolsAt(repository, filePath, 1)).at(-1);
  if (module?.label !== 'MODULE') return undefined;
  const code = (await symbols.symbolById(repository, module.id, { withCode: true }))?.properties['code'];
  if (typeof code !== 'string') return undefined;
  const lines = code.split('\n');
  const hasCarriageReturns = lines.length > 1 && lines.slice(0, -1).every((line) => line.endsWith('\r'));
  return { filePath, lines: hasCarriageReturns ? lines.map((line) => line.replace(/\r$/, '')) : lines, hasCarriageReturns };
}
