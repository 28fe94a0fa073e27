import type { CypherOutcome, CypherProblem, CypherRequest, CypherRows, CypherRunner, CypherValue } from '@codexgraph/graph-model';

/** What a fake graph says to a query: rows of one column, a whole answer, or problems. */
export type FakeAnswer = readonly CypherValue[] | Partial<CypherRows> | { readonly problems: readonly Partial<CypherProblem>[] };

/** A runner that answers by the first entry whose text the query holds; everything else matches nothing. Keeps what it was asked. */
export class FakeGraph implements CypherRunner {
  readonly asked: CypherRequest[] = [];
  readonly #answers: readonly (readonly [text: string, answer: FakeAnswer])[];

  constructor(answers: readonly (readonly [text: string, answer: FakeAnswer])[]) {
    this.#answers = answers;
  }

  run(request: CypherRequest): Promise<CypherOutcome> {
    this.asked.push(request);
    const whole = `${request.text} ${JSON.stringify(request.parameters ?? {})}`;
    const answer = this.#answers.find(([text]) => whole.includes(text))?.[1] ?? [];
    if ('problems' in answer) {
      const problems = answer.problems.map((problem) => ({
        code: 'SYNTAX' as const,
        message: 'wrong',
        line: 1,
        column: 1,
        ...problem,
      }));
      return Promise.resolve({ kind: 'refused', problems });
    }
    const given: Partial<CypherRows> = 'map' in answer ? { rows: answer.map((value) => [value]) } : answer;
    return Promise.resolve({
      kind: 'rows',
      columns: ['x'],
      rows: [],
      notices: [],
      elapsedMs: 1,
      writtenText: request.text,
      scopedText: request.text,
      revision: 'r1',
      ...given,
    });
  }

  explain(): Promise<never> {
    return Promise.reject(new TypeError('a fake graph explains nothing'));
  }

  complete(): Promise<never> {
    return Promise.reject(new TypeError('a fake graph completes nothing'));
  }

  cancel(): boolean {
    return false;
  }
}

/** A symbol as rows hold it. */
export function fakeNode(label: string, qualifiedName: string, more: Record<string, CypherValue> = {}): CypherValue {
  const name = qualifiedName.split('.').at(-1) ?? '';
  return {
    node: {
      labels: [label],
      properties: {
        id: `${label}:${qualifiedName}`,
        name,
        qualified_name: qualifiedName,
        file_path: 'src/a.py',
        start_line: 1,
        end_line: 9,
        ...more,
      },
    },
  };
}
