import { type AgentName, type Interval, wilsonInterval } from '@codexgraph/chat-agent';
import { textTable } from '../text-table.js';

/** One question as one agent answered it. */
export interface AbAnswer {
  readonly isRight: boolean;
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** True when the product counted tokens by itself. */
  readonly estimated: boolean;
  readonly seconds: number;
  /** Absent when no price is known. */
  readonly cost?: { readonly amount: number; readonly currency: string };
  /** Why there is no answer. */
  readonly failure?: string;
}

/** One question as both agents answered it. */
export interface AbQuestion {
  readonly id: string;
  readonly question: string;
  readonly answers: Readonly<Record<AgentName, AbAnswer>>;
}

/** Figures of one agent; means are per question. */
export interface AbFigures {
  readonly questions: number;
  readonly right: number;
  /** Absent of no questions. */
  readonly share?: Interval;
  readonly failed: number;
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tokensEstimated: boolean;
  readonly seconds: number;
  readonly medianSeconds: number;
  /** Mean; absent when an answer has none, or currencies differ. */
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** Figures of both agents on the same questions in the same run. */
export interface AbReport {
  readonly general: AbFigures;
  readonly chat: AbFigures;
  /** Questions that only one of them, both or neither answered rightly. */
  readonly pairs: { readonly both: number; readonly onlyGeneral: number; readonly onlyChat: number; readonly neither: number };
  /** Chance of a difference at least as large if both were equally good (exact McNemar test, two-sided). */
  readonly chance: number;
  /** Chat by General; absent where General's figure is 0. */
  readonly ratios: Readonly<Partial<Record<'right' | 'modelCalls' | 'tokens' | 'seconds' | 'cost', number>>>;
}

/** Sums questions up. */
export function abReport(questions: readonly AbQuestion[]): AbReport {
  const general = figuresOf(questions.map(({ answers }) => answers.general));
  const chat = figuresOf(questions.map(({ answers }) => answers.chat));
  const pairs = { both: 0, onlyGeneral: 0, onlyChat: 0, neither: 0 };
  for (const { answers } of questions) pairs[pairOf(answers)] += 1;
  return { general, chat, pairs, chance: mcNemar(pairs.onlyGeneral, pairs.onlyChat), ratios: ratiosOf(general, chat) };
}

function pairOf({ general, chat }: AbQuestion['answers']): keyof AbReport['pairs'] {
  if (general.isRight) return chat.isRight ? 'both' : 'onlyGeneral';
  return chat.isRight ? 'onlyChat' : 'neither';
}

function figuresOf(answers: readonly AbAnswer[]): AbFigures {
  const mean = (value: (answer: AbAnswer) => number): number =>
    answers.reduce((sum, answer) => sum + value(answer), 0) / Math.max(1, answers.length);
  const right = answers.filter(({ isRight }) => isRight).length;
  const share = wilsonInterval(right, answers.length);
  const seconds = answers.map((answer) => answer.seconds).sort((left, smaller) => left - smaller);
  const cost = meanCost(answers);
  return {
    questions: answers.length,
    right,
    ...(share === undefined ? {} : { share }),
    failed: answers.filter(({ failure }) => failure !== undefined).length,
    modelCalls: mean(({ modelCalls }) => modelCalls),
    inputTokens: mean(({ inputTokens }) => inputTokens),
    outputTokens: mean(({ outputTokens }) => outputTokens),
    tokensEstimated: answers.some(({ estimated }) => estimated),
    seconds: mean((answer) => answer.seconds),
    medianSeconds: seconds[Math.floor(seconds.length / 2)] ?? 0,
    ...(cost === undefined ? {} : { cost }),
  };
}

function meanCost(answers: readonly AbAnswer[]): AbFigures['cost'] {
  const [first] = answers;
  const currency = first?.cost?.currency;
  if (currency === undefined || answers.some(({ cost }) => cost?.currency !== currency)) return undefined;
  return { amount: answers.reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0) / answers.length, currency };
}

/** Two-sided binomial test of the questions on which the two differ. */
function mcNemar(one: number, other: number): number {
  const trials = one + other;
  let probability = 0.5 ** trials;
  let tail = 0;
  for (let successes = 0; successes <= Math.min(one, other); successes += 1) {
    tail += probability;
    probability *= (trials - successes) / (successes + 1);
  }
  return Math.min(1, 2 * tail);
}

function ratiosOf(general: AbFigures, chat: AbFigures): AbReport['ratios'] {
  const pairs = [
    ['right', chat.right, general.right],
    ['modelCalls', chat.modelCalls, general.modelCalls],
    ['tokens', chat.inputTokens + chat.outputTokens, general.inputTokens + general.outputTokens],
    ['seconds', chat.seconds, general.seconds],
    ['cost', chat.cost?.amount ?? 0, chat.cost?.currency === general.cost?.currency ? (general.cost?.amount ?? 0) : 0],
  ] as const;
  return Object.fromEntries(pairs.flatMap(([name, left, right]) => (right === 0 ? [] : [[name, left / right]])));
}

/** The report as a table for people. */
export function abTable(report: AbReport): string {
  const { general, chat, pairs, ratios } = report;
  const row = (title: string, value: (figures: AbFigures) => string, ratio?: number): string[] => [
    title,
    value(general),
    value(chat),
    ratio === undefined ? '' : ratio.toFixed(2),
  ];
  const estimated = general.tokensEstimated || chat.tokensEstimated ? ' (estimated)' : '';
  const table = textTable(
    ['per question', 'General', 'Chat', 'Chat / General'],
    [
      row('questions', ({ questions }) => String(questions)),
      row('fully right', ({ right, questions }) => percentText(right / Math.max(1, questions)), ratios.right),
      row('95 % interval', ({ share }) => (share === undefined ? '-' : `${percentText(share.low)}-${percentText(share.high)}`)),
      row('failed', ({ failed }) => String(failed)),
      row('model calls', ({ modelCalls }) => modelCalls.toFixed(2), ratios.modelCalls),
      row(`tokens in${estimated}`, ({ inputTokens }) => inputTokens.toFixed(0)),
      row(`tokens out${estimated}`, ({ outputTokens }) => outputTokens.toFixed(0), ratios.tokens),
      row('seconds, mean', ({ seconds }) => seconds.toFixed(3), ratios.seconds),
      row('seconds, median', ({ medianSeconds }) => medianSeconds.toFixed(3)),
      ...(general.cost === undefined || chat.cost === undefined
        ? []
        : [row(`cost (${general.cost.currency})`, ({ cost }) => (cost?.amount ?? 0).toFixed(6), ratios.cost)]),
    ],
  );
  const verdict = `Right: both ${String(pairs.both)}, only General ${String(pairs.onlyGeneral)}, only Chat ${String(pairs.onlyChat)}, neither ${String(pairs.neither)}; by chance alone with probability ${report.chance.toFixed(3)} (McNemar).`;
  return `${table}\n\n${verdict}`;
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
