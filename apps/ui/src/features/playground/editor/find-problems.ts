import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TextFinding } from '@codexgraph/cypher-agent/language';
import { askOnce } from '../../../graphql/ask-once.js';
import { explainDocument } from '../playground.documents.js';
import type { LanguageWorker } from './language-worker.js';
import { type Place, rangeOf } from './text-places.js';

/** Something that the service says about a text. */
export interface ServiceProblem extends Place {
  readonly message: string;
  readonly endLine?: number | null;
  readonly endColumn?: number | null;
  readonly hint?: string | null;
  readonly suggestion?: string | null;
}

/** What a check of the text in an editor works with. */
export interface ProblemSources {
  readonly repository: string;
  readonly worker: LanguageWorker;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What went wrong when this very text ran. */
  readonly ran: { readonly text: string; readonly problems: readonly ServiceProblem[] } | undefined;
  /** Title of the button that writes a suggestion. */
  readonly replaceBy: (suggestion: string) => string;
}

const MAX_SHOWN = 100;

/** What is wrong with a text: what its reader says at once; when that is nothing, what the service says that plans it; and what its last run said. */
export async function findProblems(view: EditorView, sources: ProblemSources): Promise<readonly Diagnostic[]> {
  const { doc } = view.state;
  const text = doc.toString();
  if (text.trim() === '') return [];
  const { parameters, ran, replaceBy } = sources;
  const found = await sources.worker.ask({ kind: 'check', text, parameters });
  if (found.length > 0) return found.slice(0, MAX_SHOWN).map((finding) => ofReader(finding, doc, replaceBy));
  const problems = ran?.text === text ? ran.problems : [];
  const diagnostics = problems.map((problem) => ofService(problem, doc, { severity: 'error', replaceBy }));
  const asked = await askOnce(explainDocument, {
    input: { repositoryName: sources.repository, text, parameters, profile: false },
  });
  if (!('data' in asked)) return diagnostics;
  const { explainCypher } = asked.data;
  const known = new Set(problems.map(({ message }) => message));
  return [
    ...diagnostics,
    ...explainCypher.problems
      .filter(({ message }) => !known.has(message))
      .map((problem) => ofService(problem, doc, { severity: 'error', replaceBy })),
    ...explainCypher.notices.map((notice) => ofService(notice, doc, { severity: 'warning', replaceBy })),
  ].slice(0, MAX_SHOWN);
}

type Reading = Pick<ProblemSources, 'replaceBy'>;

function ofReader(finding: TextFinding, doc: Text, replaceBy: Reading['replaceBy']): Diagnostic {
  const from = Math.min(finding.from, doc.length);
  const to = Math.min(Math.max(finding.to, from + 1), doc.length);
  return diagnosticOf({ from: Math.min(from, to), to, severity: 'error' }, finding, { doc, replaceBy });
}

function ofService(
  problem: ServiceProblem,
  doc: Text,
  { severity, replaceBy }: Reading & { readonly severity: 'error' | 'warning' },
): Diagnostic {
  const range = severity === 'warning' ? wordAt(doc, problem) : rangeOf(doc, problem);
  return diagnosticOf({ ...range, severity }, problem, { doc, replaceBy });
}

/** Notices tell where a name begins. */
function wordAt(doc: Text, place: Place): { readonly from: number; readonly to: number } {
  const { from } = rangeOf(doc, place);
  const line = doc.lineAt(from);
  const word = /^[\p{L}\p{Nd}_]+/u.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: Math.min(doc.length, from + Math.max(1, word.length)) };
}

function diagnosticOf(
  range: { readonly from: number; readonly to: number; readonly severity: 'error' | 'warning' },
  { message, hint, suggestion }: { readonly message: string; readonly hint?: string | null; readonly suggestion?: string | null },
  { doc, replaceBy }: Reading & { readonly doc: Text },
): Diagnostic {
  const written = doc.sliceString(range.from, range.to);
  const isName = suggestion != null && /^[\w.]+$/u.test(written) && /^[\w.]+$/u.test(suggestion);
  return {
    ...range,
    message: hint == null || hint === '' ? message : `${message}\n${hint}`,
    ...(isName && {
      actions: [
        {
          name: replaceBy(suggestion),
          apply: (view, from, to) => {
            view.dispatch({ changes: { from, to, insert: suggestion } });
          },
        },
      ],
    }),
  };
}
