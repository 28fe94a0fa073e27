import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The command as people run it; built before the tests. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const NAME = `ask-${randomUUID().slice(0, 8)}`;
const FILES: Readonly<Record<string, string>> = {
  'shop/store.py': [
    'class Base:',
    '    def send(self, item):',
    '        """Sends nothing."""',
    '        return None',
    '',
    'class Store(Base):',
    '    def send(self, item, times=1, *, safe=True):',
    '        return pack(item)',
    '',
    'def pack(item):',
    "    return ('utf-8', item)",
    '',
    'def sell(item):',
    '    return Store().send(item)',
  ].join('\n'),
  'tests/test_store.py':
    'from shop.store import Store, sell\n\ndef test_send():\n    assert Store().send(1)\n\ndef test_sell():\n    assert sell(1)\n',
};

interface Printed {
  readonly id: string;
  readonly answer_text: string;
  readonly value?: number | boolean;
  readonly citations: readonly { readonly name: string; readonly file_path: string }[];
  readonly model: string;
}

let folder: string;

async function command(words: readonly string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, CODEXGRAPH_HOME: join(folder, 'home') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: string[] = [];
  const said: string[] = [];
  child.stdout.on('data', (data: Buffer) => out.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => said.push(data.toString()));
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`codexgraph ${words.join(' ')} ended with ${String(code)}: ${said.join('')}`);
  return out.join('');
}

async function ask(question: string, agent: string): Promise<Printed> {
  return JSON.parse(await command(['ask', '--repo', NAME, '--agent', agent, '--json', question])) as Printed;
}

const names = ({ citations }: Printed): string[] => citations.map(({ name }) => name).sort();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ask-'));
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(folder, 'source', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  await command(['index', join(folder, 'source'), '--name', NAME]);
});

afterAll(async () => {
  await command(['delete', NAME]);
  rmSync(folder, { recursive: true, force: true });
});

describe('ask', () => {
  it.each(['general', 'chat'])(
    'answers both questions of one sentence by the %s agent, with citations that hold',
    async (agent) => {
      const answer = await ask('who calls Store.send, and which of those are tests?', agent);
      expect(names(answer)).toEqual(['sell', 'test_send']);
      expect(answer.answer_text).toContain('**2. which of those are tests?**');
      expect(answer.model).toBe('offline');
    },
  );

  it('answers JSON lines, with turns of a conversation, and says what a bad line lacks', async () => {
    const lines = [
      { id: 1, question: 'which of those are tests?', turns: ['who calls Store.send?', 'which of those are tests?'] },
      { id: 2, question: 'Store 重写了哪些方法' },
      { id: 3, question: 'which functions have a default parameter?' },
      { id: 4, question: 'how many lines does pack have?' },
      { id: 5, question: "which functions contain the string 'utf-8'?" },
      { id: 6, question: 'who calls frobnicate_all?' },
    ];
    const input = [...lines.map((line) => JSON.stringify(line)), 'no json'].join('\n');
    const printed = (await command(['ask', '--repo', NAME, '--batch'], input)).trim().split('\n');
    const answers = printed.map((line) => JSON.parse(line) as Printed);
    expect(answers.slice(0, 6).map(names)).toEqual([['test_send'], ['send'], ['send'], ['pack'], ['pack'], []]);
    expect(answers[3]?.value).toBe(2);
    expect(answers[5]?.answer_text).toContain('There is no symbol or file named `frobnicate_all`');
    expect(answers[6]).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });
});
