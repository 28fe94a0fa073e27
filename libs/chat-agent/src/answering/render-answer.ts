import { markedSections, withoutSection, type Citation } from '@codexgraph/llm';

const SHOWN_REFERENCES = 50;

/** The parts of an answer in the Chat agent's form. */
export interface AnswerParts {
  readonly conclusion: string;
  readonly analysis: string;
}

/** Takes an answer in the Chat agent's form apart. A text in another form is all conclusion. Fences of code survive as they are. */
export function answerParts(text: string): AnswerParts {
  const section = markedSections(text).find(({ name }) => name === 'answer');
  const before = section === undefined ? '' : withoutSection(withoutSection(text, 'answer'), 'analysis');
  const body = (section?.content ?? text).replace(/^#{1,4}[ \t]*Answer[ \t]*\n+/i, '');
  const fields = splitFields(body);
  const analysis = fields.get('analysis') ?? '';
  const conclusion = fields.get('conclusion') ?? fields.get('') ?? '';
  return {
    conclusion: [conclusion, before]
      .filter((part) => part.trim() !== '')
      .join('\n\n')
      .trim(),
    analysis: analysis.trim(),
  };
}

const FIELD = /^[ \t]*[-*]?[ \t]*\**(Analysis|Conclusion|Source code references?)\**[ \t]*:\**[ \t]*/i;

function splitFields(body: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let field = '';
  let isCode = false;
  for (const line of body.split('\n')) {
    const start = isCode ? null : FIELD.exec(line);
    if (start !== null) field = (start[1] ?? '').toLowerCase();
    const rest = start === null ? line : line.slice(start[0].length);
    const before = fields.get(field);
    fields.set(field, before === undefined ? rest : `${before}\n${rest}`);
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
  }
  return fields;
}

/**
 * The Chat agent's answer as it is shown: `## answer`, `## analysis`, `## reference`; parts without text are left out. A citation whose place stands in the
 * text above is not listed a second time.
 */
export function renderChatAnswer({ conclusion, analysis }: AnswerParts, citations: readonly Citation[]): string {
  const parts = [`## answer\n${conclusion}`];
  if (analysis !== '') parts.push(`## analysis\n${analysis}`);
  const shown = placesIn(`${conclusion}\n${analysis}`);
  const unseen = citations.filter(({ file_path: file, start_line: start }) => !shown.has(`${file}:${start ?? ''}`));
  if (unseen.length > 0) parts.push(`## reference\n${referenceList(unseen)}`);
  return parts.join('\n\n');
}

/** `file:line` as the text names them; of a range its first line. */
function placesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/[^\s`'"()[\]<>,|:]+:\d+/g)].map(([place]) => place));
}

function referenceList(citations: readonly Citation[]): string {
  const lines = citations
    .slice(0, SHOWN_REFERENCES)
    .map(({ qualified_name: name, file_path: file, start_line: start, end_line: end }) => {
      const place = start === undefined ? file : `${file}:${start}-${end ?? start}`;
      return `- \`${name}\`${place === '' ? '' : ` (${place})`}`;
    });
  const more = citations.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
