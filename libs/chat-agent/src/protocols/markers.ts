import { markedSections, withoutThinking } from '@codexgraph/llm';
import type { TaskDefinition } from '../tasks.js';
import { linesOfQueries, readLocationsText, type ReplyReading } from './reply-reading.js';
import type { ReplyProtocol } from './reply-protocol.js';

/** A section that replies may have. Sections that are not registered are ignored. */
export interface Marker {
  /** As in `[start_of_NAME]`. */
  readonly name: string;
  /** Tasks whose prompts speak of it; absent: all. */
  readonly stage?: TaskDefinition['stage'];
  /** How the system prompt explains it; '' when it stands there anyway. */
  readonly explanation: string;
  /** Adds what the section says to what the reply said before. */
  readonly apply: (content: string, reading: ReplyReading) => ReplyReading;
}

const HEADING = /^#{1,4}[ \t]*Text[ \t]+Query[ \t]*\d*[ \t]*:?[ \t]*(.*)$/gim;

/** All sections, in the order of the explanation. A new one is a new entry. */
export const MARKERS: readonly Marker[] = [
  {
    name: 'analysis',
    explanation: '',
    apply: (content, reading) => (content === '' ? reading : { ...reading, analysis: joined(reading.analysis, content) }),
  },
  {
    name: 'code_search',
    explanation: '',
    apply: (content, reading) => ({ ...reading, queries: [...reading.queries, ...searchQueries(content)] }),
  },
  {
    name: 'bug_locations',
    stage: 'patch',
    explanation: [
      'When you know where the bug is, end with the places to be changed:',
      '[start_of_bug_locations]',
      '[{"file_path": "src/a.py", "symbol": "a.Class.method", "start_line": 10, "end_line": 20, "reason": "..."}]',
      '[end_of_bug_locations]',
    ].join('\n'),
    apply: (content, reading) => ({
      ...reading,
      end: { ...reading.end, locations: [...(reading.end?.locations ?? []), ...readLocationsText(content)] },
    }),
  },
  {
    name: 'answer',
    explanation: [
      'When the context is sufficient, end:',
      '[start_of_answer]',
      '### Answer',
      '- Analysis: how the rows lead to the conclusion',
      '- Conclusion: the answer',
      '- Source code reference: symbols with file and lines, as they stand in the rows',
      '[end_of_answer]',
    ].join('\n'),
    apply: (content, reading) => ({
      ...reading,
      end: { locations: reading.end?.locations ?? [], ...(content === '' ? {} : { draft: content }) },
    }),
  },
];

/** Makes the protocol of the Chat agent: sections between markers. @param markers the sections that replies may have */
export function markerProtocol(markers: readonly Marker[]): ReplyProtocol {
  const markersOf = (task: TaskDefinition): readonly Marker[] =>
    markers.filter(({ stage }) => stage === undefined || stage === task.stage);
  return {
    name: 'markers',
    answerPrompt: 'answer/chat',
    opening: ({ task, question, conversation, file, seeds, rounds, schema }) => [
      {
        role: 'system',
        id: 'chat/system',
        values: {
          rounds: String(rounds),
          schema,
          sections: markersOf(task)
            .flatMap(({ explanation }) => (explanation === '' ? [] : [explanation]))
            .join('\n\n'),
        },
      },
      { role: 'user', id: 'chat/question', values: { conversation, question, file, seeds } },
      { role: 'user', id: 'chat/start', values: { task: task.instruction } },
    ],
    observation: (report, roundsLeft) => ({ role: 'user', id: 'chat/report', values: { report, rounds_left: roundsLeft } }),
    responseFormat: () => undefined,
    read(reply, { task, cutOff }) {
      let reading: ReplyReading = { queries: [] };
      const registered = markersOf(task);
      for (const { name, content } of markedSections(withoutThinking(reply))) {
        reading = registered.find((marker) => marker.name === name)?.apply(content, reading) ?? reading;
      }
      if (reading.queries.length > 0 || reading.end !== undefined) return reading;
      const expected = registered.map(({ name }) => `[start_of_${name}]`).join(', ');
      const why = cutOff
        ? 'Your reply reached its token limit before a code search or an end. Be shorter'
        : 'Your reply has neither a code search nor an end';
      return { ...reading, complaint: `${why}. Expected markers, each on a line of its own: ${expected}.` };
    },
  };
}

/** The protocol of the Chat agent with all sections of the product. */
export const MARKER_PROTOCOL: ReplyProtocol = markerProtocol(MARKERS);

function searchQueries(content: string): readonly string[] {
  const headings = [...content.matchAll(HEADING)];
  if (headings.length === 0) return linesOfQueries(content);
  return headings.flatMap((heading, index) => {
    const from = heading.index + heading[0].length;
    const rest = content.slice(from, headings[index + 1]?.index).trim();
    const query = [heading[1]?.trim() ?? '', ...linesOfQueries(rest)].filter((line) => line !== '').join(' ');
    return query === '' ? [] : [query];
  });
}

function joined(before: string | undefined, content: string): string {
  return before === undefined ? content : `${before}\n${content}`;
}
