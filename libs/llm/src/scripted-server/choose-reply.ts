import type { Script, ScriptRule } from './script.js';

/** A call as the server got it. */
export interface ScriptedCall {
  readonly role: string;
  readonly stage: string;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream: boolean;
  /** Names of all fields of the body. */
  readonly fields: readonly string[];
  /** Set when `stream_options.include_usage` was asked for. */
  readonly wantsUsage: boolean;
  /** 1-based. */
  readonly number: number;
}

/** What the script says to a call. */
export interface ChosenReply {
  readonly rule: ScriptRule;
  /** 0-based position of the rule. */
  readonly ruleIndex: number;
  readonly text: string;
}

/** Finds replies; remembers how often each rule held. */
export class ReplyChooser {
  readonly #script: Script;
  readonly #held: number[];
  readonly #answered: number[];

  constructor(script: Script) {
    this.#script = script;
    this.#held = script.rules.map(() => 0);
    this.#answered = script.rules.map(() => 0);
  }

  /** The first rule that holds for a call; undefined when none does. */
  choose(call: ScriptedCall): ChosenReply | undefined {
    for (const [index, rule] of this.#script.rules.entries()) {
      const groups = matchedGroups(rule.when, call);
      if (groups === undefined) continue;
      const held = (this.#held[index] ?? 0) + 1;
      this.#held[index] = held;
      if (rule.when.nth !== undefined && rule.when.nth !== held) continue;
      const before = this.#answered[index] ?? 0;
      this.#answered[index] = before + 1;
      return { rule, ruleIndex: index, text: replyText(rule, before, groups) };
    }
    return undefined;
  }
}

function replyText(rule: ScriptRule, before: number, groups: readonly string[]): string {
  const { reply } = rule;
  if (typeof reply === 'object' && !Array.isArray(reply)) return JSON.stringify(reply.json);
  const text = typeof reply === 'string' ? reply : (reply[Math.min(before, reply.length - 1)] ?? '');
  const filled = text.replaceAll(/\$([1-9])/g, (written, digit: string) => groups[Number(digit)] ?? written);
  return rule.repeat === undefined ? filled : filled.repeat(rule.repeat);
}

/** Groups of the regular expression (the last one that was given); undefined when the condition does not hold. */
function matchedGroups(when: ScriptRule['when'], call: ScriptedCall): readonly string[] | undefined {
  if (when.role !== undefined && when.role !== call.role) return undefined;
  if (when.stage !== undefined && when.stage !== call.stage) return undefined;
  if (when.model !== undefined && when.model !== call.model) return undefined;
  const { contains } = when;
  if (contains !== undefined && !call.messages.some(({ content }) => content.includes(contains))) return undefined;
  let groups: readonly string[] = [];
  for (const [pattern, messages] of [
    [when.matches, call.messages],
    [when.lastMatches, call.messages.slice(-1)],
  ] as const) {
    if (pattern === undefined) continue;
    const found = messages.map(({ content }) => new RegExp(pattern, 'ism').exec(content)).find((match) => match !== null);
    if (found === undefined) return undefined;
    groups = [...found];
  }
  return groups;
}
