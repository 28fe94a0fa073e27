import { quotedData, quotedInline, withoutThinking } from '@codexgraph/llm';
import { findingsMessages } from '../answering/final-answer.js';
import type { ProposedCode } from '../run-events.js';
import { repositoryPath } from '../running/file-input.js';
import { renderMessages, runRequest, type RenderedMessages, type RunContext, type SearchResult } from '../running/run-context.js';
import { makeCode, type MadeCode } from './make-code.js';

/** The result of a task that writes code. */
export interface FinalCode {
  readonly text: string;
  readonly code?: ProposedCode;
}

const LINES_AROUND = 40;

/** Asks for edits, checks them, and asks once more when something is wrong. Undefined when the model does not finish in time. @throws what the model and the readers throw */
export async function finalCode(context: RunContext, search: SearchResult): Promise<FinalCode | undefined> {
  const rendered = await codeMessages(context, search);
  const first = await ask(context, search, { rendered, stage: context.task.stage === 'patch' ? 'patch' : 'code' });
  if (first === undefined) return undefined;
  let made = await makeCode(first, context);
  if (made.problems.length > 0) {
    const problems = made.problems.map((problem) => `- ${problem}`).join('\n');
    context.recorder.tell({ kind: 'complaint', round: search.rounds, text: problems });
    const repair = renderMessages(context.prompts, [{ role: 'user', id: 'code/repair', values: { problems } }]);
    const second = await ask(context, search, {
      rendered: {
        messages: [...rendered.messages, { role: 'assistant', content: first }, ...repair.messages],
        prompts: [...rendered.prompts, ...repair.prompts],
      },
      stage: 'repair-code',
      complaint: problems,
    });
    made = second === undefined ? made : better(made, await makeCode(second, context));
  }
  if (made.code !== undefined) context.recorder.tell({ kind: 'code', code: made.code });
  return { text: codeText(made), ...(made.code === undefined ? {} : { code: made.code }) };
}

async function ask(
  context: RunContext,
  search: SearchResult,
  call: { readonly rendered: RenderedMessages; readonly stage: 'code' | 'patch' | 'repair-code'; readonly complaint?: string },
): Promise<string | undefined> {
  const request = runRequest(context, call.rendered, {
    role: 'generation',
    stage: call.stage,
    round: search.rounds,
    reports: search.reports,
    ...(call.complaint === undefined ? {} : { complaint: call.complaint }),
  });
  const reply = await context.calls.finish(request);
  return reply === undefined ? undefined : withoutThinking(reply.text);
}

/** The findings, and the real text around every location that the search named. */
async function codeMessages(context: RunContext, search: SearchResult): Promise<RenderedMessages> {
  const rendered = await findingsMessages(context, search, { id: 'code/system', values: { task: context.task.instruction } });
  const places = await Promise.all(search.locations.map((location) => locationText(context, location)));
  const found = places.filter((text) => text !== '');
  if (found.length === 0) return rendered;
  return {
    ...rendered,
    messages: [...rendered.messages, { role: 'user', content: `The places to be changed:\n\n${found.join('\n\n')}` }],
  };
}

async function locationText(
  { files, symbols, repository }: RunContext,
  location: SearchResult['locations'][number],
): Promise<string> {
  const [symbol] = location.symbol === '' ? [] : await symbols.symbolsByQualifiedName(repository, location.symbol);
  const path = repositoryPath(symbol?.file_path ?? location.filePath);
  if (path === undefined) return '';
  const from = symbol?.start_line ?? location.startLine;
  const to = symbol?.end_line ?? location.endLine;
  const range = from === 0 ? undefined : { startLine: Math.max(1, from - LINES_AROUND), endLine: to + LINES_AROUND };
  const source = await files.sourceText(repository, path, range);
  if (source === undefined) return `There is no file ${quotedInline(path)}.`;
  const why = location.reason === '' ? '' : ` (${quotedInline(location.reason)})`;
  return `${quotedInline(path)}, lines ${source.startLine} to ${source.endLine}${why}:\n${quotedData(source.text)}`;
}

/** A second try counts unless it made things worse. */
function better(first: MadeCode, second: MadeCode): MadeCode {
  return second.code === undefined && first.code !== undefined ? first : second;
}

function codeText({ remark, code, problems }: MadeCode): string {
  if (code === undefined) {
    return [remark, 'No change could be made of this reply:', ...problems.map((problem) => `- ${problem}`)].join('\n').trim();
  }
  const places = code.edits.map(({ filePath, isNew, startLine, symbol, imports }) => {
    const where = isNew ? 'new file' : `line ${startLine}${symbol === undefined ? '' : `, in \`${symbol}\``}`;
    const imported = imports.length === 0 ? '' : `; adds ${imports.map((line) => `\`${line}\``).join(', ')}`;
    return `- ${filePath}: ${where}${imported}`;
  });
  const errors = code.syntaxErrors.map(({ filePath, line, message }) => `- ${filePath}, line ${line}: ${message}`);
  const warning = errors.length === 0 ? [] : ['It does not parse, in spite of one correction:', ...errors, ''];
  const fence = '`'.repeat(Math.max(3, ...[...code.diff.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
  return [remark, '', ...places, '', ...warning, `${fence}diff`, code.diff.trimEnd(), fence].join('\n').trim();
}
