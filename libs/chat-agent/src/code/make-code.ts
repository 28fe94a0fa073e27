import type { SymbolReaderPort } from '@codexgraph/graph-model';
import type { ProposedCode, ProposedEdit } from '../run-events.js';
import { applyEdits, type FileChanges } from './apply-edits.js';
import { readEdits } from './edit-blocks.js';
import { readSourceFile } from './source-file.js';
import type { SyntaxCheckerPort } from './syntax-checker.port.js';
import { unifiedDiff } from './unified-diff.js';

/** What code is checked against. */
export interface CodeContext {
  readonly symbols: SymbolReaderPort;
  readonly repository: string;
  /** Absent: syntax is not checked. */
  readonly syntax?: SyntaxCheckerPort;
}

/** Code of a reply, or what to tell the model about it. Code whose only fault is its syntax is given as well. */
export interface MadeCode {
  readonly remark: string;
  readonly code?: ProposedCode;
  /** One sentence each; empty: nothing is wrong. */
  readonly problems: readonly string[];
}

const IMPORT =
  /^\s*(?:import\s.+|from\s+\S+\s+import\s.+|(?:export\s+)?(?:const|let|var)\s.+=\s*require\(.+|#include\s.+|use\s+[\w:{}, *]+;|using\s+[\w.]+;|export\s.+\sfrom\s.+)$/;

/** Reads edits from a reply, checks their anchors against the indexed files and their syntax, and makes a diff of them. @throws what the reader throws */
export async function makeCode(reply: string, context: CodeContext): Promise<MadeCode> {
  const { blocks, remark, problems } = readEdits(reply);
  if (problems.length > 0) return { remark, problems };
  if (blocks.length === 0) return { remark, problems: ['There is no search/replace block in the reply.'] };
  const applied = await applyEdits(blocks, (path) => readSourceFile(context.symbols, context.repository, path));
  if (!applied.ok) return { remark, problems: applied.problems };
  const syntaxErrors = (await Promise.all(applied.files.map((file) => newSyntaxErrors(file, context)))).flat();
  const edits = (await Promise.all(applied.files.map((file) => proposedEdits(file, context)))).flat();
  const code = { diff: unifiedDiff(applied.files), edits, syntaxErrors };
  return {
    remark,
    code,
    problems: syntaxErrors.map(({ filePath, line, message }) => `${filePath}, line ${line} after the change: ${message}`),
  };
}

/** Errors that the change brings; a file that did not parse before may stay as it was. */
async function newSyntaxErrors(
  { old, filePath, lines }: FileChanges,
  { syntax }: CodeContext,
): Promise<ProposedCode['syntaxErrors']> {
  if (syntax === undefined) return [];
  const after = await syntax.problems(filePath, lines.join('\n'));
  if (after === undefined || after.length === 0) return [];
  const before = old === undefined ? [] : ((await syntax.problems(filePath, old.lines.join('\n'))) ?? []);
  return after.length <= before.length ? [] : after.map((problem) => ({ filePath, ...problem }));
}

async function proposedEdits(
  { old, filePath, changes }: FileChanges,
  { symbols, repository }: CodeContext,
): Promise<readonly ProposedEdit[]> {
  return Promise.all(
    changes.map(async ({ from, removed, added }) => {
      const gone = old?.lines.slice(from, from + removed) ?? [];
      const around = old === undefined ? [] : await symbols.symbolsAt(repository, filePath, from + 1);
      const symbol = around[0]?.qualified_name;
      return {
        filePath,
        isNew: old === undefined,
        startLine: from + 1,
        ...(symbol === undefined ? {} : { symbol }),
        imports: added.filter((line) => IMPORT.test(line) && !gone.includes(line)).map((line) => line.trim()),
      };
    }),
  );
}
