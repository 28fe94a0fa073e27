/** A scenario of the openCypher TCK that reads, with the placeholders of outlines filled in. */
export interface TckScenario {
  /** `Feature name: scenario name`, with a number behind it where an outline makes several. */
  readonly name: string;
  /** `any`, `empty`, or the name of a graph that comes with the TCK. */
  readonly graph: string;
  readonly setUp: readonly string[];
  readonly parameters: readonly (readonly string[])[];
  /** Signatures of procedures that the scenario wants the server to have. */
  readonly procedures: readonly string[];
  readonly query: string;
  readonly expected: TckExpectation;
}

/** What must come of it. */
export type TckExpectation =
  | {
      readonly kind: 'rows';
      readonly ordered: boolean;
      readonly listsUnordered: boolean;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'error'; readonly text: string };

interface Step {
  readonly text: string;
  document?: string;
  table?: string[][];
}

interface Block {
  readonly name: string;
  readonly outline: boolean;
  readonly steps: Step[];
  readonly examples: string[][][];
}

/** Scenarios of a Gherkin text whose query writes nothing; of outlines the first `examples`. */
export function readFeature(text: string, examples: number): readonly TckScenario[] {
  const feature = /^\s*Feature:\s*(.*)$/mu.exec(text)?.[1] ?? '';
  return blocksOf(text)
    .flatMap((block) => variants(block).slice(0, examples))
    .flatMap((block) => scenarioOf(`${feature}: ${block.name}`, block.steps));
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const background: Step[] = [];
  let steps = background;
  let table: string[][] | undefined;
  const lines = text.split(/\r?\n/u);
  for (let place = 0; place < lines.length; place += 1) {
    const line = (lines[place] ?? '').trim();
    const scenario = /^Scenario(?<outline> Outline)?:\s*(?<name>.*)$/u.exec(line);
    const block = blocks.at(-1);
    if (scenario?.groups !== undefined) {
      blocks.push({
        name: scenario.groups['name'] ?? '',
        outline: scenario.groups['outline'] !== undefined,
        steps: [...background],
        examples: [],
      });
      steps = blocks.at(-1)?.steps ?? [];
      table = undefined;
    } else if (line.startsWith('Examples:')) {
      table = [];
      block?.examples.push(table);
    } else if (line === '"""') {
      const end = lines.findIndex((other, index) => index > place && other.trim() === '"""');
      const step = steps.at(-1);
      if (step !== undefined) step.document = outdent(lines.slice(place + 1, end), lines[place] ?? '');
      place = end;
    } else if (line.startsWith('|')) {
      (table ?? ((steps.at(-1) ?? { text: '' }).table ??= [])).push(cellsOf(line));
    } else if (/^(?:Given|When|Then|And|But) /u.test(line)) {
      steps.push({ text: line.replace(/^\w+ /u, '') });
      table = undefined;
    }
  }
  return blocks;
}

function outdent(lines: readonly string[], fence: string): string {
  const width = fence.length - fence.trimStart().length;
  return lines.map((line) => line.slice(Math.min(width, line.length - line.trimStart().length))).join('\n');
}

function cellsOf(line: string): string[] {
  const cells = line.replace(/^\|/u, '').match(/(?:\\.|[^|\\])*\|/gu) ?? [];
  return cells.map((cell) =>
    cell
      .slice(0, -1)
      .trim()
      .replaceAll(/\\([|\\n])/gu, (_, what: string) => (what === 'n' ? '\n' : what)),
  );
}

/** The scenario itself, or one for each row of its examples. */
function variants(block: Block): readonly Block[] {
  if (!block.outline) return [block];
  const filled = block.examples.flatMap(([header = [], ...rows]) =>
    rows.map((row): readonly (readonly [string, string])[] => header.map((name, place) => [`<${name}>`, row[place] ?? ''])),
  );
  return filled.map((values, number) => {
    const fill = (text: string): string => values.reduce((whole, [from, to]) => whole.replaceAll(from, () => to), text);
    const steps = block.steps.map(({ text, document, table }) => ({
      text: fill(text),
      ...(document !== undefined && { document: fill(document) }),
      ...(table && { table: table.map((row) => row.map(fill)) }),
    }));
    return { ...block, name: `${block.name} (${String(number + 1)})`, steps };
  });
}

const WRITES = /\b(?:CREATE|MERGE|SET|DELETE|REMOVE)\b/iu;

function scenarioOf(name: string, steps: readonly Step[]): readonly TckScenario[] {
  const query = steps.find((step) => step.text === 'executing query:')?.document;
  const outcome = steps.findIndex((step) => /^the result should be|should be raised/u.test(step.text));
  const expected = expectationOf(steps[outcome]);
  // Strings and names in quotes are no clauses.
  const bare = query?.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/gu, '') ?? '';
  if (query === undefined || expected === undefined || WRITES.test(bare)) return [];
  const graph = steps.map((step) => /^(?:an?|the) (\S+) graph$/u.exec(step.text)?.[1] ?? /^(any) graph$/u.exec(step.text)?.[1]);
  return [
    {
      name,
      graph: graph.find((found) => found !== undefined) ?? 'any',
      setUp: steps.flatMap((step) => (step.text === 'having executed:' && step.document !== undefined ? [step.document] : [])),
      parameters: steps.find((step) => step.text === 'parameters are:')?.table ?? [],
      procedures: steps.flatMap((step) => /^there exists a procedure (.*):$/u.exec(step.text)?.[1] ?? []),
      query,
      expected,
    },
  ];
}

function expectationOf(step: Step | undefined): TckExpectation | undefined {
  if (step === undefined) return undefined;
  if (step.text.includes('should be raised')) return { kind: 'error', text: step.text };
  const [header = [], ...rows] = step.table ?? [];
  const ordered = step.text.includes('in order');
  return { kind: 'rows', ordered, listsUnordered: step.text.includes('ignoring element order'), header, rows };
}
