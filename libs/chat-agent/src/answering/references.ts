import { findJsonObject, markedSections, withoutSection, type AnswerValue } from '@codexgraph/llm';

/** A reference of an answer before it is verified. */
export interface WrittenReference {
  readonly written: string;
  readonly id?: string;
  /** Dotted or short. */
  readonly name?: string;
  readonly filePath?: string;
  /** 1-based. */
  readonly startLine?: number;
}

/** An answer apart from its block of references. */
export interface ReadAnswer {
  readonly text: string;
  readonly references: readonly WrittenReference[];
  readonly value?: AnswerValue;
}

const MOST_REFERENCES = 5000;
const PLACE = /(?<file>[^\s`'"()[\]<>:,|]+\.[A-Za-z0-9_]{1,10})(?::(?<line>\d+)(?:\s*[-–]\s*\d+)?)?/;
const NAME = /`([^`]+)`|\b([A-Za-z_$][\w$]*(?:\.[A-Za-z_$#][\w$]*)+)\b/;

/** Reads the final answer: its text, its references in their order, its value. */
export function readAnswer(reply: string): ReadAnswer {
  const blocks = markedSections(reply).filter(({ name }) => name === 'references');
  const lines = blocks.flatMap(({ content }) => content.split('\n'));
  const value = lines.map(valueOf).find((found) => found !== undefined);
  const references = lines.slice(0, MOST_REFERENCES).flatMap(referenceOf);
  return { text: withoutSection(reply, 'references'), references, ...(value === undefined ? {} : { value }) };
}

/** One reference of a line: JSON, or file, lines and name as people write them. None for a line that names nothing. */
export function referenceOf(line: string): readonly WrittenReference[] {
  const written = line.trim().replace(/^[-*]\s+/, '');
  if (written === '' || valueOf(line) !== undefined) return [];
  if (written.startsWith('{')) return jsonReference(written);
  const place = PLACE.exec(written);
  const name = NAME.exec(place === null ? written : written.replace(place[0], ' '));
  if (place === null && name === null) return [];
  return [{ written: written.slice(0, 300), ...namePart(name), ...placePart(place) }];
}

function namePart(found: RegExpExecArray | null): Pick<WrittenReference, 'name'> {
  return found === null ? {} : { name: (found[1] ?? found[2] ?? '').replace(/\(\)$/, '').trim() };
}

function placePart(found: RegExpExecArray | null): Pick<WrittenReference, 'filePath' | 'startLine'> {
  const { file, line } = found?.groups ?? {};
  return { ...(file === undefined ? {} : { filePath: file }), ...(line === undefined ? {} : { startLine: Number(line) }) };
}

function jsonReference(written: string): readonly WrittenReference[] {
  const reading = findJsonObject(written);
  if (!reading.ok) return [];
  const { id, qualified_name: qualified, name, file_path: file, start_line: line } = reading.value;
  const named = typeof qualified === 'string' ? qualified : name;
  return [
    {
      written: written.slice(0, 300),
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof named === 'string' ? { name: named } : {}),
      ...(typeof file === 'string' ? { filePath: file } : {}),
      ...(typeof line === 'number' ? { startLine: line } : {}),
    },
  ];
}

function valueOf(line: string): AnswerValue | undefined {
  const found = /^\s*[-*]?\s*value:\s*(true|false|-?\d+(?:\.\d+)?)\s*$/i.exec(line)?.[1]?.toLowerCase();
  if (found === undefined) return undefined;
  return found === 'true' || found === 'false' ? found === 'true' : Number(found);
}
