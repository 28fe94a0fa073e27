import { CodexGraphError, type FileReaderPort } from '@codexgraph/graph-model';
import { quotedData, quotedInline, type QuotedFile } from '@codexgraph/llm';
import { cutText, type MessageBudget } from './fit-messages.js';

const MOST_LINES = 5000;
const MOST_PATH_CHARACTERS = 1000;

/** A path as files of the graph have it: relative, with `/`. Undefined for one that leaves the repository. */
export function repositoryPath(given: string): string | undefined {
  const parts = given
    .trim()
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '.' && part !== '');
  const isOutside = /^(?:[A-Za-z]:)?[/\\]|^~|[\u0000-\u001f]/.test(given.trim()) || parts.includes('..') || parts[0] === '.git';
  return isOutside || parts.length === 0 || given.length > MOST_PATH_CHARACTERS ? undefined : parts.join('/');
}

/** Reads the file that a request names, as it was indexed; `path:10-20` reads these lines. @throws BAD_INPUT for a path outside of the repository, NOT_FOUND for a file that is not indexed */
export async function readFileInput(files: FileReaderPort, repository: string, given: string): Promise<QuotedFile> {
  const [, written = given, from, to] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(given.trim()) ?? [];
  const path = repositoryPath(written);
  if (path === undefined) {
    throw new CodexGraphError(
      'BAD_INPUT',
      'The file path leads out of the repository. Give it relative to the root of the repository, such as src/main.py.',
    );
  }
  const startLine = Math.max(1, Number(from ?? 1));
  const endLine = Math.max(startLine, Number(to ?? from ?? MOST_LINES));
  const source = await files.sourceText(repository, path, { startLine, endLine: Math.min(endLine, startLine + MOST_LINES - 1) });
  if (source === undefined) {
    throw new CodexGraphError(
      'NOT_FOUND',
      `The repository has no indexed file ${quotedInline(path)}. Give a path relative to its root.`,
    );
  }
  const { filePath, text, totalLines } = source;
  return { filePath, text, startLine: source.startLine, endLine: source.endLine, totalLines };
}

/** A file as prompts quote it, cut to a budget. */
export function quotedFileText(file: QuotedFile, budget: MessageBudget): string {
  const head = `\nThe file ${quotedInline(file.filePath)}, lines ${file.startLine} to ${file.endLine} of ${file.totalLines}:`;
  return `${head}\n${cutText(quotedData(file.text), budget)}\n`;
}
